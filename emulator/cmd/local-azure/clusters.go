package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"
)

// What clusters are.
const (
	simulatedClusters = "simulated"
	realClusters      = "flux"
)

// clusterFlags say what clusters are.
type clusterFlags struct {
	kind       string
	limit      int
	programs   string
	kubeconfig string
}

func (f *clusterFlags) add(set *flag.FlagSet) {
	set.StringVar(&f.kind, "clusters", simulatedClusters,
		"what clusters are: "+simulatedClusters+", or "+realClusters+": Kubernetes and Flux, for real")
	set.IntVar(&f.limit, "real-clusters", 1, "how many real clusters there may be; the rest is simulated")
	set.StringVar(&f.programs, "programs", "", "`folder` with what real clusters run (default: cluster, beside this program)")
	set.StringVar(&f.kubeconfig, "kubeconfig", "", "`file` whose current context leads to a cluster that is used in place of a new one")
}

// behaviour is what clusters do.
func (f *clusterFlags) behaviour(options emulator.Options) (cluster.Behaviour, error) {
	simulated := cluster.NewSimulated(options.Latency)
	switch {
	case f.kind == simulatedClusters && f.kubeconfig == "":
		return simulated, nil
	case f.kind == realClusters || f.kind == simulatedClusters: // a kubeconfig asks for a real one
	default:
		return nil, fmt.Errorf("-clusters is %q: it must be %s or %s", f.kind, simulatedClusters, realClusters)
	}
	programs, err := f.folder()
	if err != nil {
		return nil, err
	}
	dir := ""
	if options.StateFile != "" {
		dir = options.StateFile + ".clusters"
	}
	return flux.New(flux.Options{Programs: programs, Dir: dir, Limit: f.limit, Kubeconfig: f.kubeconfig, Others: simulated})
}

func (f *clusterFlags) folder() (string, error) {
	if f.programs != "" {
		return f.programs, nil
	}
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program's own folder: %w; say where with -programs", err)
	}
	return filepath.Join(filepath.Dir(program), "cluster"), nil
}

// String says what clusters are, to whoever started the local Azure.
func (f clusterFlags) String() string {
	switch {
	case f.kubeconfig != "":
		return "the one of " + f.kubeconfig + ", with Flux's controllers; further ones are simulated"
	case f.kind == realClusters:
		return fmt.Sprintf("Kubernetes and Flux, for real; more than %d at once are simulated", f.limit)
	default:
		return "simulated; with -clusters flux they are real"
	}
}
