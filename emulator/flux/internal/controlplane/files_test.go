package controlplane

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/client-go/tools/clientcmd"
)

func TestKeysAreDrawnOncePerCluster(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cluster")
	first, err := prepare(dir)
	require.NoError(t, err)
	again, err := prepare(dir)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	other, err := prepare(t.TempDir())
	require.NoError(t, err)
	assert.NotEqual(t, first.token, other.token)
	assert.NotEqual(t, first.authority, other.authority)
	assert.Len(t, first.tokens, len(users))
}

func TestFilesAreTheirOwnersAlone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "cluster")
	f, err := prepare(dir)
	require.NoError(t, err)
	require.NoError(t, f.writeKubeconfigs("demo", 1234))
	private(t, dir)

	config, err := clientcmd.LoadFromFile(f.kubeconfig)
	require.NoError(t, err)
	assert.Equal(t, "demo", config.CurrentContext)
	assert.Equal(t, "https://127.0.0.1:1234", config.Clusters["demo"].Server)
	require.NoError(t, f.writeKubeconfigs("demo", 4321))
	config, err = clientcmd.LoadFromFile(f.kubeconfig)
	require.NoError(t, err)
	assert.Equal(t, "https://127.0.0.1:4321", config.Clusters["demo"].Server)
}

// private checks that nobody else may read what is in a folder. What is below a folder
// that nobody else may enter, and is not ours to write, counts as unread.
func private(t *testing.T, dir string) {
	t.Helper()
	files := 0
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		require.NoError(t, err)
		info, err := entry.Info()
		require.NoError(t, err)
		if info.Mode().Type() != fs.ModeSocket {
			files++
			assert.Zero(t, info.Mode().Perm()&0o077, "%s is %s", path, info.Mode())
		}
		return nil
	}))
	assert.Greater(t, files, 10)
}

func TestTokensThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for text, words := range map[string]string{`a"b`: "is not a table of tokens", "secret,admin,admin,": "has no token of system:kube-controller-manager"} {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, tokensFile), []byte(text), 0o600))
		_, err := prepare(dir)
		require.ErrorContains(t, err, words)
		assert.False(t, strings.Contains(err.Error(), "secret"))
	}
}
