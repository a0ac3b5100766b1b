package servers_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// clone clones a repository by the machine's git, which knows nothing of the person, with these variables.
func clone(t *testing.T, url string, environment ...string) (dir, out string, err error) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "clone")
	out, err = run(t, environment, "git", "clone", "--quiet", url, dir)
	return dir, out, err
}

func run(t *testing.T, environment []string, command ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command[0], command[1:]...)
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "GIT_") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_TERMINAL_PROMPT=0")
	cmd.Env = append(cmd.Env, environment...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}
