// Package gopack packs Go modules of the repository into a folder that can serve as a GOPROXY, so that programs are tested against modules
// as Go downloads them, before there is a release.
package gopack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// Packed is a module with the version that it was packed as.
type Packed struct {
	module.Version
	GoMod, Zip []byte
}

// Pack packs the module in dir, as its files are now, committed or not. Go never downloads a version twice, so the version must change
// whenever the content does: a hash of the content is part of it. It sorts before the release, and is none.
func Pack(dir, release string) (Packed, error) {
	goMod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return Packed{}, fmt.Errorf("%s is not the root of a Go module: %w", dir, err)
	}
	files, err := sources(dir)
	if err != nil {
		return Packed{}, err
	}
	hash, err := contentHash(files)
	if err != nil {
		return Packed{}, err
	}
	version := module.Version{Path: modfile.ModulePath(goMod), Version: "v" + release + "-dev-" + hash}
	var archive bytes.Buffer
	if err := zip.Create(&archive, version, files); err != nil {
		return Packed{}, fmt.Errorf("packing %s: %w", version, err)
	}
	return Packed{Version: version, GoMod: goMod, Zip: archive.Bytes()}, nil
}

// Write adds the module to the proxy in dir; the form is that of `go help goproxy`.
func (p Packed) Write(dir string) error {
	escaped, err := module.EscapePath(p.Path)
	if err != nil {
		return err
	}
	home := filepath.Join(dir, filepath.FromSlash(escaped), "@v")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return err
	}
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{p.Version.Version, time.Date(1980, 2, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		p.Version.Version + ".info": info, p.Version.Version + ".mod": p.GoMod, p.Version.Version + ".zip": p.Zip,
		"list": []byte(p.Version.Version + "\n"),
	} {
		if err := os.WriteFile(filepath.Join(home, name), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// source is one file of a module.
type source struct{ root, name string }

func (s source) Path() string                 { return s.name }
func (s source) Lstat() (os.FileInfo, error)  { return os.Lstat(filepath.Join(s.root, s.name)) }
func (s source) Open() (io.ReadCloser, error) { return os.Open(filepath.Join(s.root, s.name)) }

// sources are the module's files in order. Git names them, because what is built lies in the same folders; modules below are left out.
func sources(dir string) ([]zip.File, error) {
	list := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = dir
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("asking git for the files of %s: %w", dir, err)
	}
	var files []zip.File
	for _, name := range slices.Compact(slices.Sorted(strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00"))) {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil { // git lists what was deleted just now as well
			files = append(files, source{dir, name})
		}
	}
	checked, err := zip.CheckFiles(files)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, func(file zip.File) bool { return !slices.Contains(checked.Valid, file.Path()) }), nil
}

func contentHash(files []zip.File) (string, error) {
	hash := sha256.New()
	for _, file := range files {
		reader, err := file.Open()
		if err != nil {
			return "", err
		}
		own := sha256.New()
		_, err = io.Copy(own, reader)
		if err := errors.Join(err, reader.Close()); err != nil {
			return "", err
		}
		if _, err := fmt.Fprintf(hash, "%x  %s\n", own.Sum(nil), file.Path()); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil))[:12], nil
}
