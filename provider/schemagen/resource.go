package schemagen

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Resource is a custom resource to describe: Dir holds the source of the struct Name, whose comment describes it, of its inputs
// NameArgs and of its outputs NameState.
type Resource struct{ Name, Dir string }

func (r Resource) add(spec *schema.PackageSpec) error {
	described, err := resource(spec.Name, r)
	spec.Resources[spec.Name+":index:"+r.Name] = described
	return err
}

// resource describes a custom resource. The engine resolves the inputs of these before the plugin sees them, so none is plain.
func resource(pkg string, r Resource) (schema.ResourceSpec, error) {
	src, err := readSource(r.Dir)
	if err != nil {
		return schema.ResourceSpec{}, err
	}
	described, in, out := src.structs[r.Name], src.structs[r.Name+"Args"], src.structs[r.Name+"State"]
	if described == nil || in == nil || out == nil {
		return schema.ResourceSpec{}, fmt.Errorf("%s does not hold the structs %s, %[2]sArgs and %[2]sState", r.Dir, r.Name)
	}
	g := &generator{source: src, pkg: pkg, types: map[string]schema.ComplexTypeSpec{}}
	var spec schema.ResourceSpec
	var inErr, outErr error
	spec.Type, spec.Description = "object", described.doc
	spec.InputProperties, spec.RequiredInputs, inErr = g.resolved(in)
	spec.Properties, spec.Required, outErr = g.resolved(out)
	return spec, errors.Join(inErr, outErr)
}

// resolved describes the properties of a struct of Go's own types.
func (g *generator) resolved(t *structType) (map[string]schema.PropertySpec, []string, error) {
	properties, required, err := g.properties(t)
	if err != nil {
		return nil, nil, err
	}
	for name, property := range properties {
		if property.TypeSpec, err = notPlain(property.TypeSpec); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		properties[name] = property
	}
	slices.Sort(required)
	return properties, required, nil
}

func notPlain(spec schema.TypeSpec) (schema.TypeSpec, error) {
	if spec.Ref != "" {
		return spec, errors.New("custom resources with types of their own are not provided for")
	}
	spec.Plain = false
	for _, inner := range []**schema.TypeSpec{&spec.Items, &spec.AdditionalProperties} {
		if *inner == nil {
			continue
		}
		resolved, err := notPlain(**inner)
		if err != nil {
			return spec, err
		}
		*inner = &resolved
	}
	return spec, nil
}
