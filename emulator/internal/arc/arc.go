// Package arc knows the clusters of Azure Arc in the simplest form that is
// honest: they exist, they are somewhere, and extensions can sit below them. A
// real one is connected by an agent, which the local Azure does not have.
package arc

import (
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/systemdata"
)

// The providers and their types.
const (
	ConnectedNamespace   = "Microsoft.Kubernetes"
	ConnectedType        = ConnectedNamespace + "/connectedClusters"
	ProvisionedNamespace = "Microsoft.HybridContainerService"
	ProvisionedType      = ProvisionedNamespace + "/provisionedClusters"
)

// members are those that ARM lets every tracked resource have.
var members = []string{"location", "tags", "identity", "properties", "extendedLocation", "kind", "sku", "id", "name", "type", "systemData"}

// Check refuses unknown members at the top, and a cluster that is nowhere.
// Properties are taken as they are.
func Check(input map[string]any) *armerror.Error {
	names := slices.Sorted(maps.Keys(input))
	for _, name := range names {
		if !slices.Contains(members, name) {
			sorted := slices.Clone(members)
			slices.Sort(sorted)
			return armerror.Invalid("InvalidRequestContent", name,
				"The request content was invalid: could not find member '%s'. Known members are %v.", name, sorted)
		}
	}
	if location, _ := input["location"].(string); location == "" {
		return armerror.Invalid("LocationRequired", "location", "The location property is required for this definition.")
	}
	return nil
}

// Answer is what GET answers.
func Answer(r *state.Resource, _, tenant string) map[string]any {
	out := maps.Clone(r.Input)
	sent, _ := r.Input["properties"].(map[string]any)
	properties := map[string]any{}
	maps.Copy(properties, sent)
	properties["provisioningState"] = r.State
	if r.Type == ConnectedType {
		properties["connectivityStatus"] = "Connected"
	}
	maps.Copy(out, map[string]any{
		"id": r.ID, "name": r.Name, "type": r.Type, "systemData": systemdata.Of(r), "properties": properties,
	})
	if len(r.Tags) > 0 {
		out["tags"] = r.AllTags()
	}
	if sent, ok := r.Input["identity"].(map[string]any); ok {
		identity := maps.Clone(sent)
		identity["principalId"] = uuid.NewSHA1(uuid.NameSpaceURL, []byte(r.ID)).String()
		identity["tenantId"] = tenant
		out["identity"] = identity
	}
	return out
}
