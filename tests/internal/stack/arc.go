package stack

// arcVersion is the API version in which tests make clusters of Azure Arc.
const arcVersion = "2024-01-01"

// Connected is the path of a cluster that Azure Arc has connected.
func Connected(name string) string { return "Microsoft.Kubernetes/connectedClusters/" + name }

// Arc makes a connected cluster behind Pulumi's back.
func (a *Azure) Arc(name string) {
	a.t.Helper()
	a.Put(a.ID(Connected(name)), arcVersion, map[string]any{
		"location":   "westeurope",
		"identity":   map[string]any{"type": "SystemAssigned"},
		"properties": map[string]any{"agentPublicKeyCertificate": ""},
	})
}
