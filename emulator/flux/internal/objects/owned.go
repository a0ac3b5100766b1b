package objects

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// FieldManager is who applies a configuration's objects.
const FieldManager = "fluxconfig-agent"

// OwnedResources are the resources among which a configuration's own objects are:
// those to list with Selector. The namespace and the service account are not among
// them: other configurations may use them, and they stay, as in Azure.
func OwnedResources() []schema.GroupVersionResource { panic("") }

// Selector is the label selector of a configuration's own objects.
func Selector(reference cluster.Reference) string { panic(reference.Name) }

// Owned says whether an object is the configuration's own.
func Owned(object *unstructured.Unstructured, reference cluster.Reference) bool {
	panic(object.GetName() + reference.Name)
}

// Stale are the objects of a configuration that it does not want any more, of those
// seen (others' are passed over), in the order in which they are to be deleted.
func Stale(seen, wanted []*unstructured.Unstructured, reference cluster.Reference) []*unstructured.Unstructured {
	panic(len(seen) + len(wanted) + len(reference.Name))
}

// DeletionOrder groups objects by what must be gone before the next group may be
// deleted: the kustomizations, which prune what they applied and need the service
// account's rights for it; then the source; then the secret and the bindings.
func DeletionOrder(objects []*unstructured.Unstructured) [][]*unstructured.Unstructured {
	panic(len(objects))
}

// Resource is where the API serves an object that this package has made.
func Resource(object *unstructured.Unstructured) schema.GroupVersionResource {
	panic(object.GetKind())
}
