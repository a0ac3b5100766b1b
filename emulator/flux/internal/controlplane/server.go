package controlplane

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"k8s.io/client-go/rest"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// portTries is how many ports are tried, should others be quicker.
const portTries = 3

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
