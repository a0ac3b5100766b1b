package controlplane

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"k8s.io/client-go/rest"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// portTries is how often another port is tried when somebody else was quicker.
const portTries = 3

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

// startServer starts the API server on a free port.
func (p *Plane) startServer(ctx context.Context) error {
	for try := 1; ; try++ {
		ports, err := process.FreePorts(1)
		if err != nil {
			return err
		}
		p.port = ports[0]
		if err := p.files.writeKubeconfigs(p.options.Name, p.port); err != nil {
			return err
		}
		spec := p.files.server(p.options.Programs, p.port)
		spec.Ready, err = p.ready()
		if err != nil {
			return err
		}
		p.server, err = process.Start(ctx, spec, p.watchServer())
		if err == nil || try == portTries || !strings.Contains(err.Error(), "address already in use") {
			return err
		}
	}
}

// ready asks the API server whether it is.
func (p *Plane) ready() (func(context.Context) error, error) {
	client, err := rest.HTTPClientFor(p.RESTConfig())
	if err != nil {
		return nil, err
	}
	url := serverURL(p.port) + "/readyz"
	return func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(io.LimitReader(response.Body, 4<<10))
		if err == nil && response.StatusCode != http.StatusOK {
			err = fmt.Errorf("/readyz answers %s: %s", response.Status, unready(string(body)))
		}
		return err
	}, nil
}

// unready picks the failed checks out of an answer.
func unready(body string) string {
	var failed []string
	for line := range strings.Lines(body) {
		if strings.HasPrefix(line, "[-]") {
			failed = append(failed, strings.TrimSpace(line))
		}
	}
	return strings.Join(failed, ", ")
}

// watchServer tells of the API server's states, and sets to work what follows when
// it is back after a crash.
func (p *Plane) watchServer() func(process.State, string) {
	crashed := false
	return func(state process.State, message string) {
		p.options.Watch(serverName, state, message)
		switch state {
		case process.Crashed:
			crashed = true
		case process.Running:
			if crashed {
				p.goOn()
			}
			crashed = false
		case process.Starting:
		}
	}
}

// goOn starts the API server's clients anew, which may have backed off for longer
// than it was away, and tells who asked to be told.
func (p *Plane) goOn() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closing {
		return
	}
	others := slices.Clone(p.others)
	p.work.Go(func() {
		var restarts sync.WaitGroup
		for _, other := range others {
			// Its state is told to who watches; to be stopped meanwhile is no error.
			restarts.Go(func() { _ = other.Restart(p.life) })
		}
		restarts.Wait()
		p.mu.Lock()
		back := slices.Clone(p.back)
		p.mu.Unlock()
		for _, call := range back {
			if p.life.Err() == nil {
				call()
			}
		}
	})
}

// Close ends everything: first what needs the API server, then that, then etcd. It
// has ended when Close returns, and what OnBack has called has returned. The folder
// stays, for a later Start.
func (p *Plane) Close() {
	p.mu.Lock()
	p.closing = true
	p.mu.Unlock()
	p.cancel()
	p.work.Wait()
	var stops sync.WaitGroup
	for _, other := range p.others {
		stops.Go(func() { other.Stop(context.Background()) })
	}
	stops.Wait()
	for _, last := range []*process.Process{p.server, p.etcd} {
		if last != nil {
			last.Stop(context.Background())
		}
	}
}
