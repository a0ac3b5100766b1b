package page

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Cluster is a cluster with what is on it.
type Cluster struct {
	Anchor, Name, Type, Group, Location string
	// Nodes is how many there are, or "" where Azure does not know.
	Nodes          string
	State          Badge
	Said           string
	Failure        string
	Tags           []Pair
	Extensions     []Extension
	Configurations []Configuration
}

// Extension is the Flux extension of a cluster.
type Extension struct {
	Anchor, Name, Version string
	State                 Badge
	Said                  string
	Failure               string
	Settings              []Pair
	// Protected are the names of the settings whose values are secret.
	Protected   []string
	Controllers []Controller
}

// Controller is one of Flux's controllers.
type Controller struct {
	Anchor, Name, Message string
	State                 Badge
	Since                 Moment
}

func viewCluster(h held, s snapshot, hide redactor) Cluster {
	r := h.cluster
	out := Cluster{
		Anchor: anchor(r.ID), Name: r.Name, Type: clusterTypes[r.Type], Group: r.Group, Location: document.Text(r.Input, "location"),
		State: provisioning(r.State), Failure: hide.text(r.Failure), Nodes: nodes(r),
	}
	out.Said = r.Name + ": " + out.State.Text
	tags := r.AllTags()
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		out.Tags = append(out.Tags, Pair{Name: name, Value: hide.text(fmt.Sprint(tags[name]))})
	}
	for _, e := range h.extensions {
		out.Extensions = append(out.Extensions, viewExtension(e, r, s, hide))
	}
	for _, c := range h.configurations {
		out.Configurations = append(out.Configurations, viewConfiguration(c, h, s, hide))
	}
	return out
}

func nodes(r *state.Resource) string {
	if r.Type != containerservice.ClusterType {
		return ""
	}
	sum, pools := 0, containerservice.Cluster(r).NodePools
	for _, pool := range pools {
		sum += pool.Count
	}
	if len(pools) == 1 {
		return fmt.Sprintf("%d in 1 pool", sum)
	}
	return fmt.Sprintf("%d in %d pools", sum, len(pools))
}

func viewExtension(r, on *state.Resource, s snapshot, hide redactor) Extension {
	extension := flux.ClusterExtension(r)
	out := Extension{
		Anchor: anchor(r.ID), Name: r.Name, Version: extension.Version, State: provisioning(r.State), Failure: hide.text(r.Failure),
		Protected: slices.Sorted(maps.Keys(extension.ProtectedSettings)),
	}
	out.Said = said("Flux extension", on.Name, out.State)
	for _, name := range slices.Sorted(maps.Keys(extension.Settings)) {
		out.Settings = append(out.Settings, Pair{Name: name, Value: hide.text(extension.Settings[name])})
	}
	for _, c := range r.Controllers {
		out.Controllers = append(out.Controllers, viewController(c, r, s, hide))
	}
	return out
}

func viewController(c cluster.Controller, of *state.Resource, s snapshot, hide redactor) Controller {
	return Controller{
		Anchor: anchor(of.ID, c.Name), Name: c.Name, Message: hide.text(c.Message),
		State: controllerBadge(c.State), Since: momentOf(c.Since, s.now),
	}
}
