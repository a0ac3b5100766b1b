package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// git is a configuration of a git repository.
func git(url string, set func(*GitRepository)) *FluxConfiguration {
	repository := &GitRepository{Url: pulumi.String(url), Branch: pulumi.String("main")}
	set(repository)
	return &FluxConfiguration{GitRepository: repository}
}

// artifact is a configuration of an OCI artifact.
func artifact(set func(*OciRepository)) *FluxConfiguration {
	repository := &OciRepository{Url: pulumi.String("oci://registry.example.com/fleet")}
	set(repository)
	return &FluxConfiguration{OciRepository: repository}
}

// container is a configuration of a container of blobs.
func container(set func(*AzureBlob)) *FluxConfiguration {
	blob := &AzureBlob{Url: pulumi.String("https://account.blob.core.windows.net"), ContainerName: pulumi.String("fleet")}
	set(blob)
	return &FluxConfiguration{AzureBlob: blob}
}

// objects is a configuration of a bucket.
func objects(set func(*Bucket)) *FluxConfiguration {
	bucket := &Bucket{Url: pulumi.String("https://s3.example.com"), BucketName: pulumi.String("fleet")}
	set(bucket)
	return &FluxConfiguration{Bucket: bucket}
}

// lean are the sources with as little as can be said, and with each credential that is not one of the complete graphs.
func lean() map[string]*FluxConfiguration {
	localAuth := pulumi.String("credentials")
	return map[string]*FluxConfiguration{
		"git-ssh-of-the-cluster": git("git@example.com:fleet", func(g *GitRepository) { g.Ssh = &GitSsh{} }),
		"git-ssh-known-hosts": git("ssh://git@example.com/fleet", func(g *GitRepository) {
			g.Ssh = &GitSsh{KnownHosts: pulumi.String(credentials().knownHosts)}
		}),
		"git-https-authority": git("https://example.com/fleet", func(g *GitRepository) {
			g.Https = &GitHttps{CaCertificate: pulumi.String(credentials().certificate)}
		}),
		"git-https-token": git("https://example.com/fleet", func(g *GitRepository) {
			g.Https = &GitHttps{User: pulumi.String("flux"), Key: pulumi.String("token-of-git")}
		}),
		"git-local": git("https://example.com/fleet", func(g *GitRepository) { g.LocalAuthRef = localAuth }),
		"git-azure": git("https://dev.azure.com/org/project/_git/fleet", func(g *GitRepository) { g.Provider = GitProviderAzure }),

		"oci-anonymous":         artifact(func(*OciRepository) {}),
		"oci-workload-identity": artifact(func(o *OciRepository) { o.UseWorkloadIdentity = pulumi.Bool(true) }),
		"oci-service-account":   artifact(func(o *OciRepository) { o.ServiceAccountName = pulumi.String("puller") }),
		"oci-local":             artifact(func(o *OciRepository) { o.LocalAuthRef = localAuth }),
		"oci-authority": artifact(func(o *OciRepository) {
			o.TlsConfig = &OciTlsConfig{CaCertificate: pulumi.String(credentials().certificate)}
		}),
		"oci-keys": artifact(func(o *OciRepository) {
			o.Verify = &OciVerification{Provider: pulumi.String("cosign"), VerificationConfig: pulumi.StringMap{"key.pub": pulumi.String("public key")}}
		}),

		"bucket-anonymous": objects(func(*Bucket) {}),
		"bucket-local":     objects(func(b *Bucket) { b.LocalAuthRef = localAuth }),
		"bucket-insecure":  objects(func(b *Bucket) { b.Url, b.Insecure = pulumi.String("http://s3.example.com"), pulumi.Bool(true) }),

		"blob-anonymous": container(func(*AzureBlob) {}),
		"blob-local":     container(func(b *AzureBlob) { b.LocalAuthRef = localAuth }),
	}
}

// TestGraphOfLeanSources holds all of these sources in one component against one file, since they differ in little.
func TestGraphOfLeanSources(t *testing.T) {
	t.Parallel()
	for _, kind := range []ClusterType{ClusterTypeManagedClusters, ClusterTypeConnectedClusters} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			graph := graphOf(t, &childgraph.Recorder{}, func(*pulumi.Context) *AksGitOpsArgs {
				args := &AksGitOpsArgs{
					ResourceGroupName: pulumi.String("platform"), ClusterName: pulumi.String("edge"), ClusterType: kind,
					Extension:      &FluxExtension{Version: pulumi.String("1.24.1"), Tuning: &ExtensionTuning{Source: &ControllerTuning{LogLevel: LogLevelDebug}}},
					Configurations: lean(),
				}
				for _, config := range args.Configurations {
					config.Kustomizations = map[string]*Kustomization{"all": nil}
				}
				return args
			})
			golden.Compare(t, "testdata/graphs/lean-sources-"+string(kind)+".json", credentials().nameless(graph.JSON()))
		})
	}
}
