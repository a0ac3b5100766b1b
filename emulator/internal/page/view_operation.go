package page

import (
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arm"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Operation is one of Resource Manager's long-running operations.
type Operation struct {
	Anchor string
	// What is done to which resource, and on which cluster.
	What, Kind, Name, On string
	State                Badge
	// Said is empty unless it failed: successes show in what was made.
	Said    string
	Started Moment
	// Took is how long it took, or has taken until now.
	Took  string
	Error string
}

var resourceTypes = map[string]string{
	arm.GroupType: "resource group", flux.ExtensionType: "Flux extension", flux.ConfigurationType: "configuration",
}

func viewOperation(o *state.Operation, now time.Time, hide redactor) Operation {
	out := Operation{
		Anchor: anchor(o.ID), What: verb(o), State: operationBadge(o), Started: momentOf(o.Started, now), Took: span(until(o, now).Sub(o.Started)),
	}
	out.Kind, out.Name, out.On = named(o.Resource)
	if o.Error != nil {
		out.Error = o.Error.Code + ": " + hide.text(o.Error.Message)
		out.Said = out.What + " " + out.Name + ": " + out.State.Text
	}
	return out
}

func until(o *state.Operation, now time.Time) time.Time {
	if o.Running() {
		return now
	}
	return o.Ended
}

func verb(o *state.Operation) string {
	switch {
	case o.Delete:
		return "Delete"
	case o.Create:
		return "Create"
	default:
		return "Update"
	}
}

// named says what a resource is, what it is called, and on which cluster it is.
func named(id string) (kind, name, on string) {
	parsed, err := resourceid.Parse(id)
	if err != nil {
		return "resource", id, ""
	}
	if len(parsed.Types) == 0 {
		return resourceTypes[arm.GroupType], parsed.Group, ""
	}
	if scope, err := resourceid.Parse(parsed.Scope); err == nil {
		on = scope.Name()
	}
	if kind = resourceTypes[parsed.Type()]; kind == "" {
		kind = clusterTypes[parsed.Type()]
	}
	return kind, parsed.Name(), on
}
