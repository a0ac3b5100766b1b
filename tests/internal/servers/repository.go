package servers

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// MainBranch is the branch on which a repository begins.
const MainBranch = "main"

// Repository is a bare git repository, and a checkout beside it from which commits are pushed.
type Repository struct {
	// Dir is the bare repository's folder.
	Dir string

	t        *testing.T
	checkout string
}

// NewRepository makes a repository whose first commit holds these files.
func NewRepository(t *testing.T, files Files) *Repository {
	t.Helper()
	dir := t.TempDir()
	r := &Repository{t: t, Dir: filepath.Join(dir, "fleet.git"), checkout: filepath.Join(dir, "checkout")}
	r.git(dir, "init", "--quiet", "--bare", "--initial-branch", MainBranch, r.Dir)
	r.git(r.Dir, "config", "http.receivepack", "true")
	r.git(dir, "clone", "--quiet", r.Dir, r.checkout)
	r.git(r.checkout, "checkout", "--quiet", "-B", MainBranch)
	r.Commit("First", files)
	return r
}

// Commit writes files over those of the branch, and pushes. It gives the commit's SHA back.
func (r *Repository) Commit(message string, files Files) string {
	r.t.Helper()
	files.write(r.t, r.checkout)
	r.git(r.checkout, "add", "--all")
	r.git(r.checkout, "commit", "--quiet", "--message", message)
	return r.push()
}

// Remove removes files from the branch, and pushes.
func (r *Repository) Remove(message string, paths ...string) string {
	r.t.Helper()
	r.git(r.checkout, append([]string{"rm", "--quiet", "-r", "--"}, paths...)...)
	r.git(r.checkout, "commit", "--quiet", "--message", message)
	return r.push()
}

// Revert undoes a commit by another one, and pushes.
func (r *Repository) Revert(commit string) string {
	r.t.Helper()
	r.git(r.checkout, "revert", "--no-edit", commit)
	return r.push()
}

// Branch begins a branch at the current commit and pushes it. What is committed from now on is for it.
func (r *Repository) Branch(name string) string {
	r.t.Helper()
	r.git(r.checkout, "checkout", "--quiet", "-b", name)
	return r.push()
}

// Switch goes to a branch that there is. What is committed from now on is for it.
func (r *Repository) Switch(branch string) {
	r.t.Helper()
	r.git(r.checkout, "checkout", "--quiet", branch)
}

// Tag sets an annotated tag on the current commit, and pushes it.
func (r *Repository) Tag(name string) {
	r.t.Helper()
	r.git(r.checkout, "tag", "--annotate", "--message", name, name)
	r.git(r.checkout, "push", "--quiet", "origin", "refs/tags/"+name)
}

// Head is the SHA of the current commit.
func (r *Repository) Head() string {
	r.t.Helper()
	return r.git(r.checkout, "rev-parse", "HEAD")
}

func (r *Repository) push() string {
	r.t.Helper()
	r.git(r.checkout, "push", "--quiet", "origin", "HEAD")
	return r.Head()
}

func (r *Repository) git(dir string, args ...string) string {
	r.t.Helper()
	out, err := git(dir, nil, args...)
	require.NoError(r.t, err, out)
	return out
}

// git runs git with none of the settings of the machine and the person, and some variables more.
func git(dir string, environment []string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "GIT_") {
			cmd.Env = append(cmd.Env, entry)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME=Fleet", "GIT_AUTHOR_EMAIL=fleet@example.com", "GIT_COMMITTER_NAME=Fleet", "GIT_COMMITTER_EMAIL=fleet@example.com")
	cmd.Env = append(cmd.Env, environment...)
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}
