package containerservice

import (
	"encoding/json"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Cluster is what has to be started for a managed cluster.
func Cluster(r *state.Resource) cluster.Cluster {
	out := cluster.Cluster{ID: r.ID}
	pools, _ := document.Object(r.Input, "properties")["agentPoolProfiles"].([]any)
	for _, item := range pools {
		pool, _ := item.(map[string]any)
		out.NodePools = append(out.NodePools, cluster.NodePool{
			Name: document.Text(pool, "name"), Count: count(pool["count"]), Labels: labels(pool), Taints: taints(pool),
		})
	}
	return out
}

// count is how many nodes a pool has; Azure gives one where nothing was sent.
func count(sent any) int {
	switch n := sent.(type) {
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return int(i)
		}
	case float64:
		return int(n)
	}
	return 1
}

func labels(pool map[string]any) map[string]string {
	out := map[string]string{}
	for name, value := range document.Object(pool, "nodeLabels") {
		if text, ok := value.(string); ok {
			out[name] = text
		}
	}
	return out
}

func taints(pool map[string]any) []string {
	sent, _ := pool["nodeTaints"].([]any)
	var out []string
	for _, item := range sent {
		if text, ok := item.(string); ok {
			out = append(out, text)
		}
	}
	return out
}
