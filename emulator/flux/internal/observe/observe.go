package observe

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

// RequestedAt is the annotation whose change makes Flux reconcile an object at once.
const RequestedAt = objects.RequestedAt

// API groups of what is read.
const (
	sourceGroup    = "source.toolkit.fluxcd.io"
	kustomizeGroup = "kustomize.toolkit.fluxcd.io"
	helmGroup      = "helm.toolkit.fluxcd.io"
	appsGroup      = "apps"
)

// Kinds that are not the local Azure's own words.
const (
	kustomizationKind  = "Kustomization"
	helmReleaseKind    = "HelmRelease"
	helmChartKind      = "HelmChart"
	helmRepositoryKind = "HelmRepository"
	deploymentKind     = "Deployment"
)

// readResource is a kind that is read, and where it is served.
type readResource struct {
	group, version, plural, kind string
}

// read are all kinds that are read; Flux's in the order in which one gives the next
// something to do.
var read = []readResource{
	{sourceGroup, "v1", "gitrepositories", cluster.GitRepository},
	{sourceGroup, "v1beta2", "ocirepositories", cluster.OCIRepository},
	{sourceGroup, "v1beta2", "buckets", cluster.Bucket},
	{sourceGroup, "v1", "helmrepositories", helmRepositoryKind},
	{sourceGroup, "v1", "helmcharts", helmChartKind},
	{kustomizeGroup, "v1", "kustomizations", kustomizationKind},
	{helmGroup, "v2", "helmreleases", helmReleaseKind},
	{appsGroup, "v1", "deployments", deploymentKind},
}

// Resources are those whose objects Status reads, of all namespaces: Flux's sources,
// charts, kustomizations and Helm releases, and deployments.
func Resources() []schema.GroupVersionResource {
	out := make([]schema.GroupVersionResource, 0, len(read))
	for _, r := range read {
		out = append(out, r.resource())
	}
	return out
}

// ResourceOf is where objects of a kind that is read are served.
func ResourceOf(kind string) (found schema.GroupVersionResource, known bool) {
	for _, r := range read {
		if r.kind == kind {
			return r.resource(), true
		}
	}
	return schema.GroupVersionResource{}, false
}

func (r readResource) resource() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: r.group, Version: r.version, Resource: r.plural}
}

// Status is what the objects seen in a cluster (of any kind, in any order, also those
// of other configurations) say of a configuration. It is made of nothing else, so the
// same objects give the same status. The public key is passed on.
//
// Revision is as Flux writes it: Azure's agent hands on what Flux says, which was
// main/3f2a… with older versions of Flux and is main@sha1:3f2a… with this one.
func Status(configuration cluster.Configuration, seen []*unstructured.Unstructured, publicKey string) cluster.Status {
	v := newView(configuration, seen)
	source := v.source()
	status := cluster.Status{
		Generation: configuration.Generation, PublicKey: publicKey,
		Source: v.made(source), Revision: artifactRevision(v.objects[source]), FetchedAt: artifactTime(v.objects[source]),
	}
	status.Final = v.stalled(source)
	for _, k := range configuration.Kustomizations {
		id := v.kustomization(k)
		status.Kustomizations = append(status.Kustomizations, v.made(id))
		status.Final = status.Final || v.stalled(id)
	}
	family := v.family()
	status.Applied = v.applied(family)
	status.Deployments = v.deployments(family)
	return status
}

// made is an object that Azure has made, or is about to.
func (v view) made(id identity) cluster.Object {
	if o := v.objects[id]; o != nil {
		return v.object(id, o)
	}
	return cluster.Object{
		Kind: id.kind, Namespace: id.namespace, Name: id.name,
		Conditions: []cluster.Condition{progressing(cluster.Condition{}, "not created yet")},
	}
}

// object is one that was seen.
func (v view) object(id identity, o *unstructured.Unstructured) cluster.Object {
	suspended, _, _ := unstructured.NestedBool(o.Object, "spec", "suspend")
	out := cluster.Object{
		Kind: id.kind, Namespace: id.namespace, Name: id.name,
		Suspended: suspended && !v.outdated(id), Conditions: conditions(o),
	}
	if !out.Suspended {
		out.Conditions = withReady(out.Conditions, v.verdict(id, o))
	}
	if id.kind == helmReleaseKind {
		out.Helm = helmRelease(o)
	}
	return out
}

// applied are the Flux objects of a family, those first from which others take something.
func (v view) applied(family map[identity]cluster.ObjectReference) []cluster.Object {
	var out []cluster.Object
	for id, parent := range family {
		o := v.object(id, v.objects[id])
		o.AppliedBy = &parent
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b cluster.Object) int {
		return cmp.Or(cmp.Compare(rank(a.Kind), rank(b.Kind)), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// rank is a kind's place among those that are read.
func rank(kind string) int {
	return slices.IndexFunc(read, func(r readResource) bool { return r.kind == kind })
}
