package gopack_test

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/gopack"
)

// repository is a git repository with a module that has all that a module of this one has.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, exec.Command("git", "init", "-q", dir).Run())
	for name, content := range map[string]string{
		"go.mod": "module example.test/M\n\ngo 1.26\n", "m.go": "package m\n", "sub/go.mod": "module example.test/M/sub\n",
		"sub/sub.go": "package sub\n", "inner/inner.go": "package inner\n", "bin/built": "built", ".gitignore": "bin/\n",
	} {
		write(t, dir, name, content)
	}
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
	require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
}

func TestPackHoldsTheModulesOwnFiles(t *testing.T) {
	t.Parallel()
	packed, err := gopack.Pack(repository(t), "1.2.3")
	require.NoError(t, err)
	archive, err := zip.NewReader(bytes.NewReader(packed.Zip), int64(len(packed.Zip)))
	require.NoError(t, err)
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
	}
	root := "example.test/M@" + packed.Version.Version + "/"
	assert.ElementsMatch(t, []string{root + ".gitignore", root + "go.mod", root + "m.go", root + "inner/inner.go"}, names)
}

func TestTheVersionFollowsTheContent(t *testing.T) {
	t.Parallel()
	dir := repository(t)
	pack := func() gopack.Packed {
		packed, err := gopack.Pack(dir, "1.2.3")
		require.NoError(t, err)
		return packed
	}
	first := pack()
	assert.Equal(t, first, pack(), "the same content is the same archive")
	assert.Negative(t, semver.Compare(first.Version.Version, "v1.2.3"), "the release is newer than %s", first.Version)
	assert.False(t, module.IsPseudoVersion(first.Version.Version), "Go would look for a commit")

	write(t, dir, "sub/sub.go", "package sub // changed\n")
	assert.Equal(t, first.Version, pack().Version, "another module")
	write(t, dir, "m.go", "package m // changed\n")
	assert.NotEqual(t, first.Version, pack().Version)
	require.NoError(t, os.Remove(filepath.Join(dir, "m.go")))
	write(t, dir, "n.go", "package m // changed\n")
	assert.NotEqual(t, first.Version, pack().Version, "a file was renamed")
}

// Go itself reads what was written.
func TestGoDownloadsFromTheProxy(t *testing.T) {
	t.Parallel()
	packed, err := gopack.Pack(repository(t), "1.2.3")
	require.NoError(t, err)
	proxy := t.TempDir()
	require.NoError(t, packed.Write(proxy))

	download := exec.Command("go", "mod", "download", "example.test/M@"+packed.Version.Version)
	download.Dir = t.TempDir()
	download.Env = append(os.Environ(), "GOPROXY=file://"+filepath.ToSlash(proxy), "GONOSUMDB=*", "GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw")
	out, err := download.CombinedOutput()
	assert.NoError(t, err, string(out))
}

func TestPackRefusesWhatIsNoModule(t *testing.T) {
	t.Parallel()
	_, err := gopack.Pack(t.TempDir(), "1.2.3")
	assert.ErrorContains(t, err, "not the root of a Go module")
}
