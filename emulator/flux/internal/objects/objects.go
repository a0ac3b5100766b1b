package objects

import (
	"fmt"
	"strconv"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// FieldManager is who applies a configuration's objects.
const FieldManager = "fluxconfig-agent"

// RequestedAt is the annotation whose change makes Flux reconcile an object at once.
const RequestedAt = "reconcile.fluxcd.io/requestedAt"

// Generation is the annotation that says which generation of the configuration the
// source and the kustomizations were applied for.
const Generation = "clusterconfig.azure.com/generation"

// Labels of a configuration's own objects, as Azure writes them.
const (
	managedLabel   = "clusterconfig.azure.com/is-managed"
	nameLabel      = "clusterconfig.azure.com/name"
	namespaceLabel = "clusterconfig.azure.com/namespace"
)

// API versions of the objects. Of the sources, OCI repositories and buckets are
// served by the source-controller at its older version.
const (
	core            = "v1"
	rbac            = "rbac.authorization.k8s.io/v1"
	sourceV1        = "source.toolkit.fluxcd.io/v1"
	sourceV1beta2   = "source.toolkit.fluxcd.io/v1beta2"
	kustomizationV1 = "kustomize.toolkit.fluxcd.io/v1"
)

// Of are the objects of a configuration, in the order in which they are to be
// applied (server-side, with FieldManager and force). The key is used only when
// NeedsDeployKey says so.
//
// An error says which credential cannot be decoded; it does not show it.
func Of(configuration cluster.Configuration, key DeployKey) ([]*unstructured.Unstructured, error) {
	c := configuration
	secrets, err := credentials(c, key)
	if err != nil {
		return nil, fmt.Errorf("flux configuration %s: %w", c.Name, err)
	}
	out := append(shared(c), owned(c, binding(c)))
	for _, s := range secrets {
		out = append(out, owned(c, s.object(c)))
	}
	out = append(out, followed(c, source(c, secrets)))
	for _, k := range c.Kustomizations {
		out = append(out, followed(c, kustomization(c, k)))
	}
	return out, nil
}

// object is an object with nothing but its names.
func object(apiVersion, kind, namespace, name string) *unstructured.Unstructured {
	o := &unstructured.Unstructured{Object: map[string]any{}}
	o.SetAPIVersion(apiVersion)
	o.SetKind(kind)
	if namespace != "" {
		o.SetNamespace(namespace)
	}
	o.SetName(name)
	return o
}

// owned marks an object as the configuration's.
func owned(c cluster.Configuration, o *unstructured.Unstructured) *unstructured.Unstructured {
	o.SetLabels(map[string]string{managedLabel: "true", nameLabel: c.Name, namespaceLabel: c.Namespace})
	return o
}

// followed marks an object that Flux answers for: with which generation it was
// written, and a request to reconcile it for that, since a generation may change
// nothing but a secret.
func followed(c cluster.Configuration, o *unstructured.Unstructured) *unstructured.Unstructured {
	generation := strconv.Itoa(c.Generation)
	o.SetAnnotations(map[string]string{Generation: generation, RequestedAt: "generation-" + generation})
	return owned(c, o)
}
