package languages

import (
	"os"
	"path/filepath"
)

// prepareNode lends the program the packages that `make build` installed.
func prepareNode(root, dir string) (map[string]string, error) {
	return nil, os.Symlink(filepath.Join(root, "bin", "programs", "nodejs", "node_modules"), filepath.Join(dir, "node_modules"))
}
