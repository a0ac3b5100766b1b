package releases

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blang/semver"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
)

// tree is a copy of what a release is made of, ready to be released but for what a test changes.
func tree(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"docs", "examples", "sdk", "third_party/azure-native", "README.md", "schema.json"} {
		from, to := filepath.Join(root, name), filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
		if text, err := os.ReadFile(from); err == nil {
			require.NoError(t, os.WriteFile(to, text, 0o600))
			continue
		}
		require.NoError(t, os.CopyFS(to, os.DirFS(from)))
	}
	current, err := Current(root, semver.MustParse(provider.Version))
	require.NoError(t, err)
	require.NoError(t, current.Write(dir))
	write(t, dir, "CHANGELOG.md", "## [Unreleased]\n\n## ["+provider.Version+"] - 2026-01-01\n\n- All of it.\n")
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
}

func TestObjections(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(t *testing.T, dir string)
		want   string
	}{
		"nothing changed": {change: func(*testing.T, string) {}},
		"an SDK of another version": {
			func(t *testing.T, dir string) { write(t, dir, "sdk/dotnet/version.txt", "0.0.9") }, "sdk/dotnet/version.txt states version 0.0.9",
		},
		"no changelog section": {
			func(t *testing.T, dir string) { write(t, dir, "CHANGELOG.md", "## [Unreleased]\n") }, "CHANGELOG.md has no section",
		},
		"unreleased entries": {
			func(t *testing.T, dir string) {
				write(t, dir, "CHANGELOG.md", "## [Unreleased]\n\n- Something.\n\n## ["+provider.Version+"]\n\n- All of it.\n")
			}, "CHANGELOG.md has entries under [Unreleased]",
		},
		"no baseline": {
			func(t *testing.T, dir string) {
				require.NoError(t, os.RemoveAll(filepath.Join(dir, "releases", provider.Version)))
			}, "there is no releases/",
		},
		"an old baseline": {
			func(t *testing.T, dir string) {
				text, err := os.ReadFile(filepath.Join(dir, "schema.json"))
				require.NoError(t, err)
				write(t, dir, "schema.json", strings.Replace(string(text), `"description": "`, `"description": "Now `, 1))
			}, "is not what these sources make",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := tree(t)
			test.change(t, dir)
			objections, err := Objections(dir, provider.Version, semver.MustParse(provider.Version))
			require.NoError(t, err)
			if test.want == "" {
				assert.Empty(t, objections)
				return
			}
			require.Len(t, objections, 1)
			assert.Contains(t, objections[0], test.want)
		})
	}
}

func TestObjectionsToAnotherVersion(t *testing.T) {
	t.Parallel()
	objections, err := Objections(tree(t), provider.Version, semver.MustParse("9.9.9"))
	require.NoError(t, err)
	assert.Contains(t, objections, "provider/provider.go has version "+provider.Version+", and not 9.9.9")
}
