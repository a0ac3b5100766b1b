package bindings_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/require"
)

// readSchema takes the embedded schema, not the file: Go would reuse a test's old result after a change of a file
// outside this module.
func readSchema(t *testing.T) schema.PackageSpec {
	t.Helper()
	var spec schema.PackageSpec
	require.NoError(t, json.Unmarshal(azurenative.Schema(), &spec))
	return spec
}

// leaf is one property found by walk.
type leaf struct {
	Type    string // string, number, list<object>, map<string,string>, …
	Enum    string // token of the enum that it takes, if any
	Default any
	Create  bool // a change replaces the resource
}

// walk lists properties at every depth: a.b for members, a[].b for elements of lists, a.{name}.b for values of maps.
func walk(spec schema.PackageSpec, properties map[string]schema.PropertySpec) map[string]leaf {
	found := map[string]leaf{}
	var visit func(prefix string, properties map[string]schema.PropertySpec, within []string)
	visit = func(prefix string, properties map[string]schema.PropertySpec, within []string) {
		for name, p := range properties {
			kind, suffix, object, enum := describe(spec, p.TypeSpec)
			found[prefix+name] = leaf{Type: kind, Enum: enum, Default: p.Default, Create: p.WillReplaceOnChanges}
			if object == "" || slices.Contains(within, object) {
				continue // errors of ARM contain errors
			}
			visit(prefix+name+suffix+".", spec.Types[object].Properties, append(within, object))
		}
	}
	visit("", properties, nil)
	return found
}

func describe(spec schema.PackageSpec, p schema.TypeSpec) (kind, suffix, object, enum string) {
	switch {
	case p.Items != nil:
		kind, suffix, object, enum = describe(spec, *p.Items)
		return "list<" + kind + ">", "[]" + suffix, object, enum
	case p.AdditionalProperties != nil:
		kind, suffix, object, enum = describe(spec, *p.AdditionalProperties)
		return "map<string," + kind + ">", ".{name}" + suffix, object, enum
	case len(p.OneOf) == 2:
		return p.Type, "", "", token(p.OneOf[1].Ref)
	case token(p.Ref) == "":
		return p.Type, "", "", ""
	case len(spec.Types[token(p.Ref)].Enum) > 0:
		return "string", "", "", token(p.Ref)
	default:
		return "object", "", token(p.Ref), ""
	}
}

func token(ref string) string {
	token, ok := strings.CutPrefix(ref, "#/types/")
	if !ok {
		return ""
	}
	return token
}
