package flux

import (
	"context"
	"reflect"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

// again is how soon objects are applied again that the API server did not take.
const again = time.Second

// follower keeps one configuration's objects in the cluster as they are wanted, and
// reports what becomes of them.
type follower struct {
	cluster *realCluster
	cancel  context.CancelFunc
	ended   chan struct{}
	wake    chan struct{}

	mu     sync.Mutex
	wanted cluster.Configuration
	report func(cluster.Status)
	// applied says that what is wanted is in the cluster.
	applied   bool
	publicKey string
	last      *cluster.Status
}

// follow has a configuration followed, in place of what it was before.
func (c *realCluster) follow(configuration cluster.Configuration, report func(cluster.Status)) {
	f := c.follower(configuration.Reference)
	if f == nil {
		return
	}
	f.mu.Lock()
	f.wanted, f.report, f.applied, f.last = configuration, report, false, nil
	f.mu.Unlock()
	f.poke()
}

// reconcile has Flux look at a configuration's source and kustomizations now.
func (c *realCluster) reconcile(reference cluster.Reference) error {
	if err := c.wait(); err != nil {
		return err
	}
	owned, err := c.owned(c.ctx, reference)
	if err != nil {
		return err
	}
	for _, object := range owned {
		if group := object.GroupVersionKind().Group; group != sourceGroup && group != kustomizeGroup {
			continue
		}
		if err := c.api.ask(c.ctx, object); err != nil {
			return err
		}
	}
	return nil
}

// Groups of Flux's kinds that a configuration has.
const (
	sourceGroup    = "source.toolkit.fluxcd.io"
	kustomizeGroup = "kustomize.toolkit.fluxcd.io"
)

// follower finds a configuration's follower, or starts one. It is nil when the
// cluster is going away.
func (c *realCluster) follower(reference cluster.Reference) *follower {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := c.followers[reference]; f != nil || c.stopping {
		return f
	}
	ctx, cancel := context.WithCancel(c.ctx)
	f := &follower{cluster: c, cancel: cancel, ended: make(chan struct{}), wake: make(chan struct{}, 1)}
	c.followers[reference] = f
	c.work.Go(func() {
		defer close(f.ended)
		f.run(ctx)
	})
	return f
}

// all are the followers of a cluster.
func (c *realCluster) all() []*follower {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []*follower
	for _, f := range c.followers {
		out = append(out, f)
	}
	return out
}

// release ends the follower of a configuration.
func (c *realCluster) release(reference cluster.Reference) {
	c.mu.Lock()
	f := c.followers[reference]
	delete(c.followers, reference)
	c.mu.Unlock()
	if f != nil {
		f.cancel()
		<-f.ended
	}
}

func (f *follower) poke() {
	select {
	case f.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// run applies what is wanted whenever that changes, until it succeeds.
func (f *follower) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
		}
		for f.bring(ctx) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(again):
			}
		}
	}
}

// bring applies what is wanted now, and says whether to try again.
func (f *follower) bring(ctx context.Context) (retry bool) {
	f.mu.Lock()
	wanted := f.wanted
	f.mu.Unlock()
	publicKey, err := f.cluster.apply(ctx, wanted)
	f.mu.Lock()
	defer f.mu.Unlock()
	if ctx.Err() != nil || f.wanted.Generation != wanted.Generation {
		return false // it is about something else by now, and has been woken for it
	}
	if err != nil {
		f.tell(refused(wanted, err))
		return !apierrors.IsInvalid(err)
	}
	f.applied, f.publicKey = true, publicKey
	f.cluster.watcher.touch()
	return false
}

// refused is the status of a configuration whose objects the API server does not take.
func refused(c cluster.Configuration, err error) cluster.Status {
	return cluster.Status{Generation: c.Generation, Source: cluster.Object{
		Kind: c.Source.ObjectKind(), Namespace: c.Namespace, Name: c.Name,
		Conditions: []cluster.Condition{{
			Type: "Ready", Status: "False", Reason: "ApplyFailed", Message: err.Error(), LastTransitionTime: time.Now(),
		}},
	}}
}

// look reports what the objects seen say, if that is new.
func (f *follower) look(seen []*unstructured.Unstructured) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.applied {
		f.tell(observe.Status(f.wanted, seen, f.publicKey))
	}
}

func (f *follower) tell(status cluster.Status) {
	if f.last != nil && reflect.DeepEqual(withoutTime(*f.last), withoutTime(status)) {
		return
	}
	f.last = &status
	f.report(status)
}

// withoutTime leaves out when conditions changed: a refusal that repeats is no news.
func withoutTime(s cluster.Status) cluster.Status {
	if len(s.Source.Conditions) == 1 && s.Source.Conditions[0].Reason == "ApplyFailed" {
		condition := s.Source.Conditions[0]
		condition.LastTransitionTime = time.Time{}
		s.Source.Conditions = []cluster.Condition{condition}
	}
	return s
}
