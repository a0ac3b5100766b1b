package provider

import (
	"testing"

	"github.com/blang/semver"
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/integration"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// construct sends inputs through the whole plugin, and returns what it registered and answered.
func construct(t *testing.T, inputs property.Map, preview bool) (childgraph.Graph, error) {
	t.Helper()
	plugin, err := New()
	require.NoError(t, err)
	recorder := &childgraph.Recorder{Preview: preview}
	server, err := integration.NewServer(t.Context(), Name, semver.MustParse(Version), integration.WithProvider(plugin), integration.WithMocks(recorder))
	require.NoError(t, err)
	response, err := server.Construct(p.ConstructRequest{
		Urn:    resource.NewURN("stack", "project", "", aksgitops.Token, "demo"),
		Parent: resource.DefaultRootStackURN("stack", "project"),
		Inputs: inputs, DryRun: preview,
	})
	graph := recorder.Graph()
	if err == nil {
		graph.Outputs = childgraph.Value(resource.ToResourcePropertyValue(property.New(response.State)))
	}
	return graph, err
}

// blogPost is the scenario that package aksgitops' tests register in process.
func blogPost() property.Map {
	return value(object{
		"resourceGroupName": "BaboRG",
		"cluster": object{
			"name": "BaboAks", "location": "westeurope", "podIdentity": object{"enabled": true},
			"nodePools": []any{object{"name": "system", "vmSize": "Standard_D4ds_v5", "count": 1}},
		},
		"extension": object{"controllers": object{
			"source": true, "kustomize": true, "helm": true, "notification": true, "imageAutomation": true, "imageReflector": true,
		}},
		"configurations": object{"flux2-kustomize-helm-example": object{
			"namespace": "flux-system", "scope": "cluster",
			"gitRepository": object{
				"url": "https://github.com/example/flux2-kustomize-helm-example", "branch": "gitops-aks",
				"syncIntervalInSeconds": 600, "timeoutInSeconds": 600,
			},
			"kustomizations": object{"staging": object{
				"path": "clusters/staging", "prune": true,
				"syncIntervalInSeconds": 600, "retryIntervalInSeconds": 600, "timeoutInSeconds": 600,
			}},
		}},
	}).AsMap()
}

// Through the plugin comes exactly what comes of the same arguments in process: the files are those of package aksgitops.
func TestConstructIsTheComponent(t *testing.T) {
	t.Parallel()
	minimal := value(object{"resourceGroupName": "platform", "clusterName": "prod"}).AsMap()
	for _, test := range []struct {
		name    string
		inputs  property.Map
		preview bool
	}{
		{"blog-post", blogPost(), false},
		{"blog-post-preview", blogPost(), true},
		{"minimal", minimal, false},
		{"minimal-preview", minimal, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			graph, err := construct(t, test.inputs, test.preview)
			require.NoError(t, err)
			golden.Compare(t, "../aksgitops/testdata/graphs/"+test.name+".json", graph.JSON())
		})
	}
}

func TestConstructRefusesFaults(t *testing.T) {
	t.Parallel()
	graph, err := construct(t, fleet(object{"clusterType": "aks"}, git(object{"branch": 5, "tag": "v1"})), false)
	require.Error(t, err)
	assert.Equal(t, codes.InvalidArgument, status.Code(err))
	assert.Equal(t, `AksGitOps "demo" has 2 faults in its inputs, and nothing of it was created or changed:
  - clusterType: "aks" is not one of managedClusters, connectedClusters, provisionedClusters
  - configurations["apps"].gitRepository.branch: is a number; it must be a string; write it in quotes`, status.Convert(err).Message())
	assert.Empty(t, graph.Resources, "nothing is registered")
}

