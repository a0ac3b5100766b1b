package servers_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestRepositoryTakesWhatATestDoesToIt(t *testing.T) {
	t.Parallel()
	repository := servers.NewRepository(t, servers.ParseFiles("-- apps/a.yaml --\na: 1\n-- apps/b.yaml --\nb: 1\n"))
	first := repository.Head()
	repository.Tag("v1.0.0")
	second := repository.Commit("Two of them", servers.Files{"apps/a.yaml": "a: 2\n"})
	repository.Remove("No more b", "apps/b.yaml")
	repository.Revert(second)
	repository.Branch("staging")
	repository.Commit("Staging", servers.Files{"staging.yaml": "s: 1\n"})
	repository.Switch(servers.MainBranch)
	repository.Commit("Main", servers.Files{"main.yaml": "m: 1\n"})

	assert.Equal(t, map[string]string{"apps/a.yaml": "a: 1\n", "main.yaml": "m: 1\n"}, contents(t, repository, servers.MainBranch))
	assert.Equal(t, map[string]string{"apps/a.yaml": "a: 1\n", "staging.yaml": "s: 1\n"}, contents(t, repository, "staging"))
	assert.Equal(t, map[string]string{"apps/a.yaml": "a: 1\n", "apps/b.yaml": "b: 1\n"}, contents(t, repository, "v1.0.0"))
	out, err := run(t, nil, "git", "-C", repository.Dir, "rev-parse", "v1.0.0^{commit}")
	require.NoError(t, err, out)
	assert.Equal(t, first+"\n", out)
}

// contents are the files of a branch or tag of the bare repository.
func contents(t *testing.T, repository *servers.Repository, ref string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "clone")
	out, err := run(t, nil, "git", "clone", "--quiet", "--branch", ref, "-c", "advice.detachedHead=false", repository.Dir, dir)
	require.NoError(t, err, out)
	require.NoError(t, os.RemoveAll(filepath.Join(dir, ".git")))
	found := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(text)
		return err
	}))
	return found
}
