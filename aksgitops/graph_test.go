package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// graphOf registers a component in process and returns what came of it, its outputs among it.
func graphOf(t *testing.T, recorder *childgraph.Recorder, args func(*pulumi.Context) *AksGitOpsArgs, opts ...pulumi.ResourceOption) childgraph.Graph {
	t.Helper()
	require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
		component, err := NewAksGitOps(ctx, "demo", args(ctx), opts...)
		if err != nil {
			return err
		}
		return childgraph.Show(ctx, component.outputs())
	}))
	return recorder.Graph()
}

func minimal(*pulumi.Context) *AksGitOpsArgs {
	return &AksGitOpsArgs{ResourceGroupName: pulumi.String("platform"), ClusterName: pulumi.String("prod")}
}

func TestGraph(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]func(*pulumi.Context) *AksGitOpsArgs{
		"minimal": minimal,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, "testdata/graphs/"+name+".json", graphOf(t, &childgraph.Recorder{}, args).JSON())
		})
	}
}
