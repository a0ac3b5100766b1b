package tests

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

var (
	// bicepResource is a resource in Bicep, up to the brace that ends it.
	bicepResource = regexp.MustCompile(`(?ms)^resource \w+ '[^']+' = (\{.*?^\})`)
	// bicepLine is a line of Bicep that ends a value. Where Bicep has the end of the line, YAML in braces wants a comma.
	bicepLine = regexp.MustCompile(`(?m)([^{\[\n])$`)
	code      = regexp.MustCompile("`([^`]+)`")
)

// TestBicepOfTheSameScenario holds the Bicep that docs/coming-from.md shows against what the example with the same scenario sends.
func TestBicepOfTheSameScenario(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/coming-from/main.bicep")
	require.NoError(t, err)
	var inBicep []map[string]any
	for _, resource := range bicepResource.FindAllStringSubmatch(string(text), -1) {
		var body map[string]any
		inYAML := strings.TrimSuffix(bicepLine.ReplaceAllString(resource[1], "$1,"), ",")
		require.NoError(t, yaml.Unmarshal([]byte(inYAML), &body), inYAML)
		flat := body["properties"].(map[string]any)
		for key, value := range body {
			if key != "properties" && key != "scope" && key != "dependsOn" {
				flat[key] = value
			}
		}
		inBicep = append(inBicep, flat)
	}
	require.Len(t, inBicep, 3)

	text, err = os.ReadFile("testdata/languages/children.json")
	require.NoError(t, err)
	var children []struct {
		Type   string
		Inputs map[string]any
	}
	require.NoError(t, json.Unmarshal(text, &children))
	sent := map[string]map[string]any{}
	for _, child := range children {
		for _, name := range []string{"resourceName", "extensionName", "fluxConfigurationName"} {
			if value, ok := child.Inputs[name]; ok {
				child.Inputs["name"] = value
			}
		}
		// What addresses a resource is its scope in Bicep.
		maps.DeleteFunc(child.Inputs, func(key string, _ any) bool {
			return slices.Contains([]string{
				"resourceGroupName", "resourceName", "extensionName", "fluxConfigurationName", "clusterName", "clusterRp", "clusterResourceName",
			}, key)
		})
		sent[child.Type[strings.LastIndex(child.Type, ":")+1:]] = child.Inputs
	}
	for i, kind := range []string{"ManagedCluster", "Extension", "FluxConfiguration"} {
		want, err := json.Marshal(sent[kind])
		require.NoError(t, err)
		got, err := json.Marshal(inBicep[i])
		require.NoError(t, err)
		assert.JSONEq(t, string(want), string(got), kind)
	}
}

// TestNamesOnTheComingFromPage looks up each name that docs/coming-from.md gives for ARM and for the component in the two schemas.
func TestNamesOnTheComingFromPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/coming-from.md")
	require.NoError(t, err)
	_, tables, found := strings.Cut(string(page), "## Property by property")
	require.True(t, found)
	ours, azure := propertyNames(t, "../schema.json"), propertyNames(t, "../third_party/azure-native/schema.json")
	rows := 0
	for line := range strings.Lines(tables) {
		cells := strings.Split(strings.Trim(line, "|\n"), "|")
		if len(cells) < 3 || strings.HasPrefix(line, "| ARM") || strings.HasPrefix(line, "| ---") {
			continue
		}
		rows++
		if !strings.HasPrefix(line, "| …") { // the extension's settings are keys, not properties
			known(t, azure, cells[0])
		}
		known(t, ours, cells[len(cells)-1])
	}
	assert.Greater(t, rows, 40)
}

// known checks that the properties in a cell of a table are among the names.
func known(t *testing.T, names map[string]bool, cell string) {
	t.Helper()
	for _, path := range code.FindAllStringSubmatch(cell, -1) {
		for name := range strings.SplitSeq(strings.Trim(path[1], "."), ".") {
			if strings.HasPrefix(name, "<") || name == "microsoft" || name == "flux" || strings.HasSuffix(name, "-system") {
				continue
			}
			assert.True(t, names[name], "%q in %q is no property", name, cell)
		}
	}
}

// propertyNames are the names of all properties in a schema.
func propertyNames(t *testing.T, path string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var schema struct {
		Types, Resources map[string]struct {
			Properties, InputProperties map[string]any
		}
	}
	require.NoError(t, json.Unmarshal(text, &schema))
	names := map[string]bool{}
	for _, types := range []map[string]struct{ Properties, InputProperties map[string]any }{schema.Types, schema.Resources} {
		for _, of := range types {
			for name := range of.Properties {
				names[name] = true
			}
			for name := range of.InputProperties {
				names[name] = true
			}
		}
	}
	// Keys of configurationProtectedSettings, which is a map.
	for _, key := range []string{"sshPrivateKey", "httpsKey", "bucketSecretKey"} {
		names[key] = true
	}
	return names
}
