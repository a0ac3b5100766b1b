package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// repositoryNowhere is what a simulated cluster follows, and a real one could not.
func repositoryNowhere() map[string]any {
	return map[string]any{"properties": map[string]any{
		"namespace": "apps", "sourceKind": "GitRepository",
		"gitRepository":  map[string]any{"url": "https://git.example/apps", "repositoryRef": map[string]any{"branch": "main"}},
		"kustomizations": map[string]any{"apps": map[string]any{"path": "apps"}},
	}}
}

func TestClustersBeyondTheLimitAreSimulatedAndSaySo(t *testing.T) {
	t.Parallel()
	azure := sharedAzure(t)
	azure.AKS("beyond")
	installFlux(azure, "beyond", nil)
	cluster := azure.ID(stack.Managed("beyond"))
	assert.Equal(t, map[string]any{"local-azure-cluster": "simulated"}, azure.Get(cluster, stack.ClusterVersion)["tags"])
	assert.Nil(t, azure.Get(azure.ID(stack.Managed(sharedCluster)), stack.ClusterVersion)["tags"], "a real one says nothing")

	configuration := azure.ID(stack.Managed("beyond"), stack.Configuration("apps"))
	azure.Put(configuration, stack.FluxVersion, repositoryNowhere())
	kube.Eventually(t, "the simulated cluster to follow", func() bool {
		return azure.Properties(configuration, stack.FluxVersion)["complianceState"] == "Compliant"
	})
	azure.Delete(cluster, stack.ClusterVersion)
	require.Nil(t, azure.Get(cluster, stack.ClusterVersion))
}
