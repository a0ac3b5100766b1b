// Package tree reads and writes folders of generated files.
package tree

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Files are the contents of generated files by slash-separated path, relative to the folder's root.
type Files map[string][]byte

// kept are the files of a generated module that the generator does not own: Go's tools write them.
var kept = map[string]bool{"go.mod": true, "go.sum": true}

// Write makes dir hold exactly these files, besides go.mod and go.sum, which stay.
func Write(dir string, files Files) error {
	old, err := Read(dir)
	if err != nil {
		return err
	}
	for name := range old {
		if _, ok := files[name]; ok {
			continue
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return fmt.Errorf("removing a stale file: %w", err)
		}
	}
	for name, content := range files {
		if before, ok := old[name]; ok && bytes.Equal(before, content) {
			continue // an untouched time stamp spares dependents a rebuild
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Read gives the generated files under dir: all but go.mod and go.sum. A dir that is not there has none.
func Read(dir string) (Files, error) {
	files := Files{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || kept[name] {
			return err
		}
		files[name], err = fs.ReadFile(tree, name)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return files, nil
	}
	return files, err
}

// Names are the files' paths in order.
func (f Files) Names() []string {
	return slices.Sorted(maps.Keys(f))
}
