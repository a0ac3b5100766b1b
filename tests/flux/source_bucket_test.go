package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// inBucket is a scene whose manifests are in the bucket `fleet`.
func inBucket(t *testing.T) (*scene, *servers.S3) {
	t.Helper()
	s := newScene(t)
	server := servers.StartS3(t)
	server.Bucket("fleet", servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	return s, server
}

// upBucket deploys with a bucket of the server.
func (s *scene) upBucket(server *servers.S3, bucket string, more ...string) {
	s.t.Helper()
	lines := append([]string{"url: " + server.URL(), "bucketName: " + bucket, "insecure: true"}, more...)
	s.Configure(source("bucket", lines...), kustomization("app", "app"))
	s.Stack.Up()
}

func TestBucketWithKeys(t *testing.T) {
	t.Parallel()
	s, server := inBucket(t)
	s.upBucket(server, "fleet", "accessKey: "+server.AccessKey, "secretKey: "+server.SecretKey)
	s.Arrived("first")
	assert.Regexp(t, "^sha256:[0-9a-f]{64}$", s.Properties(s.Name)["sourceSyncedCommitId"])

	server.Upload("fleet", servers.Files{"app/settings.yaml": settings(s.Name, "second")})
	kube.Eventually(t, "the second version", func() bool { return s.Kube.ConfigMap(s.Name, "settings")["value"] == "second" })
}

func TestBucketThatAnybodyMayRead(t *testing.T) {
	t.Parallel()
	s, server := inBucket(t)
	s.upBucket(server, "fleet")
	s.Refused("Bucket", "Access Denied")
	server.Publish("fleet")
	s.Arrived("first")
}

func TestBucketWithWrongKey(t *testing.T) {
	t.Parallel()
	s, server := inBucket(t)
	s.upBucket(server, "fleet", "accessKey: "+server.AccessKey, "secretKey: wrong-secret")
	s.Refused("Bucket", "The request signature we calculated does not match the signature you provided")
	s.upBucket(server, "fleet", "accessKey: "+server.AccessKey, "secretKey: "+server.SecretKey)
	s.Arrived("first")
}

func TestBucketThatDoesNotExist(t *testing.T) {
	t.Parallel()
	s, server := inBucket(t)
	s.upBucket(server, "flete", "accessKey: "+server.AccessKey, "secretKey: "+server.SecretKey)
	s.Refused("Bucket", "bucket 'flete' not found")
}
