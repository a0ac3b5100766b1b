package controlplane

import (
	"context"
	"sync"

	"k8s.io/client-go/rest"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// Options say what to start.
type Options struct {
	// Programs is the folder with the programs kubernetes and kwok, and KWOK's stages in
	// kwok-stages.yaml.
	Programs string
	// Dir is the cluster's folder, which is made if it is not there. A cluster that was
	// started in it before goes on where it was. It must be this process's own (see
	// process.Claim): what an earlier one left running there is killed.
	Dir string
	// Name is what the kubeconfig calls the cluster, and tells its nodes from another's.
	Name string
	// Nodes are its node pools; none at all means one node.
	Nodes []cluster.NodePool
	// Watch is told the states of the programs: etcd, kube-apiserver,
	// kube-controller-manager, kube-scheduler and kwok. It may be nil, is called from
	// several goroutines, and must return soon.
	Watch func(program string, state process.State, message string)
}

// Plane is a control plane that runs. Its methods are safe for concurrent use.
type Plane struct {
	options Options
	files   files
	port    int

	etcd, server *process.Process
	// others are the clients of the API server: they are started after it, and again
	// after it came back.
	others []*process.Process

	nodes sync.Mutex

	mu      sync.Mutex
	back    []func()
	closing bool
	work    sync.WaitGroup
	life    context.Context
	cancel  context.CancelFunc
}

// Kubeconfig is the path of the administrator's kubeconfig, which is for its owner's
// eyes only.
func (p *Plane) Kubeconfig() string { return p.files.kubeconfig }

// RESTConfig is the same for client-go: a copy, to be changed at will.
func (p *Plane) RESTConfig() *rest.Config {
	return &rest.Config{
		Host:            serverURL(p.port),
		BearerToken:     p.files.token,
		TLSClientConfig: rest.TLSClientConfig{CAData: p.files.authority},
		QPS:             200,
		Burst:           400,
	}
}

// OnBack has a function called each time after the API server has crashed and is
// ready again, once its own clients have been started anew: what watches it from
// elsewhere may have backed off for long. It is called from a goroutine of its own,
// for which Close waits.
func (p *Plane) OnBack(call func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.back = append(p.back, call)
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
