package flux

import (
	"context"
	"errors"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

// removalLimit is how long Flux may take to take out what it has applied.
const removalLimit = 5 * time.Minute

// unfollow takes a configuration out of the cluster: first the kustomizations, which
// take out what they applied, and what they applied does the same; then the rest,
// with whose rights they did so.
func (c *realCluster) unfollow(reference cluster.Reference) error {
	c.release(reference)
	if c.wait() != nil {
		return nil // nothing ever got there
	}
	if !c.controllers.installed() {
		return errors.New("no controller of Flux runs in the cluster that would clear the objects' finalizers")
	}
	ctx, cancel := context.WithTimeout(c.ctx, removalLimit)
	defer cancel()
	owned, err := c.owned(ctx, reference)
	if err != nil {
		return err
	}
	applied := c.appliedBy(reference, owned)
	for _, group := range objects.DeletionOrder(owned) {
		if err := c.take(ctx, group); err != nil {
			return err
		}
		if err := c.waitPruned(ctx, applied); err != nil {
			return err
		}
	}
	return nil
}

// take deletes objects and waits until they are gone.
func (c *realCluster) take(ctx context.Context, group []*unstructured.Unstructured) error {
	for _, object := range group {
		if err := c.api.delete(ctx, object); err != nil {
			return err
		}
	}
	for _, object := range group {
		err := poll(ctx, func() (bool, error) { return c.api.gone(ctx, object) })
		if err != nil {
			return fmt.Errorf("%s %s/%s is still there: %w", object.GetKind(), object.GetNamespace(), object.GetName(), err)
		}
	}
	return nil
}

// appliedBy are the Flux objects that a configuration's kustomizations have applied,
// whoever applied them before those that they applied themselves.
func (c *realCluster) appliedBy(reference cluster.Reference, owned []*unstructured.Unstructured) []cluster.Object {
	configuration := cluster.Configuration{Reference: reference}
	for _, object := range owned {
		switch object.GroupVersionKind().Group {
		case kustomizeGroup:
			configuration.Kustomizations = append(configuration.Kustomizations, cluster.Kustomization{Object: object.GetName()})
		case sourceGroup:
			configuration.Source.Kind = object.GetKind()
		}
	}
	return observe.Status(configuration, c.watcher.seen(), "").Applied
}

// waitPruned waits until nothing of what was applied is about to go. What is not, was
// applied without prune, and stays.
func (c *realCluster) waitPruned(ctx context.Context, applied []cluster.Object) error {
	var waiting string
	err := poll(ctx, func() (bool, error) {
		for _, o := range applied {
			object, err := c.find(ctx, o)
			if err != nil {
				return false, err
			}
			if object != nil && object.GetDeletionTimestamp() != nil {
				waiting = o.Kind + " " + o.Namespace + "/" + o.Name
				return false, nil
			}
		}
		return true, nil
	})
	if err != nil {
		return fmt.Errorf("%s, which the configuration has applied, is still there: %w", waiting, err)
	}
	return nil
}

// find reads an object that was seen; nil if it is gone.
func (c *realCluster) find(ctx context.Context, o cluster.Object) (*unstructured.Unstructured, error) {
	resource, known := observe.ResourceOf(o.Kind)
	if !known {
		return nil, nil //nolint:nilnil // what is not watched is not waited for
	}
	object, err := c.api.at(resource, o.Namespace).Get(ctx, o.Name, metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil, nil //nolint:nilnil // gone
	}
	if err != nil {
		return nil, fmt.Errorf("look at %s %s: %w", o.Kind, o.Name, err)
	}
	return object, nil
}
