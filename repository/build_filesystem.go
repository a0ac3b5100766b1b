package repository

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"

	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// errReadOnly is what kustomize gets that wants to write.
var errReadOnly = errors.New("the checkout is read, never written")

// errEndless is what kustomize gets instead of a file over which it would never be done.
var errEndless = errors.New(refersToItself)

// view is the checkout as kustomize sees it: below /, with each kustomization file as [inspection] leaves it.
type view struct {
	*inspection
	// root is the kustomization file from which the build starts, and what it says.
	root     string
	manifest []byte
}

var _ filesys.FileSystem = view{}

// inside makes a path of the checkout of one of kustomize's.
func inside(name string) string {
	if name = path.Clean("/" + filepath.ToSlash(name)); name == "/" {
		return "."
	}
	return name[1:]
}

func (v view) ReadFile(name string) ([]byte, error) {
	name = inside(name)
	if name == v.root {
		return v.manifest, nil
	}
	text, err := v.tree.read(name)
	if err != nil {
		return nil, err
	}
	if name == v.tree.kustomizationIn(path.Dir(name)) {
		return v.kustomization(name, text), nil
	}
	if endless(text) {
		return nil, errEndless
	}
	return text, nil
}

func (v view) Exists(name string) bool {
	name = inside(name)
	e := v.tree.at(name)
	return name == v.root || e == file || e == folder
}

func (v view) IsDir(name string) bool { return v.tree.at(inside(name)) == folder }

func (v view) CleanedAbs(name string) (filesys.ConfirmedDir, string, error) {
	switch name = inside(name); {
	case v.IsDir(name):
		return filesys.ConfirmedDir(path.Join("/", name)), "", nil
	case v.Exists(name):
		return filesys.ConfirmedDir(path.Join("/", path.Dir(name))), path.Base(name), nil
	}
	return "", "", &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (v view) ReadDir(name string) ([]string, error) { return v.tree.children[inside(name)], nil }

// What kustomize has no need of when it builds.

func (v view) Glob(string) ([]string, error)        { return nil, errReadOnly }
func (v view) Walk(string, filepath.WalkFunc) error { return errReadOnly }
func (v view) Open(string) (filesys.File, error)    { return nil, errReadOnly }
func (v view) Create(string) (filesys.File, error)  { return nil, errReadOnly }
func (v view) Mkdir(string) error                   { return errReadOnly }
func (v view) MkdirAll(string) error                { return errReadOnly }
func (v view) RemoveAll(string) error               { return errReadOnly }
func (v view) WriteFile(string, []byte) error       { return errReadOnly }
