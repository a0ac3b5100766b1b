package tree_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

func TestWriteReplacesWhatWasGenerated(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "module")
	require.NoError(t, tree.Write(dir, tree.Files{"a.go": []byte("a"), "v1/b.go": []byte("b")}))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m"), 0o600))
	require.NoError(t, tree.Write(dir, tree.Files{"a.go": []byte("new"), "v2/c.go": []byte("c")}))

	files, err := tree.Read(dir)
	require.NoError(t, err)
	assert.Equal(t, tree.Files{"a.go": []byte("new"), "v2/c.go": []byte("c")}, files)
	assert.FileExists(t, filepath.Join(dir, "go.mod"))
}

// Python's py.typed says by being there that a package has types.
func TestWriteWritesAnEmptyFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, tree.Write(dir, tree.Files{"py.typed": nil}))
	assert.FileExists(t, filepath.Join(dir, "py.typed"))
}
