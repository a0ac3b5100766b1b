// Package state keeps what the local Azure holds: resources, operations and
// registrations. Documents are never changed in place, so a reader needs no lock
// after it has one in its hands.
package state

import (
	"maps"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
)

// Provisioning states.
const (
	Creating  = "Creating"
	Updating  = "Updating"
	Deleting  = "Deleting"
	Succeeded = "Succeeded"
	Failed    = "Failed"
	Deleted   = "Deleted"
)

// Resource is one resource as it is kept.
type Resource struct {
	// ID, Type and Name are as first written, Group and Location as ARM knows them.
	ID, Type, Name, Group string
	// Parent is the ID of the group or of the cluster that it sits in.
	Parent string
	// Input is the document that was sent, secrets included.
	Input map[string]any
	// State is the provisioning state.
	State string
	// Operation is the ID of the one under way, or "".
	Operation string `json:",omitempty"`
	// Generation grows with each accepted write.
	Generation int
	Created    time.Time
	Modified   time.Time
	// Observed is what the cluster says; flux configurations only.
	Observed *cluster.Status `json:",omitempty"`
	// Controllers are Flux's in the cluster; extensions only.
	Controllers []cluster.Controller `json:",omitempty"`
	// Tags are those that Azure shows beside the ones that were sent; clusters only.
	Tags map[string]string `json:",omitempty"`
	// Orphaned configurations are on a cluster that has lost its Flux extension.
	Orphaned bool `json:",omitempty"`
	// Failure is why the last operation failed.
	Failure string `json:",omitempty"`
}

// Busy says that an operation is under way.
func (r *Resource) Busy() bool { return r.Operation != "" }

// With gives back a changed copy.
func (r *Resource) With(change func(*Resource)) *Resource {
	clone := *r
	change(&clone)
	return &clone
}

// AllTags are the tags that were sent and those that Azure adds.
func (r *Resource) AllTags() map[string]any {
	sent, _ := r.Input["tags"].(map[string]any)
	tags := make(map[string]any, len(sent)+len(r.Tags))
	maps.Copy(tags, sent)
	for name, value := range r.Tags {
		tags[name] = value
	}
	return tags
}

// Operation is one long-running operation.
type Operation struct {
	ID string
	// Resource is the ID of what it works on.
	Resource string
	// Delete tells a deletion from a write; Force is forceDelete.
	Delete, Force bool
	// Create tells a new resource from a changed one.
	Create bool
	// Generation is the resource's when the operation started.
	Generation int
	Status     string
	Started    time.Time
	Due        time.Time
	Ended      time.Time
	Error      *armerror.Error `json:",omitempty"`
}

// Running says that it has not ended.
func (o *Operation) Running() bool { return o.Ended.IsZero() }

// Registration is the state of a namespace or of a feature: what it was, and what
// it becomes when it is due.
type Registration struct {
	Before, After string
	Due           time.Time
}

// At is the state at a time.
func (r Registration) At(now time.Time) string {
	if now.Before(r.Due) {
		return r.Before
	}
	return r.After
}
