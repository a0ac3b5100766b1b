package flux

import (
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

// settle is how long changes are gathered before the followers look: Flux writes an
// object several times in a row.
const settle = 50 * time.Millisecond

// watcher keeps what a cluster's objects look like, and says when that changes.
type watcher struct {
	listers []cache.GenericLister
	changed chan struct{}
}

// watch starts watching, until the cluster goes away.
func (c *realCluster) watch() {
	w := &watcher{changed: make(chan struct{}, 1)}
	factory := dynamicinformer.NewDynamicSharedInformerFactory(c.api.client, 0)
	handler := cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { w.touch() },
		UpdateFunc: func(any, any) { w.touch() },
		DeleteFunc: func(any) { w.touch() },
	}
	for _, resource := range observe.Resources() {
		informer := factory.ForResource(resource)
		w.listers = append(w.listers, informer.Lister())
		// It fails for an informer that has ended; this one has not begun.
		_, _ = informer.Informer().AddEventHandler(handler)
	}
	factory.Start(c.ctx.Done())
	c.watcher = w
	c.work.Go(func() {
		c.tellFollowers(w)
		factory.Shutdown()
	})
}

func (w *watcher) touch() {
	select {
	case w.changed <- struct{}{}:
	default: // somebody will look anyway
	}
}

// tellFollowers shows the followers what is there, whenever that has changed.
func (c *realCluster) tellFollowers(w *watcher) {
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-w.changed:
		}
		select {
		case <-c.ctx.Done():
			return
		case <-time.After(settle):
		}
		seen := w.seen()
		for _, f := range c.all() {
			f.look(seen)
		}
	}
}

// seen are all objects that are watched. They belong to the cache: nobody may change them.
func (w *watcher) seen() []*unstructured.Unstructured {
	var out []*unstructured.Unstructured
	for _, lister := range w.listers {
		list, err := lister.List(labels.Everything())
		if err != nil {
			continue // a cache has no reason to fail
		}
		for _, item := range list {
			if object, ok := item.(*unstructured.Unstructured); ok {
				out = append(out, object)
			}
		}
	}
	return out
}
