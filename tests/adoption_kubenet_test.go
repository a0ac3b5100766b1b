package tests

import (
	"context"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// What docs/adoption.md says of a raw cluster that moves under the component: azure-native's SDKs fill in defaults of the network, and
// the cluster stays what it is if the program says them and the plug-in.
func TestAdoptionOfAClusterOnKubenet(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program())
	raw := s.Inline(rawCluster)
	_, err := raw.Up(t.Context())
	require.NoError(t, err)
	replacements := func(network *aksgitops.ClusterNetwork) int {
		adopting := s.Inline(adoptingCluster(network))
		preview, err := adopting.Preview(t.Context(), optpreview.Diff())
		require.NoError(t, err)
		return preview.ChangeSummary[apitype.OpReplace]
	}
	assert.Zero(t, replacements(&aksgitops.ClusterNetwork{
		NetworkPlugin: aksgitops.NetworkPluginKubenet, PodCidr: pulumi.String("10.244.0.0/16"), ServiceCidr: pulumi.String("10.0.0.0/16"),
		DnsServiceIp: pulumi.String("10.0.0.10"), OutboundType: aksgitops.OutboundTypeLoadBalancer,
	}))
	assert.Equal(t, 1, replacements(&aksgitops.ClusterNetwork{NetworkPlugin: aksgitops.NetworkPluginKubenet}), "the ranges are missing")
	assert.Equal(t, 1, replacements(nil), "the component's default is not kubenet")
}

func rawCluster(ctx *pulumi.Context) error {
	_, err := containerservice.NewManagedCluster(ctx, "raw", &containerservice.ManagedClusterArgs{
		ResourceGroupName: pulumi.String(stack.Group), ResourceName: pulumi.String("aks"), DnsPrefix: pulumi.String("aks"),
		Identity:       &containerservice.ManagedClusterIdentityArgs{Type: containerservice.ResourceIdentityTypeSystemAssigned},
		NetworkProfile: &containerservice.ContainerServiceNetworkProfileArgs{NetworkPlugin: pulumi.String("kubenet")},
		AgentPoolProfiles: containerservice.ManagedClusterAgentPoolProfileArray{&containerservice.ManagedClusterAgentPoolProfileArgs{
			Name: pulumi.String("system"), Mode: pulumi.String("System"), VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(1),
		}},
	})
	return err
}

func adoptingCluster(network *aksgitops.ClusterNetwork) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := aksgitops.NewAksGitOps(ctx, "gitops", &aksgitops.AksGitOpsArgs{
			ResourceGroupName: pulumi.String(stack.Group),
			Cluster: &aksgitops.Cluster{
				Name: pulumi.String("aks"), Network: network,
				NodePools: []aksgitops.NodePool{{
					Name: pulumi.String("system"), VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(1),
				}},
			},
		}, pulumi.Transforms([]pulumi.ResourceTransform{
			func(_ context.Context, args *pulumi.ResourceTransformArgs) *pulumi.ResourceTransformResult {
				opts := args.Opts
				if args.Name == "gitops-cluster" {
					opts.Aliases = append(opts.Aliases, pulumi.Alias{Name: pulumi.String("raw"), NoParent: pulumi.Bool(true)})
				}
				return &pulumi.ResourceTransformResult{Props: args.Props, Opts: opts}
			},
		}))
		return err
	}
}
