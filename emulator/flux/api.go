package flux

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

// Resources that are asked for by name.
var (
	definitions = schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"}
	namespaces  = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}
	deployments = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
)

// establishLimit is how long the API server may take to serve Flux's kinds.
const establishLimit = 30 * time.Second

// api is what is asked of a cluster's API server.
type api struct{ client dynamic.Interface }

func openAPI(kubeconfig string) (*api, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("read the kubeconfig: %w", err)
	}
	// The server's own fairness is enough for one client.
	config.QPS, config.Burst = -1, -1
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("reach the cluster: %w", err)
	}
	return &api{client: client}, nil
}

// at is where an object of a namespace, or of none, is served.
func (a *api) at(resource schema.GroupVersionResource, namespace string) dynamic.ResourceInterface {
	if namespace == "" {
		return a.client.Resource(resource)
	}
	return a.client.Resource(resource).Namespace(namespace)
}

// apply brings an object to what is wanted, whoever has changed it.
func (a *api) apply(ctx context.Context, resource schema.GroupVersionResource, object *unstructured.Unstructured) error {
	text, err := json.Marshal(object)
	if err != nil {
		return fmt.Errorf("encode %s %s: %w", object.GetKind(), object.GetName(), err)
	}
	force := true
	_, err = a.at(resource, object.GetNamespace()).Patch(ctx, object.GetName(), types.ApplyPatchType, text,
		metav1.PatchOptions{FieldManager: objects.FieldManager, Force: &force})
	if err != nil {
		return fmt.Errorf("apply %s %s: %w", object.GetKind(), object.GetName(), err)
	}
	return nil
}

// ask has Flux reconcile an object now.
func (a *api) ask(ctx context.Context, object *unstructured.Unstructured) error {
	patch := fmt.Sprintf(`{"metadata":{"annotations":{%q:%q}}}`, objects.RequestedAt, time.Now().Format(time.RFC3339Nano))
	_, err := a.at(objects.Resource(object), object.GetNamespace()).
		Patch(ctx, object.GetName(), types.MergePatchType, []byte(patch), metav1.PatchOptions{})
	if err != nil {
		return fmt.Errorf("ask for %s %s: %w", object.GetKind(), object.GetName(), err)
	}
	return nil
}

// delete deletes an object. That it is gone already is no error.
func (a *api) delete(ctx context.Context, object *unstructured.Unstructured) error {
	err := a.at(objects.Resource(object), object.GetNamespace()).Delete(ctx, object.GetName(), metav1.DeleteOptions{})
	if err != nil && !apierrors.IsNotFound(err) {
		return fmt.Errorf("delete %s %s: %w", object.GetKind(), object.GetName(), err)
	}
	return nil
}

// gone says whether an object is not there any more.
func (a *api) gone(ctx context.Context, object *unstructured.Unstructured) (bool, error) {
	_, err := a.at(objects.Resource(object), object.GetNamespace()).Get(ctx, object.GetName(), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for %s %s: %w", object.GetKind(), object.GetName(), err)
	}
	return false, nil
}

// list are the objects of a resource in all namespaces that a selector chooses.
func (a *api) list(ctx context.Context, resource schema.GroupVersionResource, selector string) ([]*unstructured.Unstructured, error) {
	list, err := a.client.Resource(resource).List(ctx, metav1.ListOptions{LabelSelector: selector})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", resource.Resource, err)
	}
	out := make([]*unstructured.Unstructured, 0, len(list.Items))
	for i := range list.Items {
		out = append(out, &list.Items[i])
	}
	return out, nil
}

// refuseOtherFlux refuses a cluster in which Flux is at work already: two would
// undo each other's changes.
func (a *api) refuseOtherFlux(ctx context.Context) error {
	found, err := a.list(ctx, deployments, "app.kubernetes.io/part-of=flux")
	if err != nil {
		return err
	}
	for _, d := range found {
		if replicas, _, _ := unstructured.NestedInt64(d.Object, "spec", "replicas"); replicas > 0 {
			return fmt.Errorf("the cluster of the kubeconfig runs Flux already (Deployment %s/%s): scale it to 0, or use a cluster without",
				d.GetNamespace(), d.GetName())
		}
	}
	return nil
}

// define makes Flux's kinds and namespace known to the cluster, and waits until it
// serves them.
func (a *api) define(ctx context.Context, programs, namespace string) error {
	wanted, err := readObjects(filepath.Join(programs, "crds.yaml"))
	if err != nil {
		return err
	}
	if err := a.applyAll(ctx, wanted); err != nil {
		return err
	}
	home := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": namespace},
	}}
	if err := a.apply(ctx, namespaces, home); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, establishLimit)
	defer cancel()
	return a.established(ctx, wanted)
}

// applyAll applies definitions side by side: each takes the server a while.
func (a *api) applyAll(ctx context.Context, wanted []*unstructured.Unstructured) error {
	errs := make([]error, len(wanted))
	var applying sync.WaitGroup
	for i, definition := range wanted {
		applying.Go(func() { errs[i] = a.apply(ctx, definitions, definition) })
	}
	applying.Wait()
	return errors.Join(errs...)
}

func (a *api) established(ctx context.Context, wanted []*unstructured.Unstructured) error {
	for _, definition := range wanted {
		err := poll(ctx, func() (bool, error) {
			now, err := a.at(definitions, "").Get(ctx, definition.GetName(), metav1.GetOptions{})
			if err != nil {
				return false, fmt.Errorf("look at %s: %w", definition.GetName(), err)
			}
			return condition(now, "Established") == "True", nil
		})
		if err != nil {
			return fmt.Errorf("%s is not served: %w", definition.GetName(), err)
		}
	}
	return nil
}

// condition is the status of one of an object's conditions.
func condition(object *unstructured.Unstructured, typ string) string {
	list, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, item := range list {
		if c, ok := item.(map[string]any); ok && c["type"] == typ {
			status, _ := c["status"].(string)
			return status
		}
	}
	return ""
}

// readObjects reads a file of YAML documents.
func readObjects(path string) ([]*unstructured.Unstructured, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read Flux's kinds: %w", err)
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	var out []*unstructured.Unstructured
	for {
		object := &unstructured.Unstructured{}
		switch err := decoder.Decode(&object.Object); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", path, err)
		case len(object.Object) > 0:
			out = append(out, object)
		}
	}
}

// poll asks again and again, until the answer is yes, an error, or the time is over.
func poll(ctx context.Context, ask func() (bool, error)) error {
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for {
		if yes, err := ask(); yes || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err() //nolint:wrapcheck // its callers say what they waited for
		case <-ticker.C:
		}
	}
}
