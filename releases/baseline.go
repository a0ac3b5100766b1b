package releases

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const (
	folder       = "releases"
	schemaFile   = "schema.json"
	childrenFile = "children.json"
)

// Baseline is what is kept of one version.
type Baseline struct {
	Version  semver.Version
	Schema   schema.PackageSpec
	Children Children
}

// Current is the baseline that the present sources would make.
func Current(root string, version semver.Version) (Baseline, error) {
	baseline := Baseline{Version: version}
	if err := readJSON(filepath.Join(root, schemaFile), &baseline.Schema); err != nil {
		return Baseline{}, err
	}
	recorded, err := RecordChildren(root)
	if err != nil {
		return Baseline{}, err
	}
	// Through JSON, so that numbers and lists are of the types that a baseline which was read has.
	text, err := json.Marshal(recorded)
	if err == nil {
		err = json.Unmarshal(text, &baseline.Children)
	}
	return baseline, err
}

// Baselines are those in the repository, oldest first.
func Baselines(root string) ([]Baseline, error) {
	entries, err := os.ReadDir(filepath.Join(root, folder))
	if err != nil {
		return nil, err
	}
	var found []Baseline
	for _, entry := range entries {
		if version, err := semver.Parse(entry.Name()); err == nil {
			baseline := Baseline{Version: version}
			dir := filepath.Join(root, folder, entry.Name())
			err := errors.Join(
				readJSON(filepath.Join(dir, schemaFile), &baseline.Schema), readJSON(filepath.Join(dir, childrenFile), &baseline.Children))
			if err != nil {
				return nil, err
			}
			found = append(found, baseline)
		}
	}
	slices.SortFunc(found, func(a, b Baseline) int { return a.Version.Compare(b.Version) })
	return found, nil
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// Write keeps the baseline in the repository.
func (b Baseline) Write(root string) error {
	dir := filepath.Join(root, folder, b.Version.String())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	text, err := WithVersion(b.Schema, b.Version)
	if err != nil {
		return err
	}
	children, err := encode(b.Children)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, schemaFile), text, 0o644), os.WriteFile(filepath.Join(dir, childrenFile), children, 0o644))
}

// WithVersion is the schema as a release publishes it.
func WithVersion(spec schema.PackageSpec, version semver.Version) ([]byte, error) {
	spec.Version = version.String()
	return encode(spec)
}

func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return text.Bytes(), err
}
