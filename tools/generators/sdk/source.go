package sdk

import (
	"fmt"
	"os"
	"path/filepath"
)

// Read takes from the repository at root what the SDKs are made of.
func Read(root, version string) (Source, error) {
	source := Source{Version: version, Overlay: Overlay{Programs: os.DirFS(root)}}
	for name, target := range map[string]*[]byte{
		"schema.json": &source.Schema, "LICENSE": &source.Overlay.License, "docs/logo.png": &source.Overlay.Logo,
	} {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return Source{}, fmt.Errorf("is -root the root of the repository? %w", err)
		}
		*target = content
	}
	return source, nil
}
