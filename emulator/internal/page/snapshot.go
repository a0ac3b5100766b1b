package page

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arc"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// clusterTypes are the types of resources that are clusters, and what people call them.
var clusterTypes = map[string]string{
	containerservice.ClusterType: "AKS cluster",
	arc.ConnectedType:            "Azure Arc cluster",
	arc.ProvisionedType:          "AKS on Azure Local",
}

// snapshot is what the local Azure holds at one moment, in the order in which it is shown.
type snapshot struct {
	now        time.Time
	clusters   []held
	operations []*state.Operation
	// asked is when a reconciliation was last asked for on the page, by the configuration's ID.
	asked map[string]time.Time
}

// held is a cluster with what is on it.
type held struct {
	cluster                    *state.Resource
	extensions, configurations []*state.Resource
}

// take reads the store: clusters by name, operations the newest first. What the time is, it does not say.
func take(store *state.Store) snapshot {
	var s snapshot
	store.View(func(tx state.Tx) {
		for typ := range clusterTypes {
			for _, r := range tx.OfType(typ) {
				s.clusters = append(s.clusters, held{
					cluster: r, extensions: tx.Children(r.ID, flux.ExtensionType), configurations: tx.Children(r.ID, flux.ConfigurationType),
				})
			}
		}
		s.operations = tx.Operations()
	})
	slices.SortFunc(s.clusters, func(a, b held) int { return byName(a.cluster, b.cluster) })
	for _, h := range s.clusters {
		slices.SortFunc(h.extensions, byName)
		slices.SortFunc(h.configurations, byName)
	}
	slices.SortFunc(s.operations, func(a, b *state.Operation) int {
		return cmp.Or(b.Started.Compare(a.Started), strings.Compare(a.ID, b.ID))
	})
	return s
}

func byName(a, b *state.Resource) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(strings.ToLower(a.ID), strings.ToLower(b.ID)))
}
