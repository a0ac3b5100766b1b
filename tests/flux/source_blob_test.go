package flux

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// inBlobs is a scene whose manifests are in the container `fleet` of a storage account.
func inBlobs(t *testing.T) (*scene, *servers.AzureBlob) {
	t.Helper()
	s := newScene(t)
	account := servers.StartAzureBlob(t)
	account.Container("fleet", servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	return s, account
}

// upBlobs deploys with a container of the account.
func (s *scene) upBlobs(account *servers.AzureBlob, container string, more ...string) {
	s.t.Helper()
	lines := append([]string{"url: " + account.URL, "containerName: " + container}, more...)
	s.Configure(source("azureBlob", lines...), kustomization("app", "app"))
	s.Stack.Up()
}

func TestBlobWithAccountKey(t *testing.T) {
	t.Parallel()
	s, account := inBlobs(t)
	s.upBlobs(account, "fleet", "accountKey: "+account.Key)
	s.Arrived("first")
	assert.Regexp(t, "^sha256:[0-9a-f]{64}$", s.Properties(s.Name)["sourceSyncedCommitId"])

	account.Upload("fleet", servers.Files{"app/settings.yaml": settings(s.Name, "second")})
	kube.Eventually(t, "the second version", func() bool { return s.Kube.ConfigMap(s.Name, "settings")["value"] == "second" })
}

func TestBlobWithToken(t *testing.T) {
	t.Parallel()
	s, account := inBlobs(t)
	account.Container("other", servers.Files{"app/settings.yaml": settings(s.Name, "other")})
	s.upBlobs(account, "fleet", "sasToken: "+quoted(t, account.SAS("other")))
	s.Refused("Bucket", "AuthorizationFailure")
	s.upBlobs(account, "fleet", "sasToken: "+quoted(t, account.SAS("fleet")))
	s.Arrived("first")
}

func TestBlobWithWrongKey(t *testing.T) {
	t.Parallel()
	s, account := inBlobs(t)
	s.upBlobs(account, "fleet", "accountKey: "+base64.StdEncoding.EncodeToString([]byte("another key")))
	s.Refused("Bucket", "AuthorizationFailure")
}

// A container that anybody may read is not fetched without credentials: the source-controller then asks for a managed identity.
func TestBlobWithoutCredentials(t *testing.T) {
	t.Parallel()
	s, account := inBlobs(t)
	account.PublicContainer("open", servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	s.upBlobs(account, "open")
	s.Refused("Bucket", "authenticated requests are not permitted for non TLS protected (https) endpoints")
}

func TestBlobContainerThatDoesNotExist(t *testing.T) {
	t.Parallel()
	s, account := inBlobs(t)
	s.upBlobs(account, "flete", "accountKey: "+account.Key)
	s.Refused("Bucket", "bucket 'flete' not found")
}
