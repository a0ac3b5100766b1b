package objects

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// plurals name the resource of each kind that this package makes.
var plurals = map[string]string{
	"Namespace": "namespaces", "ServiceAccount": "serviceaccounts", "Secret": "secrets",
	"RoleBinding": "rolebindings", "ClusterRoleBinding": "clusterrolebindings",
	"GitRepository": "gitrepositories", "OCIRepository": "ocirepositories", "Bucket": "buckets",
	"Kustomization": "kustomizations",
}

// deletion is the order in which kinds go: the kustomizations, which prune what they
// applied and need the service account's rights for it; then the source; then what
// these needed.
var deletion = map[string]int{"Kustomization": 0, "GitRepository": 1, "OCIRepository": 1, "Bucket": 1}

// groups is how many groups of kinds there are, the last of which is all others.
const groups = 3

// OwnedResources are the resources among which a configuration's own objects are:
// those to list with Selector. The namespace and the service account are not among
// them: other configurations may use them, and they stay.
func OwnedResources() []schema.GroupVersionResource {
	var out []schema.GroupVersionResource
	for _, of := range []struct{ apiVersion, kind string }{
		{kustomizationV1, "Kustomization"},
		{sourceV1, "GitRepository"},
		{sourceV1beta2, "OCIRepository"},
		{sourceV1beta2, "Bucket"},
		{core, "Secret"},
		{rbac, "RoleBinding"},
		{rbac, "ClusterRoleBinding"},
	} {
		out = append(out, Resource(object(of.apiVersion, of.kind, "", "")))
	}
	return out
}

// Resource is where the API serves an object of a kind that this package makes.
func Resource(object *unstructured.Unstructured) schema.GroupVersionResource {
	return object.GroupVersionKind().GroupVersion().WithResource(plurals[object.GetKind()])
}

// Selector is the label selector of a configuration's own objects.
func Selector(reference cluster.Reference) string {
	return fmt.Sprintf("%s=true,%s=%s,%s=%s", managedLabel, nameLabel, reference.Name, namespaceLabel, reference.Namespace)
}

// Owned says whether an object is the configuration's own.
func Owned(object *unstructured.Unstructured, reference cluster.Reference) bool {
	labels := object.GetLabels()
	return labels[managedLabel] == "true" && labels[nameLabel] == reference.Name && labels[namespaceLabel] == reference.Namespace
}

// Stale are the objects of a configuration that it does not want any more, of those
// seen (others' are passed over), in the order in which they are to be deleted.
func Stale(seen, wanted []*unstructured.Unstructured, reference cluster.Reference) []*unstructured.Unstructured {
	keep := map[string]bool{}
	for _, o := range wanted {
		keep[identity(o)] = true
	}
	var stale []*unstructured.Unstructured
	for _, o := range seen {
		if Owned(o, reference) && !keep[identity(o)] {
			stale = append(stale, o)
		}
	}
	var out []*unstructured.Unstructured
	for _, group := range DeletionOrder(stale) {
		out = append(out, group...)
	}
	return out
}

// identity is what makes an object the same one at any version of its API.
func identity(o *unstructured.Unstructured) string {
	kind := o.GroupVersionKind()
	return kind.Group + "/" + kind.Kind + "/" + o.GetNamespace() + "/" + o.GetName()
}

// DeletionOrder groups objects by what must be gone before the next group may be
// deleted. Groups that have nothing in them are left out; so are the namespace and
// the service account, which stay.
func DeletionOrder(objects []*unstructured.Unstructured) [][]*unstructured.Unstructured {
	grouped := make([][]*unstructured.Unstructured, groups)
	for _, o := range objects {
		group, early := deletion[o.GetKind()]
		switch {
		case early:
			grouped[group] = append(grouped[group], o)
		case o.GetKind() != "Namespace" && o.GetKind() != "ServiceAccount":
			grouped[groups-1] = append(grouped[groups-1], o)
		}
	}
	var out [][]*unstructured.Unstructured
	for _, group := range grouped {
		if len(group) > 0 {
			out = append(out, group)
		}
	}
	return out
}
