package objects_test

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

type settings = map[string]any

var deployKey = objects.DeployKey{Private: "PRIVATE KEY\n", Public: "ssh-ed25519 AAAA"}

func encoded(plain string) string { return base64.StdEncoding.EncodeToString([]byte(plain)) }

// configuration has one kustomization and the source.
func configuration(source cluster.Source) cluster.Configuration {
	source.Interval, source.Timeout = 10*time.Minute, 2*time.Hour
	return cluster.Configuration{
		Reference: cluster.Reference{Cluster: "/c", Namespace: "flux-system", Name: "apps"}, Generation: 3, Scope: "cluster", Source: source,
		Kustomizations: []cluster.Kustomization{{
			Name: "all", Object: "apps-all", Interval: time.Minute, RetryInterval: time.Minute, Timeout: time.Minute, Wait: true,
		}},
	}
}

func git(url string, more settings, protected map[string]string) cluster.Source {
	return cluster.Source{Kind: cluster.GitRepository, URL: url, Branch: "main", Settings: more, ProtectedSettings: protected}
}

func oci(more settings) cluster.Source {
	return cluster.Source{Kind: cluster.OCIRepository, URL: "oci://registry.example/manifests", Tag: "v1", Settings: more}
}

func bucket(url string, more settings, protected map[string]string) cluster.Source {
	more["bucketName"] = "manifests"
	return cluster.Source{Kind: cluster.Bucket, URL: url, Settings: more, ProtectedSettings: protected}
}

func blob(more settings) cluster.Source {
	more["containerName"] = "manifests"
	return cluster.Source{Kind: cluster.AzureBlob, URL: "https://account.blob.core.windows.net/", Settings: more}
}

// full uses all that a configuration can say beside its source.
func full() cluster.Configuration {
	c := configuration(cluster.Source{Kind: cluster.GitRepository, URL: "https://git.example/r", Branch: "main", Commit: "0123abcd"})
	c.Scope, c.Suspend = "namespace", true
	c.Kustomizations = []cluster.Kustomization{
		{
			Name: "infra", Object: "apps-infra", Path: "./infra", Interval: time.Minute, RetryInterval: 90 * time.Second, Timeout: 5 * time.Minute,
			Prune: true, Force: true, Wait: true,
		},
		{
			Name: "apps", Object: "apps-apps", Path: "./apps", DependsOn: []string{"infra"},
			Interval: time.Hour, RetryInterval: time.Minute, Timeout: time.Minute,
			Substitute: map[string]string{"region": "westeurope", "replicas": "2"},
			SubstituteFrom: []cluster.SubstituteReference{
				{Kind: "ConfigMap", Name: "cluster"}, {Kind: "Secret", Name: "keys", Optional: true},
			},
		},
	}
	return c
}

// sources are each kind of source with each way to reach it.
var sources = map[string]cluster.Source{
	"git-public":    git("https://git.example/r", nil, nil),
	"git-https":     git("https://git.example/r", settings{"httpsUser": "me", "httpsCACert": encoded("CA\n")}, map[string]string{"httpsKey": encoded("token")}),
	"git-https-ca":  git("https://git.example/r", settings{"httpsCACert": encoded("CA\n")}, nil),
	"git-ssh":       git("git@git.example:team/r.git", settings{"sshKnownHosts": encoded("git.example ssh-rsa A\n")}, map[string]string{"sshPrivateKey": encoded("KEY\n")}),
	"git-ssh-made":  git("ssh://git@git.example:2222/r", settings{"sshKnownHosts": encoded("git.example ssh-rsa A\n")}, nil),
	"git-ssh-large": git("git@ssh.dev.azure.com:v3/o/p/r", nil, map[string]string{"sshPrivateKey": encoded("KEY\n")}),
	"git-local":     git("https://git.example/r", settings{"localAuthRef": "mine"}, nil),
	"git-azure":     git("https://dev.azure.com/o/p/_git/r", settings{"provider": "Azure"}, nil),
	"git-semver":    {Kind: cluster.GitRepository, URL: "https://git.example/r", Semver: ">=1.0.0"},
	"oci-public":    oci(nil),
	"oci-local":     oci(settings{"localAuthRef": "mine", "serviceAccountName": "puller", "layerSelector": settings{"mediaType": "application/x", "operation": "copy"}}),
	"oci-identity":  oci(settings{"useWorkloadIdentity": true}),
	"oci-tls":       oci(settings{"tlsConfig": settings{"clientCertificate": encoded("CERT\n"), "privateKey": encoded("KEY\n"), "caCertificate": encoded("CA\n")}}),
	"oci-keys":      oci(settings{"insecure": true, "verify": settings{"provider": "cosign", "verificationConfig": settings{"cosign.pub": "PUBLIC KEY\n"}}}),
	"oci-keyless":   oci(settings{"verify": settings{"provider": "cosign", "matchOidcIdentity": []any{settings{"issuer": "^https://issuer$", "subject": "^me$"}}}}),
	"oci-digest":    {Kind: cluster.OCIRepository, URL: "oci://registry.example/m", Digest: "sha256:abc"},
	"bucket-public": bucket("http://s3.example:9000/", settings{}, nil),
	"bucket":        bucket("https://s3.example", settings{"accessKey": "id", "insecure": false}, map[string]string{"bucketSecretKey": encoded("secret")}),
	"bucket-local":  bucket("https://s3.example", settings{"localAuthRef": "mine", "insecure": false}, nil),
	"blob-none":     blob(settings{}),
	"blob-key":      blob(settings{"accountKey": "a2V5"}),
	"blob-sas":      blob(settings{"sasToken": "?sv=1&sig=x"}),
	"blob-secret":   blob(settings{"servicePrincipal": settings{"clientId": "c", "tenantId": "t", "clientSecret": "s"}}),
	"blob-certificate": blob(settings{"servicePrincipal": settings{
		"clientId": "c", "tenantId": "t", "clientCertificate": encoded("PEM\n"), "clientCertificatePassword": "p", "clientCertificateSendChain": true,
	}}),
	"blob-identity": blob(settings{"managedIdentity": settings{"clientId": "c"}}),
	"blob-local":    blob(settings{"localAuthRef": "mine"}),
}

