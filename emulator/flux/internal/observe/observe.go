package observe

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

// Resources are those whose objects Status reads, of all namespaces: Flux's sources,
// charts, kustomizations and Helm releases, and deployments.
func Resources() []schema.GroupVersionResource { panic("") }

// Status is what the objects seen in a cluster (of any kind, in any order, also those
// of other configurations) say of a configuration. It is made of nothing else, so the
// same objects give the same status. The public key is passed on.
func Status(configuration cluster.Configuration, seen []*unstructured.Unstructured, publicKey string) cluster.Status {
	panic(configuration.Name + publicKey + seen[0].GetName())
}

// RequestedAt is the annotation whose change makes Flux reconcile an object at once.
const RequestedAt = objects.RequestedAt
