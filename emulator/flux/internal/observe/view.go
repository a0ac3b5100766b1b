package observe

import (
	"cmp"
	"slices"
	"strconv"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

// identity names an object of a kind that is read.
type identity struct{ kind, namespace, name string }

// view is what is seen, with the configuration that it is about.
type view struct {
	configuration cluster.Configuration
	objects       map[identity]*unstructured.Unstructured
}

func newView(c cluster.Configuration, seen []*unstructured.Unstructured) view {
	v := view{configuration: c, objects: make(map[identity]*unstructured.Unstructured, len(seen))}
	for _, o := range seen {
		kind := o.GroupVersionKind()
		if slices.ContainsFunc(read, func(r readResource) bool { return r.kind == kind.Kind && r.group == kind.Group }) {
			v.objects[identity{kind.Kind, o.GetNamespace(), o.GetName()}] = o
		}
	}
	return v
}

// source is the configuration's source object.
func (v view) source() identity {
	return identity{v.configuration.Source.ObjectKind(), v.configuration.Namespace, v.configuration.Name}
}

// kustomization is the object of one of the configuration's kustomizations.
func (v view) kustomization(k cluster.Kustomization) identity {
	return identity{kustomizationKind, v.configuration.Namespace, k.Object}
}

// own says whether an object is one that Azure has made of the configuration.
func (v view) own(id identity) bool {
	return id == v.source() || slices.ContainsFunc(v.configuration.Kustomizations, func(k cluster.Kustomization) bool {
		return id == v.kustomization(k)
	})
}

// outdated says of the configuration's own objects that they were last written for
// another generation of it.
func (v view) outdated(id identity) bool {
	o := v.objects[id]
	return o != nil && v.own(id) && o.GetAnnotations()[objects.Generation] != strconv.Itoa(v.configuration.Generation)
}

// family are the Flux objects that the configuration's kustomizations have applied,
// and those that these have applied in turn, each with who applied it.
func (v view) family() map[identity]cluster.ObjectReference {
	children := map[identity][]identity{}
	for id, o := range v.objects {
		parent, applied := applier(o)
		// The chart that a Helm release makes for itself is a part of it, as it is to Azure.
		part := id.kind == helmChartKind && parent.kind == helmReleaseKind
		if applied && !part && id.kind != deploymentKind && !v.own(id) {
			children[parent] = append(children[parent], id)
		}
	}
	family := map[identity]cluster.ObjectReference{}
	var visit func(identity)
	visit = func(parent identity) {
		for _, id := range children[parent] {
			if _, visited := family[id]; !visited {
				family[id] = cluster.ObjectReference{Kind: parent.kind, Namespace: parent.namespace, Name: parent.name}
				visit(id)
			}
		}
	}
	for _, k := range v.configuration.Kustomizations {
		visit(v.kustomization(k))
	}
	return family
}

// applier is who has applied an object, by the labels with which Flux says so.
func applier(o *unstructured.Unstructured) (identity, bool) {
	labels := o.GetLabels()
	for _, by := range []struct{ group, kind string }{{helmGroup, helmReleaseKind}, {kustomizeGroup, kustomizationKind}} {
		if name := labels[by.group+"/name"]; name != "" {
			return identity{by.kind, labels[by.group+"/namespace"], name}, true
		}
	}
	return identity{}, false
}

// deployments are those that the configuration's kustomizations or their family have applied.
func (v view) deployments(family map[identity]cluster.ObjectReference) []cluster.Deployment {
	var out []cluster.Deployment
	for id, o := range v.objects {
		if id.kind != deploymentKind {
			continue
		}
		by, applied := applier(o)
		if _, related := family[by]; !applied || !related && !v.own(by) {
			continue
		}
		replicas, given, _ := unstructured.NestedInt64(o.Object, "spec", "replicas")
		if !given {
			replicas = 1
		}
		ready, _, _ := unstructured.NestedInt64(o.Object, "status", "readyReplicas")
		out = append(out, cluster.Deployment{Namespace: id.namespace, Name: id.name, Replicas: replicas, Ready: ready})
	}
	slices.SortFunc(out, func(a, b cluster.Deployment) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	return out
}
