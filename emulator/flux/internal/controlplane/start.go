package controlplane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// Start starts a control plane and returns when its API server is ready and has its
// nodes. The controller manager, the scheduler and KWOK are at work then or soon
// after. If it cannot be started, nothing is left running.
func Start(ctx context.Context, options Options) (*Plane, error) {
	var err error
	for _, path := range []*string{&options.Programs, &options.Dir} {
		if *path, err = filepath.Abs(*path); err != nil {
			return nil, err
		}
	}
	if err := Missing(options.Programs); err != nil {
		return nil, err
	}
	if options.Watch == nil {
		options.Watch = func(string, process.State, string) {}
	}
	p := &Plane{options: options}
	if p.files, err = prepare(options.Dir); err != nil {
		return nil, fmt.Errorf("prepare the folder of the cluster: %w", err)
	}
	if err := process.Sweep(options.Dir); err != nil {
		return nil, fmt.Errorf("end what an earlier run has left: %w", err)
	}
	p.life, p.cancel = context.WithCancel(context.Background())
	if err := p.start(ctx); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

func (p *Plane) start(ctx context.Context) error {
	if err := p.startEtcd(ctx); err != nil {
		return err
	}
	if err := p.startServer(ctx); err != nil {
		return err
	}
	for _, spec := range p.files.clients(p.options.Programs) {
		started, err := process.Start(ctx, spec, p.watch(spec.Name))
		if err != nil {
			return err
		}
		p.mu.Lock()
		p.others = append(p.others, started)
		p.mu.Unlock()
	}
	return p.SetNodes(ctx, p.options.Nodes)
}

func (p *Plane) watch(program string) func(process.State, string) {
	return func(state process.State, message string) { p.options.Watch(program, state, message) }
}

func (p *Plane) startEtcd(ctx context.Context) (err error) {
	spec, socket := p.files.etcd(p.options.Programs), p.files.path(etcdSocket)
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	// The API server may connect as soon as there is a socket, and waits for the rest.
	spec.Ready = func(context.Context) error { _, err := os.Stat(socket); return err }
	p.etcd, err = process.Start(ctx, spec, p.watch(etcdName))
	return err
}
