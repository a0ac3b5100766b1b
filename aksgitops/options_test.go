package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// children are the nodes that are not the component itself; there must be all three kinds.
func children(t *testing.T, graph childgraph.Graph) []childgraph.Node {
	t.Helper()
	var found []childgraph.Node
	for _, node := range graph.Resources {
		if node.Name != "demo" && node.Type != "pulumi:providers:azure-native" {
			found = append(found, node)
		}
	}
	require.Len(t, found, 3, "cluster, extension and configuration")
	return found
}

func TestChildrenDescendFromTheComponent(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, blogPost)
	assert.Empty(t, graph.Named("demo").Parent)
	for _, child := range children(t, graph) {
		assert.Equal(t, "demo", child.Parent, child.Name)
	}
}

func TestOrderOfChildren(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, blogPost)
	assert.Empty(t, graph.Named("demo-cluster").Dependencies)
	assert.Equal(t, []string{"demo-cluster"}, graph.Named("demo-extension").Dependencies)
	assert.Equal(t, []string{"demo-cluster", "demo-extension"}, graph.Named("demo-configuration/flux2-kustomize-helm-example").Dependencies)
}

func TestProtectReachesChildren(t *testing.T) {
	t.Parallel()
	for _, child := range children(t, graphOf(t, &childgraph.Recorder{}, blogPost, pulumi.Protect(true))) {
		require.NotNil(t, child.Options, child.Name)
		assert.True(t, child.Options.Protect, child.Name)
	}
}

func TestTimeoutsReachChildren(t *testing.T) {
	t.Parallel()
	timeouts := pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "1h", Delete: "30m"})
	for _, child := range children(t, graphOf(t, &childgraph.Recorder{}, blogPost, timeouts)) {
		assert.Equal(t, map[string]string{"create": "1h", "delete": "30m"}, child.Options.CustomTimeouts, child.Name)
	}
}

// azureProvider is an explicit provider resource.
type azureProvider struct{ pulumi.ProviderResourceState }

func TestProvidersReachChildren(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]func(pulumi.ProviderResource) pulumi.ResourceOption{
		"provider":  func(p pulumi.ProviderResource) pulumi.ResourceOption { return pulumi.Provider(p) },
		"providers": func(p pulumi.ProviderResource) pulumi.ResourceOption { return pulumi.Providers(p) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recorder := &childgraph.Recorder{}
			require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
				provider := &azureProvider{}
				require.NoError(t, ctx.RegisterResource("pulumi:providers:azure-native", "mine", nil, provider))
				_, err := NewAksGitOps(ctx, "demo", blogPost(ctx), option(provider))
				return err
			}))
			for _, child := range children(t, recorder.Graph()) {
				assert.Equal(t, "mine", child.Provider, child.Name)
			}
		})
	}
}

// Children carry nothing of the component's old name: the engine makes their old URNs of the component's aliases, because they are its
// children and their own names begin with its name.
func TestAliasesOfTheComponent(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, blogPost, pulumi.Aliases([]pulumi.Alias{{Name: pulumi.String("before")}}))
	assert.Equal(t, []string{"name before"}, graph.Named("demo").Aliases)
	assert.Empty(t, graph.Named("demo-extension").Aliases)
	assert.Equal(t, []string{"type " + configurationType202411}, graph.Named("demo-configuration/flux2-kustomize-helm-example").Aliases)
}

func TestTransformationsReachChildren(t *testing.T) {
	t.Parallel()
	ignore := func(args *pulumi.ResourceTransformationArgs) *pulumi.ResourceTransformationResult {
		return &pulumi.ResourceTransformationResult{Props: args.Props, Opts: append(args.Opts, pulumi.IgnoreChanges([]string{"tags"}))}
	}
	graph := graphOf(t, &childgraph.Recorder{}, blogPost, pulumi.Transformations([]pulumi.ResourceTransformation{ignore}))
	for _, child := range children(t, graph) {
		assert.Equal(t, []string{"tags"}, child.Options.IgnoreChanges, child.Name)
	}
}

func TestTwoComponents(t *testing.T) {
	t.Parallel()
	recorder := &childgraph.Recorder{}
	require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
		for _, name := range []string{"prod", "prod-eu"} {
			if _, err := NewAksGitOps(ctx, name, severalConfigurations(ctx)); err != nil {
				return err
			}
		}
		return nil
	}))
	graph := recorder.Graph()
	assert.Len(t, graph.Resources, 8)
	for _, name := range []string{"prod", "prod-eu"} {
		for _, configuration := range []string{"apps", "infra"} {
			child := graph.Named(name + "-configuration/" + configuration)
			assert.Equal(t, name, child.Parent)
			assert.Equal(t, []string{name + "-extension"}, child.Dependencies)
		}
	}
}

func TestFaultsRegisterNothing(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]*AksGitOpsArgs{
		"nil":   nil,
		"empty": {},
		"deep":  sourced(&FluxConfiguration{GitRepository: &GitRepository{Url: pulumi.String("https://example.com/fleet")}})(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recorder := &childgraph.Recorder{}
			require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
				component, err := NewAksGitOps(ctx, "demo", args)
				assert.Nil(t, component)
				var faults *FaultsError
				require.ErrorAs(t, err, &faults)
				assert.Equal(t, &FaultsError{Name: "demo", Faults: Faults(args, nil)}, faults)
				return nil
			}))
			assert.Empty(t, recorder.Graph().Resources)
		})
	}
}
