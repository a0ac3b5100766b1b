package objects

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Of are the objects of a configuration, in the order in which they are to be
// applied (server-side, with FieldManager and force). The key is used only when
// NeedsDeployKey says so.
//
// An error says which credential cannot be decoded; it does not show it.
func Of(configuration cluster.Configuration, key DeployKey) ([]*unstructured.Unstructured, error) {
	panic(configuration.Name + key.Public)
}
