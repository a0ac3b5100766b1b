package schemagen

import (
	"fmt"
	"maps"
	"unicode"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Function is a function to describe: Dir holds the source of the struct Name, whose comment describes it, of its arguments NameArgs and
// of its result NameResult.
type Function struct{ Name, Dir string }

func (f Function) add(spec *schema.PackageSpec) error {
	src, err := readSource(f.Dir)
	if err != nil {
		return err
	}
	described, args, result := src.structs[f.Name], src.structs[f.Name+"Args"], src.structs[f.Name+"Result"]
	if described == nil || args == nil || result == nil {
		return fmt.Errorf("%s does not hold the structs %s, %[2]sArgs and %[2]sResult", f.Dir, f.Name)
	}
	g := &generator{source: src, pkg: spec.Name, types: map[string]schema.ComplexTypeSpec{}, others: spec.Types}
	inputs, err := g.object(args)
	if err != nil {
		return fmt.Errorf("%sArgs.%w", f.Name, err)
	}
	outputs, err := g.object(result)
	if err != nil {
		return fmt.Errorf("%sResult.%w", f.Name, err)
	}
	for token, described := range g.types {
		if _, taken := spec.Types[token]; taken {
			return fmt.Errorf("%s describes %s, which another package describes already", f.Dir, token)
		}
		described.Properties = withoutPlain(described.Properties)
		spec.Types[token] = described
	}
	if spec.Functions == nil {
		spec.Functions = map[string]schema.FunctionSpec{}
	}
	spec.Functions[g.token(lowerFirst(f.Name))] = schema.FunctionSpec{Description: described.doc, Inputs: inputs, Outputs: outputs}
	return nil
}

// object describes the arguments or the result of a function. The engine resolves the arguments before the plugin sees them, so none is
// plain.
func (g *generator) object(t *structType) (*schema.ObjectTypeSpec, error) {
	properties, required, err := g.properties(t)
	return &schema.ObjectTypeSpec{Type: "object", Description: t.doc, Properties: withoutPlain(properties), Required: required}, err
}

// withoutPlain returns properties that may all be Outputs, and so may everything inside them.
func withoutPlain(properties map[string]schema.PropertySpec) map[string]schema.PropertySpec {
	open := maps.Clone(properties)
	for name, property := range open {
		property.TypeSpec = openType(property.TypeSpec)
		open[name] = property
	}
	return open
}

func openType(spec schema.TypeSpec) schema.TypeSpec {
	spec.Plain = false
	for _, inner := range []**schema.TypeSpec{&spec.Items, &spec.AdditionalProperties} {
		if *inner != nil {
			open := openType(**inner)
			*inner = &open
		}
	}
	return spec
}

// lowerFirst makes a function's name of a type's.
func lowerFirst(name string) string {
	runes := []rune(name)
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}
