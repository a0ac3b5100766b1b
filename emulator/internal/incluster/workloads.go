package incluster

import (
	"context"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Cluster is a cluster that is asked itself.
type Cluster struct{ client dynamic.Interface }

// Open reaches the cluster of a kubeconfig.
func Open(kubeconfig []byte) (*Cluster, error) {
	config, err := clientcmd.RESTConfigFromKubeConfig(kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("read the kubeconfig: %w", err)
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("reach the cluster: %w", err)
	}
	return &Cluster{client: client}, nil
}

// Deployments are those that Flux has applied, by namespace and name.
func (c *Cluster) Deployments(ctx context.Context) ([]cluster.Deployment, error) {
	resource := schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
	var out []cluster.Deployment
	for _, label := range []string{"kustomize.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/name"} {
		list, err := c.client.Resource(resource).List(ctx, metav1.ListOptions{LabelSelector: label})
		if err != nil {
			return nil, fmt.Errorf("list the deployments: %w", err)
		}
		for _, item := range list.Items {
			replicas, found, _ := unstructured.NestedInt64(item.Object, "spec", "replicas")
			if !found {
				replicas = 1
			}
			ready, _, _ := unstructured.NestedInt64(item.Object, "status", "readyReplicas")
			out = append(out, cluster.Deployment{Namespace: item.GetNamespace(), Name: item.GetName(), Replicas: replicas, Ready: ready})
		}
	}
	return out, nil
}

// sources are where Flux's sources are served.
var sources = []schema.GroupVersionResource{
	{Group: "source.toolkit.fluxcd.io", Version: "v1", Resource: "gitrepositories"},
	{Group: "source.toolkit.fluxcd.io", Version: "v1", Resource: "ocirepositories"},
	{Group: "source.toolkit.fluxcd.io", Version: "v1", Resource: "buckets"},
}

// Reconcile has Flux fetch the source of a configuration now; what has changed is then applied. It says how many sources there were.
func (c *Cluster) Reconcile(ctx context.Context, configuration string) (int, error) {
	found := 0
	for _, resource := range sources {
		list, err := c.client.Resource(resource).List(ctx, metav1.ListOptions{})
		if apierrors.IsNotFound(err) {
			continue // Flux is not installed, or is too old for this kind
		}
		if err != nil {
			return found, fmt.Errorf("list the %s: %w", resource.Resource, err)
		}
		for _, item := range list.Items {
			if item.GetName() != configuration {
				continue
			}
			if err := c.poke(ctx, resource, &item); err != nil {
				return found, err
			}
			found++
		}
	}
	return found, nil
}

func (c *Cluster) poke(ctx context.Context, resource schema.GroupVersionResource, object *unstructured.Unstructured) error {
	patch := fmt.Sprintf(`{"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":%q}}}`, time.Now().Format(time.RFC3339Nano))
	_, err := c.client.Resource(resource).Namespace(object.GetNamespace()).
		Patch(ctx, object.GetName(), types.MergePatchType, []byte(patch), metav1.PatchOptions{})
	if err != nil {
		return fmt.Errorf("ask for %s %s/%s: %w", object.GetKind(), object.GetNamespace(), object.GetName(), err)
	}
	return nil
}
