package flux

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Tag is on clusters that are not real, because there are as many real ones as allowed.
const (
	Tag       = "local-azure-cluster"
	simulated = "simulated"
)

// Backend runs real clusters.
type Backend struct {
	options Options
	place   *place

	mu       sync.Mutex
	clusters map[string]*realCluster
	closed   bool

	// calls is held by whoever calls back, so that nothing is told after Close.
	calls sync.RWMutex
	quiet bool
}

var _ cluster.Behaviour = (*Backend)(nil)

// New prepares real clusters. None is started yet.
func New(options Options) (*Backend, error) {
	options, err := options.withDefaults()
	if err != nil {
		return nil, err
	}
	place, err := openPlace(options.Dir)
	if err != nil {
		return nil, err
	}
	return &Backend{options: options, place: place, clusters: map[string]*realCluster{}}, nil
}

// Create implements cluster.Behaviour.
func (b *Backend) Create(c cluster.Cluster, done func(map[string]string, error)) {
	real, created := b.admit(c.ID)
	switch {
	case real == nil:
		b.options.Others.Create(c, func(_ map[string]string, err error) { done(map[string]string{Tag: simulated}, err) })
	case created:
		real.do(func() error { return real.start(c) }, func(err error) {
			if err != nil {
				b.drop(real)
			}
			done(nil, err)
		})
	default:
		real.do(func() error { return real.update(c) }, func(err error) { done(nil, err) })
	}
}

// admit finds the real cluster, or makes one if there is room for it.
func (b *Backend) admit(id string) (found *realCluster, created bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if found := b.clusters[id]; found != nil {
		return found, false
	}
	if b.closed || !b.place.admits(id, b.options.Limit) {
		return nil, false
	}
	b.clusters[id] = newRealCluster(b, id)
	return b.clusters[id], true
}

// drop forgets a cluster that did not start, so that the next attempt begins anew. What
// it has written stays: it may have run before.
func (b *Backend) drop(real *realCluster) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.clusters, real.id)
}

// of is the real cluster of an ID, or nil.
func (b *Backend) of(id string) *realCluster {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.clusters[id]
}

// Delete implements cluster.Behaviour.
func (b *Backend) Delete(id string, done func(error)) {
	b.mu.Lock()
	real, known := b.clusters[id], b.place.knows(id)
	b.mu.Unlock()
	if !known {
		b.options.Others.Delete(id, done)
		return
	}
	go func() {
		if real != nil {
			real.stop()
		}
		err := b.place.empty(id)
		b.mu.Lock()
		delete(b.clusters, id)
		b.place.forget(id)
		b.mu.Unlock()
		b.tell(func() { done(err) })
	}()
}

// Install implements cluster.Behaviour.
func (b *Backend) Install(extension cluster.Extension, report func([]cluster.Controller), done func(error)) {
	if real := b.of(extension.Cluster); real != nil {
		real.do(func() error {
			return real.install(extension, func(c []cluster.Controller) { b.tell(func() { report(c) }) })
		}, done)
		return
	}
	b.options.Others.Install(extension, report, done)
}

// Uninstall implements cluster.Behaviour.
func (b *Backend) Uninstall(id string, done func(error)) {
	if real := b.of(id); real != nil {
		real.do(real.uninstall, done)
		return
	}
	b.options.Others.Uninstall(id, done)
}

// Apply implements cluster.Behaviour.
func (b *Backend) Apply(configuration cluster.Configuration, report func(cluster.Status)) {
	if real := b.of(configuration.Cluster); real != nil {
		real.follow(configuration, func(s cluster.Status) { b.tell(func() { report(s) }) })
		return
	}
	b.options.Others.Apply(configuration, report)
}

// Reconcile implements cluster.Behaviour.
func (b *Backend) Reconcile(reference cluster.Reference) {
	if real := b.of(reference.Cluster); real != nil {
		// That it did not work shows in the configuration: nothing new arrives.
		real.do(func() error { return real.reconcile(reference) }, func(error) {})
		return
	}
	b.options.Others.Reconcile(reference)
}

// Remove implements cluster.Behaviour.
func (b *Backend) Remove(reference cluster.Reference, done func(error)) {
	if real := b.of(reference.Cluster); real != nil {
		real.do(func() error { return real.unfollow(reference) }, done)
		return
	}
	b.options.Others.Remove(reference, done)
}

// Kubeconfig implements cluster.Behaviour.
func (b *Backend) Kubeconfig(id string) ([]byte, error) {
	real := b.of(id)
	if real == nil {
		return b.options.Others.Kubeconfig(id)
	}
	if err := real.wait(); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(real.kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("read the kubeconfig: %w", err)
	}
	return text, nil
}

// tell calls back unless the backend has been closed.
func (b *Backend) tell(call func()) {
	b.calls.RLock()
	defer b.calls.RUnlock()
	if !b.quiet {
		call()
	}
}

// Close implements cluster.Behaviour: it stops every program.
func (b *Backend) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	var running []*realCluster
	for _, real := range b.clusters {
		running = append(running, real)
	}
	b.mu.Unlock()
	b.calls.Lock()
	b.quiet = true
	b.calls.Unlock()

	var stopping sync.WaitGroup
	for _, real := range running {
		stopping.Go(real.stop)
	}
	stopping.Wait()
	return errors.Join(b.options.Others.Close(), b.place.close())
}
