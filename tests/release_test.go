package tests

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// rehearsed is not the version of the sources: whatever has it got it from the build.
const rehearsed = "9.8.7"

// TestRelease builds what a release of the last commit publishes, for this platform and without the SDKs.
func TestRelease(t *testing.T) {
	t.Parallel()
	tools, err := toolchain.Find()
	require.NoError(t, err)
	clone := release(t, tools, tools.Root)
	dist := filepath.Join(clone, "dist")
	archive := "pulumi-resource-aks-gitops-v" + rehearsed + "-" + runtime.GOOS + "-" + runtime.GOARCH + ".tar.gz"
	first := contents(t, dist)

	t.Run("publishes what it should", func(t *testing.T) {
		t.Parallel()
		var names []string
		for name := range first {
			names = append(names, name)
		}
		assert.ElementsMatch(t, []string{archive, archive + ".spdx.json", "checksums.txt", "notes.md", "schema.json"}, names)
		var schema struct{ Version string }
		require.NoError(t, json.Unmarshal(first["schema.json"], &schema))
		assert.Equal(t, rehearsed, schema.Version)
		assert.Contains(t, string(first[archive+".spdx.json"]), "github.com/pulumi/pulumi-go-provider", "the SBOM names what the plugin is made of")
	})
	t.Run("has the same bytes from another folder", func(t *testing.T) {
		t.Parallel()
		// A clone of the clone has the same commit, whatever is committed meanwhile.
		second := contents(t, filepath.Join(release(t, tools, clone), "dist"))
		assert.Len(t, second, len(first))
		for name, want := range first {
			assert.True(t, bytes.Equal(want, second[name]), "%s is not the same", name)
		}
	})
	t.Run("installs and runs", func(t *testing.T) {
		t.Parallel()
		installsAndRuns(t, filepath.Join(dist, archive))
	})
}

// release clones a repository, builds there, and returns the clone's folder.
func release(t *testing.T, tools *toolchain.Toolchain, repository string) string {
	t.Helper()
	dir := t.TempDir()
	run(t, repository, "git", "clone", "--quiet", repository, dir)
	command := exec.CommandContext(t.Context(), filepath.Join(dir, "tools", "release"), rehearsed)
	command.Env = append(os.Environ(), "TARGETS="+runtime.GOOS+"_"+runtime.GOARCH, "SDKS=",
		"GORELEASER="+filepath.Join(tools.Root, "bin", "goreleaser"), "SYFT="+filepath.Join(tools.Root, "bin", "syft"))
	said, err := command.CombinedOutput()
	require.NoError(t, err, string(said))
	assert.Contains(t, string(said), "this is a rehearsal, since a tag v"+rehearsed+" of these sources would be refused")
	return dir
}

func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), program, args...)
	command.Dir = dir
	said, err := command.CombinedOutput()
	require.NoError(t, err, string(said))
	return string(said)
}

// contents are the files of a folder.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	tree := os.DirFS(dir)
	require.NoError(t, fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		found[name], err = fs.ReadFile(tree, name)
		return err
	}))
	return found
}

// installsAndRuns puts the archive into a Pulumi home in which nothing is but the stand-in for azure-native, as a person would.
func installsAndRuns(t *testing.T, archive string) {
	s := example(t)
	home := s.EmptyHome()
	installed := s.Run("plugin", "install", "resource", "aks-gitops", rehearsed, "--file", archive)
	require.Zero(t, installed.ExitCode)
	assert.Equal(t, rehearsed, pluginVersion(t, filepath.Join(home, "plugins", "resource-aks-gitops-v"+rehearsed, "pulumi-resource-aks-gitops")))

	up := s.Up()
	assert.NotContains(t, up.Output(), "warning", "a plugin on PATH would be warned about")
	component, ok := s.State().Find("gitops")
	require.True(t, ok)
	assert.Equal(t, "aks-gitops:index:AksGitOps", component.Type)
	s.UpUnchanged()
	s.Destroy()
	assert.Empty(t, s.Azure.Left())
}
