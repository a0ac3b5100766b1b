package sdk

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

// Overlay holds what the SDKs take from the repository besides the schema.
type Overlay struct {
	// License is the text of the licence.
	License []byte
	// Logo is the package's logo as a PNG, for NuGet.
	Logo []byte
	// Programs are the examples that the READMEs show, below the root of the repository.
	Programs fs.FS
}

// The folder overlay has the README of every SDK and, in a folder named like the language's, what only that one needs.
//
//go:embed overlay
var templates embed.FS

// files are what is laid over the SDK of a language.
func (o Overlay) files(pkg *schema.Package, language language) (tree.Files, error) {
	data, err := o.data(pkg, language)
	if err != nil {
		return nil, err
	}
	files := tree.Files{"LICENSE": o.License}
	if files["README.md"], err = fill("overlay/README.md", data); err != nil {
		return nil, err
	}
	home := "overlay/" + language.folder
	err = fs.WalkDir(templates, home, func(name string, entry fs.DirEntry, err error) error {
		if name == home && errors.Is(err, fs.ErrNotExist) {
			return nil // most languages need nothing else
		}
		if err != nil || entry.IsDir() {
			return err
		}
		files[strings.TrimPrefix(name, home+"/")], err = fill(name, data)
		return err
	})
	return files, err
}

// data is what the templates may name.
func (o Overlay) data(pkg *schema.Package, language language) (map[string]any, error) {
	program, err := fs.ReadFile(o.Programs, language.example)
	if err != nil {
		return nil, fmt.Errorf("the example that its README shows: %w", err)
	}
	return map[string]any{
		"Package": pkg, "Version": pkg.Version.String(), "Title": language.title, "Install": language.install,
		"Fence": language.fence, "Example": language.example, "Program": string(bytes.TrimSpace(program)),
	}, nil
}

func fill(name string, data any) ([]byte, error) {
	parsed, err := template.New(path.Base(name)).Option("missingkey=error").ParseFS(templates, name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = parsed.Execute(&out, data)
	return out.Bytes(), err
}
