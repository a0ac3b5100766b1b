package bindings_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// metadata is what metadata.json says of one resource.
type metadata struct {
	APIVersion    string            `json:"apiVersion"`
	Path          string            `json:"path"`
	NameParameter string            `json:"nameParameter"`
	Inputs        map[string]string `json:"inputs"`
	Outputs       map[string]string `json:"outputs"`
	CreateOnly    []string          `json:"createOnly"`
	ReadOnly      []string          `json:"readOnly"`
	StringSets    []string          `json:"stringSets"`
	WireNames     map[string]string `json:"wireNames"`
}

func readMetadata(t *testing.T) map[string]metadata {
	t.Helper()
	var file struct {
		Resources map[string]metadata `json:"resources"`
	}
	require.NoError(t, json.Unmarshal(azurenative.Metadata(), &file))
	return file.Resources
}

var parameter = regexp.MustCompile(`\{(\w+)\}`)

func TestMetadataCoversEveryResource(t *testing.T) {
	t.Parallel()
	spec, meta := readSchema(t), readMetadata(t)
	assert.ElementsMatch(t, slices.Collect(maps.Keys(spec.Resources)), slices.Collect(maps.Keys(meta)))
	for token, res := range spec.Resources {
		m := meta[token]
		assert.Regexp(t, `^\d{4}-\d\d-\d\d$`, m.APIVersion, token)
		assert.ElementsMatch(t, slices.Collect(maps.Keys(res.InputProperties)), slices.Collect(maps.Keys(m.Inputs)), token)
		assert.ElementsMatch(t, slices.Collect(maps.Keys(res.Properties)), slices.Collect(maps.Keys(m.Outputs)), token)
		assert.Subset(t, []string{"path", "body", "properties"}, slices.Collect(maps.Values(m.Inputs)), token)
		assert.Subset(t, []string{"body", "properties"}, slices.Collect(maps.Values(m.Outputs)), token)
		assert.ElementsMatch(t, parametersOf(m.Path), inPath(m), token)
		assert.True(t, strings.HasSuffix(m.Path, "/{"+m.NameParameter+"}"), token)
	}
}

// The metadata repeats for its readers, by full path, what the schema says by type.
func TestMetadataAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	spec := readSchema(t)
	for token, m := range readMetadata(t) {
		inputs := walk(spec, spec.Resources[token].InputProperties)
		create := []string{}
		for path, p := range inputs {
			if p.Create {
				create = append(create, path)
			}
		}
		assert.ElementsMatch(t, create, m.CreateOnly, token)
		for _, path := range m.StringSets {
			assert.Equal(t, "list<string>", inputs[path].Type, "%s: %s", token, path)
		}
		for path := range m.WireNames {
			assert.Contains(t, inputs, path, token)
		}
		for path := range walk(spec, spec.Resources[token].Properties) {
			path = strings.ReplaceAll(path, ".{name}", ".*")
			_, input := inputs[strings.ReplaceAll(path, ".*", ".{name}")]
			assert.Equal(t, input, !readOnly(m, path), "%s: %s", token, path)
		}
	}
}

// readOnly says whether the metadata names a path, or what holds it, as read-only.
func readOnly(m metadata, path string) bool {
	for _, named := range slices.Concat(m.ReadOnly, m.StringSets) {
		rest, ok := strings.CutPrefix(path, named)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') && !slices.Contains(m.StringSets, path) {
			return true
		}
	}
	return false
}

func parametersOf(path string) []string {
	names := []string{}
	for _, match := range parameter.FindAllStringSubmatch(path, -1) {
		if match[1] != "subscriptionId" {
			names = append(names, match[1])
		}
	}
	return names
}

func inPath(m metadata) []string {
	names := []string{}
	for name, place := range m.Inputs {
		if place == "path" {
			names = append(names, name)
		}
	}
	return names
}
