package controlplane

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/net"
	"k8s.io/client-go/dynamic"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

const (
	// simulated is KWOK's annotation of nodes that are not there: those that are ours.
	simulated = "kwok.x-k8s.io/node"
	// manager owns what is applied to nodes.
	manager = "local-azure"
	// conditions is the prefix of the taints that the controller manager sets by a node's condition.
	conditions = "node.kubernetes.io/"
)

var (
	nodesResource = schema.GroupVersionResource{Version: "v1", Resource: "nodes"}
	podsResource  = schema.GroupVersionResource{Version: "v1", Resource: "pods"}
)

// SetNodes makes the cluster's nodes those of the pools: the API server has them
// when it returns, and KWOK makes them ready soon after. No pools mean one node.
func (p *Plane) SetNodes(ctx context.Context, pools []cluster.NodePool) error {
	wanted, err := nodes(p.options.Name, pools)
	if err != nil {
		return err
	}
	client, err := dynamic.NewForConfig(p.RESTConfig())
	if err != nil {
		return err
	}
	p.nodes.Lock()
	defer p.nodes.Unlock()
	for {
		err := setNodes(ctx, client, wanted)
		if err == nil || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-p.life.Done():
			return err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// passing errors are those of an API server that is being started again.
func passing(err error) bool {
	return net.IsConnectionRefused(err) || net.IsConnectionReset(err) || net.IsProbableEOF(err) ||
		apierrors.IsServiceUnavailable(err) || apierrors.IsTooManyRequests(err) || apierrors.IsServerTimeout(err)
}

func setNodes(ctx context.Context, client dynamic.Interface, wanted []*unstructured.Unstructured) error {
	all := client.Resource(nodesResource)
	list, err := all.List(ctx, metav1.ListOptions{})
	if err != nil {
		return fmt.Errorf("list the nodes: %w", err)
	}
	there := map[string]*unstructured.Unstructured{}
	for i := range list.Items {
		there[list.Items[i].GetName()] = &list.Items[i]
	}
	for _, node := range wanted {
		name := node.GetName()
		if earlier := there[name]; earlier != nil {
			keepConditions(node, earlier)
		}
		delete(there, name)
		if _, err := all.Apply(ctx, name, node, metav1.ApplyOptions{FieldManager: manager, Force: true}); err != nil {
			return fmt.Errorf("apply node %s: %w", name, err)
		}
	}
	for name, node := range there {
		if _, ours := node.GetAnnotations()[simulated]; !ours {
			continue
		}
		if err := deleteNode(ctx, client, name); err != nil {
			return fmt.Errorf("delete node %s: %w", name, err)
		}
	}
	return nil
}

// deleteNode deletes a node and the pods that were on it, as Azure's draining does:
// without a kubelet nobody else would for a minute.
func deleteNode(ctx context.Context, client dynamic.Interface, name string) error {
	err := client.Resource(nodesResource).Delete(ctx, name, metav1.DeleteOptions{})
	if err != nil && !apierrors.IsNotFound(err) {
		return err
	}
	pods := client.Resource(podsResource)
	list, err := pods.List(ctx, metav1.ListOptions{FieldSelector: "spec.nodeName=" + name})
	if err != nil {
		return err
	}
	for _, pod := range list.Items {
		at := metav1.DeleteOptions{GracePeriodSeconds: new(int64)}
		if err := pods.Namespace(pod.GetNamespace()).Delete(ctx, pod.GetName(), at); err != nil && !apierrors.IsNotFound(err) {
			return err
		}
	}
	return nil
}

// keepConditions adds the taints that are not the pool's: a list of taints is applied
// as a whole.
func keepConditions(node, earlier *unstructured.Unstructured) {
	taints, _, _ := unstructured.NestedSlice(node.Object, "spec", "taints")
	present, _, _ := unstructured.NestedSlice(earlier.Object, "spec", "taints")
	for _, taint := range present {
		if fields, ok := taint.(map[string]any); ok && strings.HasPrefix(fmt.Sprint(fields["key"]), conditions) {
			taints = append(taints, taint)
		}
	}
	_ = unstructured.SetNestedSlice(node.Object, taints, "spec", "taints") // taints are plain JSON
}

// nodes are those of the pools, named as AKS names them.
func nodes(name string, pools []cluster.NodePool) ([]*unstructured.Unstructured, error) {
	if len(pools) == 0 {
		node, err := node("node-1", nil, nil)
		return []*unstructured.Unstructured{node}, err
	}
	var all []*unstructured.Unstructured
	for _, pool := range pools {
		labels := map[string]any{"agentpool": pool.Name, "kubernetes.azure.com/agentpool": pool.Name}
		for key, value := range pool.Labels {
			labels[key] = value
		}
		for i := range pool.Count {
			node, err := node(nodeName(name, pool.Name, i), labels, pool.Taints)
			if err != nil {
				return nil, fmt.Errorf("node pool %s: %w", pool.Name, err)
			}
			all = append(all, node)
		}
	}
	return all, nil
}

// nodeName is aks-<pool>-<eight digits of the cluster>-vmss<number to the base of 36>.
func nodeName(name, pool string, i int) string {
	sum := sha256.Sum256([]byte(name))
	digits := 10_000_000 + binary.BigEndian.Uint32(sum[:])%90_000_000
	return fmt.Sprintf("aks-%s-%d-vmss%06s", pool, digits, strconv.FormatInt(int64(i), 36))
}

func node(name string, labels map[string]any, taints []string) (*unstructured.Unstructured, error) {
	all := map[string]any{
		"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64",
		"kubernetes.io/role": "agent",
	}
	maps.Copy(all, labels)
	parsed := make([]any, 0, len(taints))
	for _, text := range taints {
		taint, err := taint(text)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, taint)
	}
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1",
		"kind":       "Node",
		"metadata":   map[string]any{"name": name, "labels": all, "annotations": map[string]any{simulated: "fake"}},
		"spec":       map[string]any{"taints": parsed},
	}}, nil
}

// taint reads key=value:effect, of which the value may be left out.
func taint(text string) (map[string]any, error) {
	rest, effect, found := strings.Cut(text, ":")
	key, value, valued := strings.Cut(rest, "=")
	if !found || key == "" || effect == "" {
		return nil, fmt.Errorf("the taint %q is not key=value:effect", text)
	}
	parsed := map[string]any{"key": key, "effect": effect}
	if valued && value != "" {
		parsed["value"] = value
	}
	return parsed, nil
}
