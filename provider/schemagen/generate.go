package schemagen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Part is what the package holds beside the component: a [Resource] or a [Function].
type Part interface {
	add(spec *schema.PackageSpec) error
}

// Generate makes the package's schema: the metadata as it is, the component whose source lies in dir, and the other parts.
func Generate(metadata schema.PackageSpec, dir string, parts ...Part) ([]byte, error) {
	src, err := readSource(dir)
	if err != nil {
		return nil, err
	}
	g := &generator{source: src, pkg: metadata.Name, types: map[string]schema.ComplexTypeSpec{}}
	component, err := g.component("AksGitOps", "AksGitOpsArgs")
	if err != nil {
		return nil, err
	}
	spec := metadata
	spec.Resources = map[string]schema.ResourceSpec{g.token("AksGitOps"): component}
	spec.Types = g.types
	for _, part := range parts {
		if err := part.add(&spec); err != nil {
			return nil, err
		}
	}
	return encode(spec)
}

// encode writes a schema as a person reads it, without escaping what only HTML needs escaped.
func encode(spec schema.PackageSpec) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(spec)
	return text.Bytes(), err
}

type generator struct {
	*source
	pkg   string
	types map[string]schema.ComplexTypeSpec
	// others are the types of the schema that another package describes.
	others map[string]schema.ComplexTypeSpec
}

func (g *generator) token(name string) string { return g.pkg + ":index:" + name }

// component describes a component by the struct of its outputs and the struct of its inputs.
func (g *generator) component(outputs, inputs string) (schema.ResourceSpec, error) {
	out, in := g.structs[outputs], g.structs[inputs]
	if out == nil || in == nil {
		return schema.ResourceSpec{}, fmt.Errorf("the source holds no struct %s or no struct %s", outputs, inputs)
	}
	spec := schema.ResourceSpec{
		IsComponent:     true,
		ObjectTypeSpec:  schema.ObjectTypeSpec{Type: "object", Description: out.doc, Properties: map[string]schema.PropertySpec{}},
		InputProperties: map[string]schema.PropertySpec{},
	}
	for _, f := range out.fields {
		property, required, err := outputProperty(f)
		if err != nil {
			return spec, fmt.Errorf("%s.%s: %w", outputs, f.name, err)
		}
		spec.Properties[f.name] = property
		if required {
			spec.Required = append(spec.Required, f.name)
		}
	}
	slices.Sort(spec.Required)
	var err error
	spec.InputProperties, spec.RequiredInputs, err = g.properties(in)
	return spec, err
}

// properties describes the inputs that a struct holds.
func (g *generator) properties(t *structType) (map[string]schema.PropertySpec, []string, error) {
	properties := map[string]schema.PropertySpec{}
	var required []string
	for _, f := range t.fields {
		spec, err := g.inputType(f.expr)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", f.name, err)
		}
		properties[f.name] = schema.PropertySpec{TypeSpec: spec, Description: f.doc, Secret: strings.HasSuffix(f.doc, secretMark)}
		if !f.optional {
			required = append(required, f.name)
		}
	}
	slices.Sort(required)
	return properties, required, nil
}

// secretMark ends the comment of an input that the component marks as secret; SDKs then do so too.
const secretMark = " Secret."
