package aksgitops

import (
	"reflect"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

const someCluster = "/subscriptions/0/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c"

func TestParentCluster(t *testing.T) {
	t.Parallel()
	assert.Equal(t, someCluster, *parentCluster(someCluster + "/providers/Microsoft.KubernetesConfiguration/extensions/flux"))
	assert.Equal(t, someCluster, *parentCluster(someCluster + "/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/apps"))
	assert.Equal(t, someCluster, *parentCluster(someCluster))
}

func TestExtensionID(t *testing.T) {
	t.Parallel()
	assert.Equal(t, someCluster+"/providers/Microsoft.KubernetesConfiguration/extensions/gitops", *extensionID([]any{new(someCluster), new("gitops")}))
	assert.Nil(t, extensionID([]any{(*string)(nil), new("gitops")}), "without a cluster's ID there is none")
}

func TestFirstText(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "b", *firstText([]any{(*string)(nil), new(""), new("b"), new("c")}))
	assert.Nil(t, firstText([]any{(*string)(nil), nil}))
}

func TestKustomizationName(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "fleet-apps", kustomizationName("fleet", "apps"))
}

// Every output of the component's struct is among those that the engine gets, under its own name, and is set on every path.
func TestOutputsOnEveryPath(t *testing.T) {
	t.Parallel()
	noConfigurations := func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := extended(notInstalled())(ctx)
		args.Configurations = nil
		return args
	}
	for name, args := range map[string]func(*pulumi.Context) *AksGitOpsArgs{
		"created": blogPost, "attached": minimal, "nothing to do": noConfigurations, "not installed": extended(notInstalled()),
		"Arc": attached(ClusterTypeConnectedClusters), "several": severalConfigurations,
	} {
		for _, preview := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				require.NoError(t, (&childgraph.Recorder{Preview: preview}).Run(func(ctx *pulumi.Context) error {
					component, err := NewAksGitOps(ctx, "demo", args(ctx))
					require.NoError(t, err)
					registered := component.outputs()
					fields := reflect.ValueOf(component).Elem()
					for i := range fields.NumField() {
						tag := fields.Type().Field(i).Tag.Get("pulumi")
						if tag == "" {
							continue
						}
						assert.NotContains(t, tag, ",", "a suffix would become part of the output's name")
						assert.Equal(t, fields.Field(i).Interface(), registered[tag], tag)
						assert.False(t, fields.Field(i).IsZero(), tag+" is not set")
						delete(registered, tag)
					}
					assert.Empty(t, registered, "registered without a field")
					return childgraph.Show(ctx, component.outputs())
				}))
			})
		}
	}
}

// A cluster's ID is read off whatever child there is; without any it is not known, and neither is what is made of it.
func TestOutputsWithoutChildren(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := minimal(ctx)
		args.Extension = notInstalled()
		return args
	})
	assert.Len(t, graph.Resources, 1)
	empty := map[string]any{}
	assert.Equal(t, map[string]any{
		"clusterName": "prod", "configurationIds": empty, "complianceStates": empty, "syncedCommits": empty, "repositoryPublicKeys": empty,
		"errorMessages": empty, "kustomizationNames": empty,
	}, graph.Outputs)
}

// No credential comes back out of the component, is registered with it, or stands open in a child.
func TestNoSecretInTheComponent(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]func() *FluxConfiguration{
		"git over ssh": gitOverSSH, "git over https": gitOverHTTPS, "OCI": oci, "bucket": s3, "account key": blobWithKey,
		"signature": blobWithSignature, "certificate": blobWithPrincipal, "client secret": blobWithClientSecret,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := graphOf(t, &childgraph.Recorder{}, sourced(config()))
			assert.Empty(t, graph.Named("demo").Inputs)
			shown := strings.Join(append(openTexts(graph.Outputs), openTexts(graph.Named("demo-configuration/apps").Inputs)...), "\n")
			for _, credential := range []string{
				"dG9rZW4tb2YtZ2l0", "access-key-of-bucket", "c2VjcmV0LWtleS1vZi1idWNrZXQ=", "a2V5LW9mLWFjY291bnQ=", "signature-of-blob",
				"password-of-certificate", "secret-of-client", file(credentials().sshKey), file(credentials().tlsKey),
			} {
				assert.NotContains(t, shown, credential)
			}
		})
	}
}

// openTexts are the texts in a value that are not secret.
func openTexts(value any) []string {
	var found []string
	switch value := value.(type) {
	case string:
		found = append(found, value)
	case []any:
		for _, element := range value {
			found = append(found, openTexts(element)...)
		}
	case map[string]any:
		for key, entry := range value {
			if key != "secret" {
				found = append(found, openTexts(entry)...)
			}
		}
	}
	return found
}
