// Package crds puts the custom resource definitions of Flux together for a
// cluster in which an older source-controller works beside newer controllers:
// the newer ones want the kinds at v1, the older one has two of them at v1beta2.
package crds

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// folder is where each controller's module has its definitions.
const folder = "config/crd/bases"

// Merge reads the definitions of the newest modules, and adds to each the versions that only the older modules have, served but not stored.
// It gives them back as one YAML file, sorted by name.
func Merge(newest, older []fs.FS) ([]byte, error) {
	definitions, err := readAll(newest)
	if err != nil {
		return nil, err
	}
	earlier, err := readAll(older)
	if err != nil {
		return nil, err
	}
	for name, definition := range definitions {
		if old, ok := earlier[name]; ok {
			if err := addVersions(definition, old); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return join(definitions)
}

// definition is one custom resource definition as YAML has it.
type definition map[string]any

func readAll(modules []fs.FS) (map[string]definition, error) {
	all := map[string]definition{}
	for _, module := range modules {
		files, err := fs.Glob(module, path.Join(folder, "*.yaml"))
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", folder, err)
		}
		if len(files) == 0 {
			return nil, errors.New("a module has no definitions in " + folder)
		}
		for _, file := range files {
			text, err := fs.ReadFile(module, file)
			if err != nil {
				return nil, fmt.Errorf("read a definition: %w", err)
			}
			var d definition
			if err := yaml.Unmarshal(text, &d); err != nil {
				return nil, fmt.Errorf("read %s: %w", file, err)
			}
			all[path.Base(file)] = d
		}
	}
	return all, nil
}

func addVersions(to, from definition) error {
	versions, err := versionsOf(to)
	if err != nil {
		return err
	}
	earlier, err := versionsOf(from)
	if err != nil {
		return err
	}
	for _, version := range earlier {
		name := version["name"]
		if slices.ContainsFunc(versions, func(v map[string]any) bool { return v["name"] == name }) {
			continue
		}
		version["served"], version["storage"] = true, false
		versions = append(versions, version)
	}
	// An encoder knows lists of any only.
	out := make([]any, 0, len(versions))
	for _, version := range versions {
		out = append(out, version)
	}
	to["spec"].(definition)["versions"] = out
	return nil
}

func versionsOf(d definition) ([]map[string]any, error) {
	spec, ok := d["spec"].(definition)
	if !ok {
		return nil, errors.New("the definition has no spec")
	}
	list, ok := spec["versions"].([]any)
	if !ok {
		return nil, errors.New("the definition has no versions")
	}
	out := make([]map[string]any, 0, len(list))
	for _, item := range list {
		version, ok := item.(definition)
		if !ok {
			return nil, errors.New("a version is not an object")
		}
		out = append(out, version)
	}
	return out, nil
}

func join(definitions map[string]definition) ([]byte, error) {
	var out strings.Builder
	names := make([]string, 0, len(definitions))
	for name := range definitions {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := yaml.Marshal(map[string]any(definitions[name]))
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", name, err)
		}
		out.WriteString("---\n")
		out.Write(text)
	}
	return []byte(out.String()), nil
}
