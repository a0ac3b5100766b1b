package example

import (
	"net/http"
	"strconv"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// operations are what was asked of Azure: one that runs, one that failed, and how it came to all of it.
func operations(tx state.Tx, staging, edge *state.Resource) {
	flows := func(on *state.Resource, name string) string {
		return on.ID + "/providers/" + flux.ConfigurationType + "/" + name
	}
	extension := func(on *state.Resource) string { return on.ID + "/providers/" + flux.ExtensionType + "/flux" }
	failure := armerror.New(http.StatusConflict, "ReconciliationFailed",
		"The cluster did not reconcile: Kustomization store/store-web: kustomize build failed at https://build:%s@git.example.com", secret("operation"))
	for i, o := range []*state.Operation{
		{ID: "monitoring", Resource: flows(staging, "monitoring"), Create: true, Started: ago(9 * time.Second), Status: "InProgress"},
		{Resource: flows(edge, "store"), Started: ago(2 * time.Minute), Ended: ago(94 * time.Second), Status: state.Failed, Error: failure},
		{Resource: flows(edge, "tills"), Started: ago(11 * time.Minute), Ended: ago(11*time.Minute - 2*time.Second), Status: state.Succeeded},
		{Resource: flows(edge, "till-trial"), Delete: true, Started: ago(12 * time.Minute), Ended: ago(12*time.Minute - 4*time.Second), Status: state.Succeeded},
		{Resource: flows(staging, "cluster-config"), Create: true, Started: ago(41 * time.Minute), Ended: ago(41*time.Minute - 14*time.Second), Status: state.Succeeded},
		{Resource: extension(staging), Create: true, Started: ago(43 * time.Minute), Ended: ago(43*time.Minute - 31*time.Second), Status: state.Succeeded},
		{Resource: staging.ID, Create: true, Started: ago(50 * time.Minute), Ended: ago(50*time.Minute - 6*time.Second), Status: state.Succeeded},
		{Resource: edge.ID, Create: true, Started: ago(3 * time.Hour), Ended: ago(3*time.Hour - time.Second), Status: state.Succeeded},
	} {
		if o.ID == "" {
			o.ID = "operation-" + strconv.Itoa(i)
		}
		tx.PutOperation(o)
	}
}
