package controlplane

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

func TestNodesOfPools(t *testing.T) {
	t.Parallel()
	all, err := nodes("demo", []cluster.NodePool{
		{Name: "system", Count: 2, Taints: []string{"CriticalAddonsOnly=true:NoSchedule", "a:NoExecute"}},
		{Name: "user", Count: 1, Labels: map[string]string{"team": "a"}},
		{Name: "empty"},
	})
	require.NoError(t, err)
	require.Len(t, all, 3)
	assert.Equal(t, map[string]any{
		"apiVersion": "v1", "kind": "Node",
		"metadata": map[string]any{
			"name":        nodeName("demo", "system", 1),
			"annotations": map[string]any{"kwok.x-k8s.io/node": "fake"},
			"labels": map[string]any{
				"agentpool": "system", "kubernetes.azure.com/agentpool": "system",
				"kubernetes.io/hostname": nodeName("demo", "system", 1), "kubernetes.io/os": "linux",
				"kubernetes.io/arch": "amd64", "kubernetes.io/role": "agent",
			},
		},
		"spec": map[string]any{"taints": []any{
			map[string]any{"key": "CriticalAddonsOnly", "value": "true", "effect": "NoSchedule"},
			map[string]any{"key": "a", "effect": "NoExecute"},
		}},
	}, all[1].Object)
	assert.Equal(t, "a", all[2].GetLabels()["team"])

	none, err := nodes("demo", nil)
	require.NoError(t, err)
	require.Len(t, none, 1, "a cluster whose nodes are not Azure's has one")
	assert.NotContains(t, none[0].GetLabels(), "agentpool")
}

func TestNodeNames(t *testing.T) {
	t.Parallel()
	assert.Regexp(t, `^aks-user-[1-9]\d{7}-vmss000000$`, nodeName("demo", "user", 0))
	assert.Regexp(t, `-vmss00000a$`, nodeName("demo", "user", 10))
	assert.Regexp(t, `-vmss0000rs$`, nodeName("demo", "user", 1000))
	assert.NotEqual(t, nodeName("demo", "user", 0), nodeName("other", "user", 0))
}

func TestTaintsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "a=b", "=b:NoSchedule", "a=b:"} {
		_, err := nodes("demo", []cluster.NodePool{{Name: "user", Count: 1, Taints: []string{text}}})
		assert.EqualError(t, err, `node pool user: the taint "`+text+`" is not key=value:effect`)
	}
}

func TestTaintsOfConditionsStay(t *testing.T) {
	t.Parallel()
	wanted, err := node("n", nil, []string{"new:NoSchedule"})
	require.NoError(t, err)
	earlier, err := node("n", nil, []string{"old:NoSchedule", "node.kubernetes.io/not-ready:NoExecute"})
	require.NoError(t, err)
	keepConditions(wanted, earlier)
	assert.Equal(t, map[string]any{"taints": []any{
		map[string]any{"key": "new", "effect": "NoSchedule"},
		map[string]any{"key": "node.kubernetes.io/not-ready", "effect": "NoExecute"},
	}}, wanted.Object["spec"])
}
