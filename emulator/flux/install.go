package flux

import (
	"fmt"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/controllers"
)

// install makes Flux's kinds known to the cluster and has the controllers run as the
// extension's settings want them.
func (c *realCluster) install(extension cluster.Extension, report func([]cluster.Controller)) error {
	if err := c.wait(); err != nil {
		return err
	}
	c.installing.Lock()
	defer c.installing.Unlock()
	if c.watcher == nil {
		if err := c.api.define(c.ctx, c.backend.options.Programs, extension.Namespace); err != nil {
			return fmt.Errorf("make Flux's kinds known to the cluster: %w", err)
		}
		c.watch()
	}
	ports, err := c.controllers.ports()
	if err != nil {
		return err
	}
	return c.controllers.run(controllers.Plan(extension, controllers.Places{
		Programs: c.backend.options.Programs, Kubeconfig: c.kubeconfig, Folder: c.controllers.dir, Ports: ports,
	}), report)
}

// uninstall ends the controllers. Their kinds and all objects stay, and so do the
// objects' finalizers, which nobody clears any more.
func (c *realCluster) uninstall() error {
	if err := c.wait(); err != nil {
		return nil //nolint:nilerr // what never ran has no controllers
	}
	c.installing.Lock()
	defer c.installing.Unlock()
	c.controllers.stop()
	return nil
}
