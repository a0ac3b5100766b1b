package flux

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Options say how real clusters are run.
type Options struct {
	// Programs is the folder that holds kubernetes, kwok, Flux's controllers, their
	// definitions (crds.yaml) and the life of nodes (kwok-stages.yaml), as `make
	// cluster` builds them.
	Programs string
	// Dir keeps the clusters over restarts. Default: a temporary folder, gone after Close.
	Dir string
	// Limit is how many real clusters there may be at once, each of which takes about
	// a GiB of memory. Default: 1.
	Limit int
	// Kubeconfig names a file whose current context leads to a cluster that is used in
	// place of one of our own; there is one real cluster then, whatever Limit says.
	Kubeconfig string
	// Others is what clusters beyond the limit do. It is closed with the backend.
	Others cluster.Behaviour
}

// fromModule are the programs of a cluster of our own; the controllers are always needed.
var (
	ofKubernetes = []string{"kubernetes", "kwok", "kwok-stages.yaml"}
	ofFlux       = []string{"source-controller", "kustomize-controller", "helm-controller", "crds.yaml"}
)

// withDefaults fills what was left out and refuses what cannot work.
func (o Options) withDefaults() (Options, error) {
	if o.Others == nil {
		return o, errors.New("nothing plays the clusters beyond the limit")
	}
	if o.Limit < 0 {
		return o, fmt.Errorf("the limit of real clusters is %d: it must be 1 or more", o.Limit)
	}
	if o.Limit == 0 || o.Kubeconfig != "" {
		o.Limit = 1
	}
	return o, o.checkPrograms()
}

func (o Options) checkPrograms() error {
	needed := ofFlux
	if o.Kubeconfig == "" {
		needed = append(slices.Clip(needed), ofKubernetes...)
	} else if _, err := os.Stat(o.Kubeconfig); err != nil {
		return fmt.Errorf("the kubeconfig cannot be read: %w", err)
	}
	var missing []string
	for _, name := range needed {
		if _, err := os.Stat(filepath.Join(o.Programs, name)); err != nil {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the folder %s lacks what a real cluster runs: %s; `make cluster` builds it", o.Programs, strings.Join(missing, ", "))
	}
	return nil
}
