package page

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Configuration is a Flux configuration and what the cluster says of it.
type Configuration struct {
	Anchor, ID, Name, Namespace, Scope string
	Compliance                         Badge
	// State is the provisioning state where it is not that of every day.
	State *Badge
	Said  string
	// Kind, URL and Reference are the source's.
	Kind, URL, Reference string
	// Revision is what was fetched, its hash cut short; Whole is all of it.
	Revision, Whole string
	Fetched         Moment
	Suspended       bool
	// Error is what went wrong, Waiting what it waits for.
	Error, Waiting string
	// Stale says that what is shown is about the configuration before its last change.
	Stale bool
	// DeployKey is the public key that the cluster made for itself.
	DeployKey string
	// Reconcilable says that asking for a reconciliation makes sense; Asked is when it was.
	Reconcilable bool
	Asked        Moment
	Objects      []Object
	Deployments  []Deployment
}

// Object is a Flux object in the cluster.
type Object struct {
	Anchor, Kind, Namespace, Name string
	Ready                         Badge
	Reason, Message, AppliedBy    string
	Since                         Moment
}

// Deployment is a Deployment with how far it is.
type Deployment struct {
	Anchor, Namespace, Name string
	Replicas, Ready         int64
	State                   Badge
}

func viewConfiguration(r *state.Resource, on held, s snapshot, hide redactor) Configuration {
	asked := flux.ClusterConfiguration(r)
	out := Configuration{
		Anchor: anchor(r.ID), ID: r.ID, Name: r.Name, Namespace: asked.Namespace, Scope: asked.Scope,
		Compliance: compliance(flux.Compliance(r)), Suspended: asked.Suspend,
		Kind: asked.Source.Kind, URL: hide.source(asked.Source.URL), Reference: reference(asked.Source),
		Error: hide.text(r.Failure), Reconcilable: reconcilable(r, on.extensions),
		Asked: momentOf(s.asked[resourceid.Key(r.ID)], s.now),
	}
	out.Said = said(r.Name, on.cluster.Name, out.Compliance)
	if r.State != state.Succeeded {
		badge := provisioning(r.State)
		out.State = &badge
	}
	if r.Observed != nil && !r.Orphaned {
		out.observed(r, s, hide)
	}
	return out
}

// observed adds what the cluster has reported.
func (c *Configuration) observed(r *state.Resource, s snapshot, hide redactor) {
	status := r.Observed
	c.Stale = status.Generation != r.Generation
	c.Whole, c.Revision = status.Revision, shortRevision(status.Revision)
	c.Fetched, c.DeployKey = momentOf(status.FetchedAt, s.now), status.PublicKey
	c.Error = cmp.Or(c.Error, hide.text(status.Failure()))
	if c.Error == "" {
		c.Waiting = hide.text(status.Obstacle())
	}
	for _, o := range status.Objects() {
		if o.Kind == "" {
			continue // the source, before the cluster has any
		}
		c.Objects = append(c.Objects, viewObject(o, r, s, hide))
	}
	for _, d := range status.Deployments {
		c.Deployments = append(c.Deployments, Deployment{
			Anchor: anchor(r.ID, "Deployment", d.Namespace, d.Name), Namespace: d.Namespace, Name: d.Name,
			Replicas: d.Replicas, Ready: d.Ready, State: replicas(d),
		})
	}
}

func viewObject(o cluster.Object, of *state.Resource, s snapshot, hide redactor) Object {
	ready, by := o.Ready(), "Azure"
	if o.AppliedBy != nil {
		by = o.AppliedBy.Kind + " " + o.AppliedBy.Name
	}
	return Object{
		Anchor: anchor(of.ID, o.Kind, o.Namespace, o.Name), Kind: o.Kind, Namespace: o.Namespace, Name: o.Name,
		Ready: readiness(o), Reason: ready.Reason, Message: shortRevision(hide.text(ready.Message)), AppliedBy: by,
		Since: momentOf(ready.LastTransitionTime, s.now),
	}
}

// reconcilable says whether a cluster would act on being asked to reconcile now.
func reconcilable(r *state.Resource, extensions []*state.Resource) bool {
	return !r.Orphaned && r.State != state.Deleting && !flux.ClusterConfiguration(r).Suspend && flux.Installed(extensions) != nil
}

// reference is what chooses the revision, as the configuration says it.
func reference(s cluster.Source) string {
	var words []string
	for _, p := range []Pair{{"branch", s.Branch}, {"tag", s.Tag}, {"semver", s.Semver}, {"commit", shortRevision(s.Commit)}, {"digest", shortRevision(s.Digest)}} {
		if p.Value != "" {
			words = append(words, p.Name+" "+p.Value)
		}
	}
	return strings.Join(words, ", ")
}

var hash = regexp.MustCompile(`[0-9a-f]{40,64}`)

// shortRevision cuts hashes in a text to the length at which people tell them apart.
func shortRevision(s string) string {
	return hash.ReplaceAllStringFunc(s, func(h string) string { return h[:8] })
}
