package bindings_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// armProperty is a line of testdata/arm-properties.txt: what ARM's specification says of one property.
type armProperty struct {
	kind     string
	readOnly bool
	create   bool
	since    string
	values   []string
}

func readARM(t *testing.T, resource string) map[string]armProperty {
	t.Helper()
	file, err := os.ReadFile("testdata/arm-properties.txt")
	require.NoError(t, err)
	properties := map[string]armProperty{}
	for line := range strings.Lines(string(file)) {
		fields := strings.Fields(line)
		if fields[0] != resource {
			continue
		}
		p := armProperty{kind: fields[2]}
		for _, flag := range fields[3:] {
			key, value, _ := strings.Cut(flag, "=")
			switch key {
			case "readOnly":
				p.readOnly = true
			case "createOnly":
				p.create = true
			case "since":
				p.since = value
			case "values":
				p.values = strings.Split(value, "|")
			}
		}
		properties[fields[1]] = p
	}
	require.NotEmpty(t, properties)
	return properties
}

// The Flux resources have exactly the properties of their API version, at their places in ARM's body.
func TestFluxResourcesHaveARMsProperties(t *testing.T) {
	t.Parallel()
	spec, meta := readSchema(t), readMetadata(t)
	for _, resource := range []string{"Extension", "FluxConfiguration"} {
		for module, version := range map[string]string{
			"kubernetesconfiguration":           "2023-05-01",
			"kubernetesconfiguration/v20241101": "2024-11-01",
		} {
			t.Run(resource+"@"+version, func(t *testing.T) {
				t.Parallel()
				token := "azure-native:" + module + ":" + resource
				want := readARM(t, resource)
				inputs, outputs := map[string]string{}, map[string]string{}
				for path, p := range want {
					if p.since > version {
						continue
					}
					outputs[path] = p.kind
					if !p.readOnly {
						inputs[path] = p.kind
					}
				}
				m := meta[token]
				assert.Equal(t, version, m.APIVersion)
				assert.Equal(t, inputs, onTheWire(spec, spec.Resources[token].InputProperties, m.Inputs))
				assert.Equal(t, outputs, onTheWire(spec, spec.Resources[token].Properties, m.Outputs))
			})
		}
	}
}

// onTheWire gives the types of properties by their path in ARM's body, without what every ARM resource has.
func onTheWire(
	spec schema.PackageSpec, properties map[string]schema.PropertySpec, places map[string]string,
) map[string]string {
	wire := map[string]string{}
	for path, p := range walk(spec, properties) {
		top, _, nested := strings.Cut(strings.NewReplacer("[", ".").Replace(path), ".")
		switch {
		case top == "name", top == "type", top == "systemData", places[top] == "path":
		case top == "errorInfo" && nested: // ARM's common error, not the resource's own
		case places[top] == "properties":
			wire["properties."+path] = p.Type
		default:
			wire[path] = p.Type
		}
	}
	return wire
}

// Enums take ARM's values: those of 2024-11-01, and without the later ones in 2023-05-01.
func TestEnumsHaveARMsValues(t *testing.T) {
	t.Parallel()
	spec := readSchema(t)
	for _, resource := range []string{"Extension", "FluxConfiguration"} {
		dated := walk(spec, spec.Resources["azure-native:kubernetesconfiguration/v20241101:"+resource].InputProperties)
		plain := walk(spec, spec.Resources["azure-native:kubernetesconfiguration:"+resource].InputProperties)
		for path, p := range readARM(t, resource) {
			name := strings.TrimPrefix(path, "properties.")
			if len(p.values) == 0 {
				continue
			}
			assert.ElementsMatch(t, p.values, values(spec, dated[name].Enum), path)
			old := slices.DeleteFunc(slices.Clone(p.values), func(v string) bool { return v == "OCIRepository" })
			if p.since == "" {
				assert.ElementsMatch(t, old, values(spec, plain[name].Enum), path)
			}
		}
	}
}

func values(spec schema.PackageSpec, enum string) []string {
	list := []string{}
	for _, v := range spec.Types[enum].Enum {
		list = append(list, v.Value.(string))
	}
	return list
}

// What ARM accepts only at creation replaces the resource, and each dated type is an alias of the other.
func TestCreateOnlyAndAliases(t *testing.T) {
	t.Parallel()
	spec := readSchema(t)
	plain, dated := "azure-native:kubernetesconfiguration:", "azure-native:kubernetesconfiguration/v20241101:"
	for _, resource := range []string{"Extension", "FluxConfiguration"} {
		for token, other := range map[string]string{plain + resource: dated + resource, dated + resource: plain + resource} {
			res := spec.Resources[token]
			assert.Contains(t, res.Aliases, schema.AliasSpec{Type: other}, token)
			for path, p := range readARM(t, resource) {
				name := strings.TrimPrefix(path, "properties.")
				if !strings.Contains(name, ".") && !p.readOnly && p.since == "" {
					assert.Equal(t, p.create, res.InputProperties[name].WillReplaceOnChanges, "%s: %s", token, name)
				}
			}
		}
	}
}
