package process

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLogsAreBounded(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	require.NoError(t, os.WriteFile(path, []byte("earlier\n"), 0o600))
	o := &output{path: path}
	require.NoError(t, o.begin())
	line := append(bytes.Repeat([]byte("x"), 1023), '\n')
	for range 3 * fileLimit / len(line) {
		_, err := o.Write(line)
		require.NoError(t, err)
	}
	assert.LessOrEqual(t, len(o.tail()), 2*tailLimit)
	o.close()
	files, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, files, 2)
	for _, file := range files {
		info, err := file.Info()
		require.NoError(t, err)
		assert.LessOrEqual(t, info.Size(), int64(fileLimit))
		assert.NotZero(t, info.Size())
	}
	require.NoError(t, o.begin())
	assert.Empty(t, o.tail(), "a new run's last words are its own")
	o.close()
}

func TestALogThatCannotBeWrittenStopsNobody(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "log")
	o := &output{path: path}
	require.NoError(t, o.begin())
	require.NoError(t, os.RemoveAll(dir))
	for range 2 {
		_, err := o.Write(make([]byte, fileLimit))
		require.NoError(t, err)
	}
	assert.ErrorContains(t, (&output{path: path}).begin(), "open its log")
}
