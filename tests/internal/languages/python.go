package languages

import (
	"os"
	"path/filepath"
)

// preparePython puts the virtual environment that `make build` made first on PATH, where each version of Pulumi's host finds it, and where
// the project says that it is.
func preparePython(root, dir string) (map[string]string, error) {
	venv := filepath.Join(root, "bin", "programs", "python")
	path := filepath.Join(root, "bin", "cli") + string(os.PathListSeparator) + os.Getenv("PATH")
	environment := map[string]string{
		"VIRTUAL_ENV": venv,
		"PATH":        filepath.Join(venv, "bin") + string(os.PathListSeparator) + path,
	}
	return environment, os.Symlink(venv, filepath.Join(dir, "venv"))
}
