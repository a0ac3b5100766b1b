package tests

import (
	"context"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// What docs/adoption.md says of raw resources in the same stack: with a transform that gives the component's children the old resources as
// aliases, nothing is deleted or replaced. The program is in Go and has the component in process.
func TestAdoptionOfRawResources(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program())
	s.Azure.AKS("aks")
	raw := s.Inline(rawResources)
	_, err := raw.Up(t.Context())
	require.NoError(t, err)

	adopting := s.Inline(adoptingProgram)
	preview, err := adopting.Preview(t.Context(), optpreview.Diff())
	require.NoError(t, err)
	assert.Zero(t, preview.ChangeSummary[apitype.OpReplace], preview.StdOut)
	assert.Zero(t, preview.ChangeSummary[apitype.OpDelete], preview.StdOut)
	assert.Equal(t, 1, preview.ChangeSummary[apitype.OpCreate], "the component itself: %s", preview.StdOut)

	mark := s.Azure.Now()
	_, err = adopting.Up(t.Context())
	require.NoError(t, err)
	for _, request := range s.Azure.Since(mark).Attempts() {
		assert.NotEqual(t, "DELETE", request.Method, request.Path)
	}
	mark = s.Azure.Now()
	after := s.Inline(func(ctx *pulumi.Context) error { return gitops(ctx) })
	_, err = after.Up(t.Context())
	require.NoError(t, err, "afterwards the transform can go")
	assert.Empty(t, s.Azure.Since(mark).Attempts())
}

func rawResources(ctx *pulumi.Context) error {
	flux, err := kubernetesconfiguration.NewExtension(ctx, "flux", &kubernetesconfiguration.ExtensionArgs{
		ResourceGroupName: pulumi.String(stack.Group), ClusterRp: pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName: pulumi.String("managedClusters"), ClusterName: pulumi.String("aks"),
		ExtensionName: pulumi.String("flux"), ExtensionType: pulumi.String("microsoft.flux"),
	})
	if err != nil {
		return err
	}
	_, err = kubernetesconfiguration.NewFluxConfiguration(ctx, "apps", &kubernetesconfiguration.FluxConfigurationArgs{
		ResourceGroupName: pulumi.String(stack.Group), ClusterRp: pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName: pulumi.String("managedClusters"), ClusterName: pulumi.String("aks"),
		FluxConfigurationName: pulumi.String("apps"), Namespace: pulumi.String("flux-system"), Scope: pulumi.String("cluster"),
		SourceKind: pulumi.String("GitRepository"),
		GitRepository: &kubernetesconfiguration.GitRepositoryDefinitionArgs{
			Url:           pulumi.String("https://github.com/example/fleet"),
			RepositoryRef: &kubernetesconfiguration.RepositoryRefDefinitionArgs{Branch: pulumi.String("main")},
		},
		Kustomizations: kubernetesconfiguration.KustomizationDefinitionMap{
			"all": &kubernetesconfiguration.KustomizationDefinitionArgs{Path: pulumi.String("apps")},
		},
	}, pulumi.DependsOn([]pulumi.Resource{flux}))
	return err
}

func gitops(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
	_, err := aksgitops.NewAksGitOps(ctx, "gitops", &aksgitops.AksGitOpsArgs{
		ResourceGroupName: pulumi.String(stack.Group),
		ClusterName:       pulumi.String("aks"),
		Configurations: map[string]*aksgitops.FluxConfiguration{"apps": {
			GitRepository:  &aksgitops.GitRepository{Url: pulumi.String("https://github.com/example/fleet"), Branch: pulumi.String("main")},
			Kustomizations: map[string]*aksgitops.Kustomization{"all": {Path: pulumi.String("apps")}},
		}},
	}, opts...)
	return err
}

func adoptingProgram(ctx *pulumi.Context) error {
	adopt := pulumi.Transforms([]pulumi.ResourceTransform{
		func(_ context.Context, args *pulumi.ResourceTransformArgs) *pulumi.ResourceTransformResult {
			opts := args.Opts
			switch args.Name {
			case "gitops-extension":
				opts.Aliases = append(opts.Aliases, pulumi.Alias{Name: pulumi.String("flux"), NoParent: pulumi.Bool(true)})
			case "gitops-configuration/apps":
				opts.Aliases = append(opts.Aliases, pulumi.Alias{Name: pulumi.String("apps"), NoParent: pulumi.Bool(true)})
			}
			return &pulumi.ResourceTransformResult{Props: args.Props, Opts: opts}
		},
	})
	return gitops(ctx, adopt)
}
