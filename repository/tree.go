package repository

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/fluxcd/pkg/sourceignore"
	"github.com/fluxcd/pkg/sourceignore/gitignore"
)

// entry is what stands at a path of the checkout.
type entry int

const (
	absent entry = iota
	file
	folder
	// link is a symbolic link, which Flux leaves out of what it packs.
	link
	// ignored is a file that Flux leaves out because of its name or a .sourceignore.
	ignored
)

// tree is the checkout as Flux's source-controller packs it. Its paths have slashes and are relative to the checkout, whose root is ".".
type tree struct {
	fsys     fs.FS
	entries  map[string]entry
	children map[string][]string
}

// newTree lists a checkout.
func newTree(fsys fs.FS) (*tree, error) {
	t := &tree{fsys: fsys, entries: map[string]entry{}, children: map[string][]string{}}
	patterns := slices.Concat(sourceignore.VCSPatterns(nil), sourceignore.DefaultPatterns(nil))
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir():
			patterns = append(patterns, t.patternsIn(name)...)
			t.add(name, folder)
		case d.Type()&fs.ModeSymlink != 0:
			t.add(name, link)
		case !d.Type().IsRegular(), gitignore.NewMatcher(patterns).Match(strings.Split(name, "/"), false):
			t.add(name, ignored)
		default:
			t.add(name, file)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the checkout: %w", err)
	}
	return t, nil
}

func (t *tree) add(name string, e entry) {
	t.entries[name] = e
	if name != "." {
		t.children[path.Dir(name)] = append(t.children[path.Dir(name)], path.Base(name))
	}
}

// patternsIn are those of a folder's .sourceignore.
func (t *tree) patternsIn(dir string) []gitignore.Pattern {
	name := path.Join(dir, sourceignore.IgnoreFile)
	if info, err := fs.Lstat(t.fsys, name); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	text, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return nil
	}
	var domain []string
	if dir != "." {
		domain = strings.Split(dir, "/")
	}
	return sourceignore.ReadPatterns(bytes.NewReader(text), domain)
}

// at tells what stands at a path. What is reached through a symbolic link is not there.
func (t *tree) at(name string) entry { return t.entries[name] }

// read reads a file that the artifact would hold.
func (t *tree) read(name string) ([]byte, error) {
	if t.at(name) != file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(t.fsys, name)
}

// kustomizationNames are the names under which kustomize looks for its file, in order.
var kustomizationNames = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// kustomizationIn is the kustomization file of a folder, or "".
func (t *tree) kustomizationIn(dir string) string {
	for _, name := range kustomizationNames {
		if name = path.Join(dir, name); t.at(name) == file {
			return name
		}
	}
	return ""
}

// blocked is the symbolic link on the way to a path, or "".
func (t *tree) blocked(name string) string {
	parts := strings.Split(name, "/")
	for i := range parts {
		if prefix := strings.Join(parts[:i+1], "/"); t.at(prefix) == link {
			return prefix
		}
	}
	return ""
}

// leaves tells whether a cleaned path leads out of the checkout.
func leaves(name string) bool { return name == ".." || strings.HasPrefix(name, "../") }
