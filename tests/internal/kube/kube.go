// Package kube asks a cluster itself what is in it, where tests do not want to take Azure's word.
package kube

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"
)

// Limit is how long tests wait for a cluster on a busy machine.
const Limit = 90 * time.Second

// Cluster is a cluster in the hands of one test.
type Cluster struct {
	t      *testing.T
	client dynamic.Interface
}

// Open reaches the cluster of a kubeconfig.
func Open(t *testing.T, kubeconfig []byte) *Cluster {
	t.Helper()
	config, err := clientcmd.RESTConfigFromKubeConfig(kubeconfig)
	require.NoError(t, err)
	client, err := dynamic.NewForConfig(config)
	require.NoError(t, err)
	return &Cluster{t: t, client: client}
}

// For is the same cluster in the hands of another test.
func (c *Cluster) For(t *testing.T) *Cluster {
	t.Helper()
	return &Cluster{t: t, client: c.client}
}

// at is where objects of an API version and kind are served, in a namespace or, with "", in none.
func (c *Cluster) at(apiVersion, kind, namespace string) dynamic.ResourceInterface {
	c.t.Helper()
	group, err := schema.ParseGroupVersion(apiVersion)
	require.NoError(c.t, err)
	plural, _ := meta.UnsafeGuessKindToResource(group.WithKind(kind))
	if namespace == "" {
		return c.client.Resource(plural)
	}
	return c.client.Resource(plural).Namespace(namespace)
}

// Get reads an object; it is nil if it is not there.
func (c *Cluster) Get(apiVersion, kind, namespace, name string) *unstructured.Unstructured {
	c.t.Helper()
	object, err := c.at(apiVersion, kind, namespace).Get(c.t.Context(), name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	require.NoError(c.t, err)
	return object
}

// List are all objects of a kind in a namespace, or with "" in all.
func (c *Cluster) List(apiVersion, kind, namespace string) []unstructured.Unstructured {
	c.t.Helper()
	list, err := c.at(apiVersion, kind, namespace).List(c.t.Context(), metav1.ListOptions{})
	require.NoError(c.t, err)
	return list.Items
}

// Apply applies an object written in YAML.
func (c *Cluster) Apply(text string) {
	c.t.Helper()
	object := &unstructured.Unstructured{}
	require.NoError(c.t, yaml.Unmarshal([]byte(text), &object.Object))
	document, err := object.MarshalJSON()
	require.NoError(c.t, err)
	force := true
	_, err = c.at(object.GetAPIVersion(), object.GetKind(), object.GetNamespace()).
		Patch(c.t.Context(), object.GetName(), types.ApplyPatchType, document, metav1.PatchOptions{FieldManager: "tests", Force: &force})
	require.NoError(c.t, err)
}

// Delete deletes an object, and does not wait until it is gone.
func (c *Cluster) Delete(apiVersion, kind, namespace, name string) {
	c.t.Helper()
	require.NoError(c.t, c.at(apiVersion, kind, namespace).Delete(c.t.Context(), name, metav1.DeleteOptions{}))
}

// Ready is how many replicas of a Deployment are ready; -1 if it is not there.
func (c *Cluster) Ready(namespace, name string) int64 {
	c.t.Helper()
	deployment := c.Get("apps/v1", "Deployment", namespace, name)
	if deployment == nil {
		return -1
	}
	ready, _, _ := unstructured.NestedInt64(deployment.Object, "status", "readyReplicas")
	return ready
}

// ConfigMap is the data of a ConfigMap; nil if it is not there.
func (c *Cluster) ConfigMap(namespace, name string) map[string]string {
	c.t.Helper()
	object := c.Get("v1", "ConfigMap", namespace, name)
	if object == nil {
		return nil
	}
	data, _, err := unstructured.NestedStringMap(object.Object, "data")
	require.NoError(c.t, err)
	return data
}

// TryConfigMap is the data of a ConfigMap; nil if it is not there, or if the cluster does not answer.
func (c *Cluster) TryConfigMap(namespace, name string) map[string]string {
	c.t.Helper()
	object, err := c.at("v1", "ConfigMap", namespace).Get(c.t.Context(), name, metav1.GetOptions{})
	if err != nil {
		return nil
	}
	data, _, _ := unstructured.NestedStringMap(object.Object, "data")
	return data
}

// Eventually waits until something holds; what says what was waited for.
func Eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Limit)
	defer cancel()
	for !holds() {
		select {
		case <-ctx.Done():
			require.Fail(t, "waited in vain", "%s, within %s", what, Limit)
		case <-time.After(200 * time.Millisecond):
		}
	}
}