// A leaf that is secret or not known stays so in the child, and nothing beside it becomes so.
func TestConstructKeepsLeaves(t *testing.T) {
	t.Parallel()
	inputs := fleet(
		object{"extension": object{
			"settings":          object{"open": "yes", "proxy": secretOf("https://user:token@proxy"), "later": unknown},
			"protectedSettings": object{"password": "hunter2"},
		}},
		git(object{"url": secretOf("https://example.com/fleet"), "timeoutInSeconds": unknown.WithDependencies(someURN)}),
		kustomization(object{"path": unknown.WithSecret(true), "prune": true, "wait": unknown.WithDependencies(someURN)}),
	)
	graph, err := construct(t, inputs, true)
	require.NoError(t, err)
	const later = "[unknown]"
	secret := func(v any) any { return map[string]any{"secret": v} }
	extension := graph.Named("demo-extension").Inputs
	assert.Equal(t, map[string]any{"open": "yes", "proxy": secret("https://user:token@proxy"), "later": later}, extension["configurationSettings"])
	assert.Equal(t, map[string]any{"password": secret("hunter2")}, extension["configurationProtectedSettings"])
	configuration := graph.Named("demo-configuration/apps").Inputs
	assert.Equal(t, map[string]any{
		"url": secret("https://example.com/fleet"), "timeoutInSeconds": later, "repositoryRef": map[string]any{"branch": "main"},
	}, configuration["gitRepository"])
	assert.Equal(t, map[string]any{"all": map[string]any{"path": secret(later), "prune": true, "wait": later}}, configuration["kustomizations"])
}

// What an input depends on, the children depend on.
func TestConstructKeepsDependencies(t *testing.T) {
	t.Parallel()
	graph, err := construct(t, fleet(git(object{"url": outputOf("https://example.com/fleet")})), false)
	require.NoError(t, err)
	assert.Empty(t, graph.Named("demo-extension").Dependencies)
	assert.Equal(t, map[string][]string{"gitRepository": {"app"}}, graph.Named("demo-configuration/apps").PropertyDependencies)
	assert.Equal(t, []string{"app", "demo-extension"}, graph.Named("demo-configuration/apps").Dependencies)
}

// What may be left out may be null, at every depth.
func TestConstructTakesNulls(t *testing.T) {
	t.Parallel()
	inputs := fleet(
		object{"extension": object{"name": null, "settings": object{"a": null, "b": "x"}, "protectedSettings": object{"c": null, "d": "y"}}},
		object{"configurations": object{"apps": object{"namespace": null, "kustomizations": object{"all": null}}}},
	)
	graph, err := construct(t, inputs, false)
	require.NoError(t, err)
	extension := graph.Named("demo-extension").Inputs
	assert.Equal(t, "flux", extension["extensionName"])
	assert.Equal(t, map[string]any{"b": "x"}, extension["configurationSettings"])
	assert.Equal(t, map[string]any{"d": map[string]any{"secret": "y"}}, extension["configurationProtectedSettings"])
	assert.Equal(t, map[string]any{"all": map[string]any{}}, graph.Named("demo-configuration/apps").Inputs["kustomizations"])
}

func TestConstructHandsOptionsOn(t *testing.T) {
	t.Parallel()
	plugin, err := New()
	require.NoError(t, err)
	recorder := &childgraph.Recorder{}
	server, err := integration.NewServer(t.Context(), Name, semver.MustParse(Version), integration.WithProvider(plugin), integration.WithMocks(recorder))
	require.NoError(t, err)
	mine := resource.NewURN("stack", "project", "", "pulumi:providers:azure-native", "mine")
	_, err = server.Construct(p.ConstructRequest{
		Urn:    resource.NewURN("stack", "project", "", aksgitops.Token, "demo"),
		Inputs: blogPost(), Protect: new(true), Providers: map[tokens.Package]p.ProviderReference{"azure-native": {Urn: mine, ID: "some-id"}},
	})
	require.NoError(t, err)
	for _, node := range recorder.Graph().Resources {
		require.NotNil(t, node.Options, node.Name)
		assert.True(t, node.Options.Protect, node.Name)
		if node.Name != "demo" {
			assert.Equal(t, "mine", node.Provider, node.Name)
			assert.Equal(t, "demo", node.Parent, node.Name)
		}
	}
}
