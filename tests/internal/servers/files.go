package servers

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// Files are texts by their paths, which have slashes on every system.
type Files map[string]string

// ParseFiles reads files as a test writes them down: `-- path --` and the text below it, again and again.
func ParseFiles(text string) Files {
	files := Files{}
	for _, file := range txtar.Parse([]byte(text)).Files {
		files[file.Name] = string(file.Data)
	}
	return files
}

// paths are the files' paths in order.
func (f Files) paths() []string { return slices.Sorted(maps.Keys(f)) }

// write puts the files into a folder.
func (f Files) write(t *testing.T, dir string) {
	t.Helper()
	for name, text := range f {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
}

// archive packs the files as tar.gz, the same bytes for the same files, below a folder if that is not empty.
func (f Files) archive(t *testing.T, folder string) []byte {
	t.Helper()
	var packed bytes.Buffer
	compressed := gzip.NewWriter(&packed)
	archive := tar.NewWriter(compressed)
	for _, name := range f.paths() {
		text := f[name]
		require.NoError(t, archive.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: path.Join(folder, name), Mode: 0o644, Size: int64(len(text))}))
		_, err := archive.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, archive.Close())
	require.NoError(t, compressed.Close())
	return packed.Bytes()
}
