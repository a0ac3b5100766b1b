package flux

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// temporary begins the name of the folder of a backend that keeps nothing.
const temporary = "local-azure-clusters-"

// place is where the state of the clusters lies, a folder for each.
type place struct {
	dir  string
	keep bool
	// known are the folders' names; the backend's lock guards it.
	known map[string]bool
}

// openPlace opens the folder, or a temporary one, and ends what a local Azure that
// was killed has left running in it.
func openPlace(dir string) (*place, error) {
	p := &place{dir: dir, keep: dir != "", known: map[string]bool{}}
	path, err := p.claim()
	if err != nil {
		return nil, fmt.Errorf("prepare the folder of the clusters: %w", err)
	}
	p.dir = path
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return nil, fmt.Errorf("read the folder of the clusters: %w", err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			p.known[entry.Name()] = true
		}
	}
	return p, nil
}

func (p *place) claim() (string, error) {
	if !p.keep {
		return process.Temporary("", temporary)
	}
	path, err := filepath.Abs(p.dir)
	if err != nil {
		return "", err //nolint:wrapcheck // its caller says what it was for
	}
	return path, process.Claim(path)
}

// admits says whether a cluster is among the real ones or may become one. Clusters
// that were real before a restart have their place whoever comes first.
func (p *place) admits(id string, limit int) bool {
	if p.knows(id) {
		return true
	}
	if len(p.known) >= limit {
		return false
	}
	p.known[folderName(id)] = true
	return true
}

func (p *place) knows(id string) bool { return p.known[folderName(id)] }

// of is the folder of a cluster.
func (p *place) of(id string) string { return filepath.Join(p.dir, folderName(id)) }

// folderName is short, since sockets and certificates lie below it, and says to a
// person which cluster it is.
func folderName(id string) string {
	id = strings.ToLower(id)
	sum := sha256.Sum256([]byte(id))
	return filepath.Base(id) + "-" + hex.EncodeToString(sum[:4])
}

// empty removes what a cluster has left, and forget makes room for another one.
func (p *place) empty(id string) error {
	if err := os.RemoveAll(p.of(id)); err != nil {
		return fmt.Errorf("remove the folder of the cluster: %w", err)
	}
	return nil
}

func (p *place) forget(id string) { delete(p.known, folderName(id)) }

// close removes what need not be kept.
func (p *place) close() error {
	if p.keep {
		return nil
	}
	if err := os.RemoveAll(p.dir); err != nil {
		return fmt.Errorf("remove the folder of the clusters: %w", err)
	}
	return nil
}
