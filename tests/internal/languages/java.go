package languages

import (
	"os"
	"path/filepath"
)

// prepareJava lets Maven find the SDK as it was packed. The local repository is the project's own: in the user's, a version that was
// installed once would hide every later build of it.
func prepareJava(root, dir string) (map[string]string, error) {
	config := filepath.Join(dir, ".mvn")
	if err := os.Mkdir(config, 0o755); err != nil {
		return nil, err
	}
	text := "-Dmaven.repo.local=" + filepath.Join(root, "bin", "m2") + "\n"
	return nil, os.WriteFile(filepath.Join(config, "maven.config"), []byte(text), 0o600)
}
