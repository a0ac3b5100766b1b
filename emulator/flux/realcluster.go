package flux

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/controlplane"
)

// realCluster is a Kubernetes cluster with what runs in it.
type realCluster struct {
	backend *Backend
	id, dir string

	// ctx ends when the cluster goes away; work waits for what still uses it.
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup

	// up is closed when the cluster has started, or has failed to.
	up   chan struct{}
	down error

	plane      *controlplane.Plane // nil when the cluster is somebody else's
	kubeconfig string
	api        *api

	// installing is held while the extension changes.
	installing  sync.Mutex
	controllers *controllerSet
	watcher     *watcher

	mu        sync.Mutex
	stopping  bool
	followers map[cluster.Reference]*follower
}

func newRealCluster(b *Backend, id string) *realCluster {
	ctx, cancel := context.WithCancel(context.Background())
	c := &realCluster{
		backend: b, id: id, dir: b.place.of(id), ctx: ctx, cancel: cancel,
		up: make(chan struct{}), followers: map[cluster.Reference]*follower{},
	}
	c.controllers = newControllerSet(c)
	return c
}

// do does a piece of work in its own time and tells how it ended, unless the local
// Azure has been closed meanwhile.
func (c *realCluster) do(work func() error, done func(error)) {
	if !c.enter() {
		go c.backend.tell(func() { done(errGone) })
		return
	}
	go func() {
		err := work()
		c.work.Done()
		c.backend.tell(func() { done(err) })
	}()
}

// errGone is what late work on a cluster that is going away ends with.
var errGone = errors.New("the cluster is being deleted")

// enter registers a piece of work, unless the cluster is going away.
func (c *realCluster) enter() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopping {
		return false
	}
	c.work.Add(1)
	return true
}

// start starts the control plane and its nodes.
func (c *realCluster) start(wanted cluster.Cluster) error {
	defer close(c.up)
	c.down = c.bringUp(wanted)
	return c.down
}

func (c *realCluster) bringUp(wanted cluster.Cluster) error {
	if err := os.MkdirAll(c.dir, 0o700); err != nil {
		return fmt.Errorf("make the cluster's folder: %w", err)
	}
	c.kubeconfig = c.backend.options.Kubeconfig
	if c.kubeconfig == "" {
		plane, err := controlplane.Start(c.ctx, controlplane.Options{
			Programs: c.backend.options.Programs, Dir: filepath.Join(c.dir, "kubernetes"),
			Name: filepath.Base(c.id), Nodes: wanted.NodePools,
		})
		if err != nil {
			return err
		}
		c.plane, c.kubeconfig = plane, plane.Kubeconfig()
		plane.OnBack(c.controllers.restart)
	}
	var err error
	if c.api, err = openAPI(c.kubeconfig); err != nil {
		return err
	}
	if c.plane == nil {
		return c.api.refuseOtherFlux(c.ctx)
	}
	return nil
}

// update brings the nodes up to date. A cluster that is somebody else's keeps its own.
func (c *realCluster) update(wanted cluster.Cluster) error {
	if err := c.wait(); err != nil || c.plane == nil {
		return err
	}
	return c.plane.SetNodes(c.ctx, wanted.NodePools)
}

// wait waits until the cluster runs.
func (c *realCluster) wait() error {
	select {
	case <-c.up:
		return c.down
	case <-c.ctx.Done():
		return errGone
	}
}

// stop ends everything that runs in the cluster, and then the cluster.
func (c *realCluster) stop() {
	c.mu.Lock()
	c.stopping = true
	c.mu.Unlock()
	c.cancel()
	c.work.Wait()
	c.controllers.stop()
	if c.plane != nil {
		c.plane.Close()
	}
}
