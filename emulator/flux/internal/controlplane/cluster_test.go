//go:build unix

package controlplane

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// deploys has a Deployment of three run: the controller manager makes pods, admission
// gives them an account, the scheduler a node, and KWOK runs them.
func deploys(t *testing.T, p *Plane, name string) {
	t.Helper()
	labels := map[string]any{"app": name}
	deployment := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": map[string]any{"name": name},
		"spec": map[string]any{
			"replicas": int64(3),
			"selector": map[string]any{"matchLabels": labels},
			"template": map[string]any{
				"metadata": map[string]any{"labels": labels},
				"spec":     map[string]any{"containers": []any{map[string]any{"name": "c", "image": "registry.invalid/c"}}},
			},
		},
	}}
	c, began := client(t, p), time.Now()
	_, err := c.Resource(deployments).Namespace("default").Create(t.Context(), deployment, metav1.CreateOptions{})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		got, err := c.Resource(deployments).Namespace("default").Get(t.Context(), name, metav1.GetOptions{})
		if err != nil {
			return false
		}
		ready, _, _ := unstructured.NestedInt64(got.Object, "status", "readyReplicas")
		return ready == 3
	}, soon, often, "%s does not run", name)
	t.Logf("%s runs after %s", name, time.Since(began).Round(time.Millisecond))
	list, err := c.Resource(podsResource).Namespace("default").List(t.Context(), metav1.ListOptions{LabelSelector: "app=" + name})
	require.NoError(t, err)
	require.Len(t, list.Items, 3)
	account, _, _ := unstructured.NestedString(list.Items[0].Object, "spec", "serviceAccountName")
	assert.Equal(t, "default", account)
}

// drains: the pods of a node that goes come up on another at once.
func drains(t *testing.T, p *Plane) {
	t.Helper()
	c := client(t, p)
	names := func() (on []string) {
		list, err := c.Resource(podsResource).Namespace("default").List(t.Context(), metav1.ListOptions{})
		require.NoError(t, err)
		for _, pod := range list.Items {
			name, _, _ := unstructured.NestedString(pod.Object, "spec", "nodeName")
			if !slices.Contains(on, name) {
				on = append(on, name)
			}
		}
		return on
	}
	require.Greater(t, len(names()), 1)
	require.NoError(t, p.SetNodes(t.Context(), []cluster.NodePool{{Name: "a", Count: 1}}))
	require.Eventually(t, func() bool { return slices.Equal(names(), []string{nodeName("demo", "a", 0)}) }, soon, often)
}

// isGuarded: who has no token, or no right, gets nothing.
func isGuarded(t *testing.T, p *Plane) {
	t.Helper()
	stranger, weak := p.RESTConfig(), p.RESTConfig()
	stranger.BearerToken = "guessed"
	weak.BearerToken = p.files.tokens[scheduler]
	account := p.RESTConfig()
	account.Impersonate = rest.ImpersonationConfig{UserName: "system:serviceaccount:default:default"}
	for _, c := range []struct {
		config *rest.Config
		is     func(error) bool
	}{{stranger, apierrors.IsUnauthorized}, {weak, apierrors.IsForbidden}, {account, apierrors.IsForbidden}} {
		client, err := dynamic.NewForConfig(c.config)
		require.NoError(t, err)
		_, err = client.Resource(configMaps).Namespace("default").List(t.Context(), metav1.ListOptions{})
		assert.True(t, c.is(err), err)
	}
}

// nodesFollow the pools, in number, labels and taints, and leave a node of somebody
// else alone.
func nodesFollow(t *testing.T, p *Plane) {
	t.Helper()
	c := client(t, p).Resource(nodesResource)
	foreign := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Node", "metadata": map[string]any{"name": "foreign"}}}
	_, err := c.Create(t.Context(), foreign, metav1.CreateOptions{})
	require.NoError(t, err)
	become := func(pools []cluster.NodePool, want ...string) {
		t.Helper()
		require.NoError(t, p.SetNodes(t.Context(), pools))
		list, err := c.List(t.Context(), metav1.ListOptions{})
		require.NoError(t, err)
		names := make([]string, 0, len(list.Items))
		for _, node := range list.Items {
			names = append(names, node.GetName())
		}
		slices.Sort(names)
		assert.Equal(t, want, names)
	}
	name := func(pool string, i int) string { return nodeName("demo", pool, i) }
	become([]cluster.NodePool{
		{Name: "a", Count: 2, Labels: map[string]string{"one": "1", "two": "2"}, Taints: []string{"a=b:PreferNoSchedule", "c:PreferNoSchedule"}},
		{Name: "b", Count: 1},
	}, name("a", 0), name("a", 1), name("b", 0), "foreign")
	ready(t, c, name("a", 0))

	become([]cluster.NodePool{{Name: "a", Count: 1, Labels: map[string]string{"two": "3"}}, {Name: "b", Count: 0}}, name("a", 0), "foreign")
	node, err := c.Get(t.Context(), name("a", 0), metav1.GetOptions{})
	require.NoError(t, err)
	assert.NotContains(t, node.GetLabels(), "one")
	assert.Equal(t, "3", node.GetLabels()["two"])
	require.Eventually(t, func() bool { return len(taintsOf(t, c, name("a", 0))) == 0 }, soon, often)

	require.NoError(t, c.Delete(t.Context(), "foreign", metav1.DeleteOptions{}))
	become(nil, "node-1")
}

// ready waits until a node is, with the taints that were asked for and no other.
func ready(t *testing.T, c dynamic.ResourceInterface, name string) {
	t.Helper()
	require.Eventually(t, func() bool { return slices.Equal(taintsOf(t, c, name), []string{"a", "c"}) }, soon, often)
	node, err := c.Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
	phase, _, _ := unstructured.NestedString(node.Object, "status", "phase")
	assert.Equal(t, "Running", phase)
}

func taintsOf(t *testing.T, c dynamic.ResourceInterface, name string) (keys []string) {
	t.Helper()
	node, err := c.Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
	taints, _, _ := unstructured.NestedSlice(node.Object, "spec", "taints")
	for _, taint := range taints {
		keys = append(keys, taint.(map[string]any)["key"].(string))
	}
	slices.Sort(keys)
	return keys
}