func TestObjectsAreThoseThatAzureMakes(t *testing.T) {
	t.Parallel()
	cases := map[string]cluster.Configuration{"full": full()}
	for name, source := range sources {
		cases[name] = configuration(source)
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made, err := objects.Of(c, deployKey)
			require.NoError(t, err)
			compare(t, filepath.Join("testdata", name+".yaml"), write(t, made))
		})
	}
}

func write(t *testing.T, made []*unstructured.Unstructured) []byte {
	t.Helper()
	var documents []string
	for _, o := range made {
		document, err := yaml.Marshal(o.Object)
		require.NoError(t, err)
		documents = append(documents, string(document))
	}
	return []byte(strings.Join(documents, "---\n"))
}

// compare holds what was made against a file that GOLDEN=rewrite writes.
func compare(t *testing.T, path string, made []byte) {
	t.Helper()
	if os.Getenv("GOLDEN") == "rewrite" {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, made, 0o644))
		return
	}
	kept, err := os.ReadFile(path)
	require.NoError(t, err, "GOLDEN=rewrite makes the file")
	assert.Empty(t, cmp.Diff(string(kept), string(made)))
}

func TestObjectsSurviveBeingCopied(t *testing.T) {
	t.Parallel()
	for name, source := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made, err := objects.Of(configuration(source), deployKey)
			require.NoError(t, err)
			for _, o := range made {
				assert.NotPanics(t, func() { o.DeepCopy() }, "an unstructured object holds nothing but JSON's types")
			}
		})
	}
}

func TestWrongCredentialsAreNamedAndNotShown(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		source cluster.Source
		names  string
	}{
		"https":       {git("https://git.example/r", nil, map[string]string{"httpsKey": "pass word!"}), "configurationProtectedSettings.httpsKey"},
		"ssh":         {git("git@git.example:r", nil, map[string]string{"sshPrivateKey": "pass word!"}), "configurationProtectedSettings.sshPrivateKey"},
		"tls":         {oci(settings{"tlsConfig": settings{"privateKey": "pass word!"}}), "privateKey"},
		"certificate": {blob(settings{"servicePrincipal": settings{"clientCertificate": "pass word!"}}), "clientCertificate"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := objects.Of(configuration(c.source), deployKey)
			require.ErrorContains(t, err, "flux configuration apps: "+c.names+" is not in base64")
			assert.NotContains(t, err.Error(), "pass word!")
		})
	}
}

func TestGenerationsDifferWhereFluxMustAnswerAnew(t *testing.T) {
	t.Parallel()
	c := configuration(sources["git-https"])
	before, err := objects.Of(c, deployKey)
	require.NoError(t, err)
	c.Generation++
	after, err := objects.Of(c, deployKey)
	require.NoError(t, err)
	for i := range before {
		answers := before[i].GetKind() == "GitRepository" || before[i].GetKind() == "Kustomization"
		differ := before[i].GetAnnotations()[objects.RequestedAt] != after[i].GetAnnotations()[objects.RequestedAt]
		assert.Equal(t, answers, differ, before[i].GetKind())
	}
}
