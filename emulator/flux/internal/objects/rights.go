package objects

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// serviceAccount is whom the kustomizations act as.
const serviceAccount = "flux-applier"

// shared are the objects that configurations of one namespace have in common.
func shared(c cluster.Configuration) []*unstructured.Unstructured {
	return []*unstructured.Unstructured{
		object(core, "Namespace", "", c.Namespace),
		object(core, "ServiceAccount", c.Namespace, serviceAccount),
	}
}

// binding gives the service account what the scope means: everything in the cluster,
// or everything in the namespace. It is the configuration's own, so that its right
// ends with it whatever else is in the namespace. A colon is in no namespace's and
// no configuration's name.
func binding(c cluster.Configuration) *unstructured.Unstructured {
	o := object(rbac, "ClusterRoleBinding", "", serviceAccount+":"+c.Namespace+":"+c.Name)
	if c.Scope == "namespace" {
		o = object(rbac, "RoleBinding", c.Namespace, serviceAccount+":"+c.Name)
	}
	o.Object["roleRef"] = map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"}
	o.Object["subjects"] = []any{
		map[string]any{"kind": "ServiceAccount", "name": serviceAccount, "namespace": c.Namespace},
	}
	return o
}
