package catalog

import (
	"fmt"
	"slices"
	"strings"
)

type schemaSpec struct {
	Types     map[string]typeSpec     `json:"types"`
	Resources map[string]resourceSpec `json:"resources"`
}

type typeSpec struct {
	Type       string                  `json:"type"`
	Properties map[string]propertySpec `json:"properties"`
	Required   []string                `json:"required"`
	Enum       []any                   `json:"enum"`
}

type resourceSpec struct {
	Properties      map[string]propertySpec `json:"properties"`
	InputProperties map[string]propertySpec `json:"inputProperties"`
	Required        []string                `json:"required"`
	RequiredInputs  []string                `json:"requiredInputs"`
}

type propertySpec struct {
	Type                 string         `json:"type"`
	Ref                  string         `json:"$ref"`
	Items                *propertySpec  `json:"items"`
	AdditionalProperties *propertySpec  `json:"additionalProperties"`
	OneOf                []propertySpec `json:"oneOf"`
	Const                any            `json:"const"`
	WillReplaceOnChanges bool           `json:"willReplaceOnChanges"`
}

const typeRef = "#/types/"

var plainKinds = map[string]Kind{"string": String, "boolean": Bool, "integer": Integer, "number": Number}

type builder struct {
	spec  schemaSpec
	types map[string]*Type
}

func newBuilder(spec schemaSpec) *builder {
	return &builder{spec: spec, types: map[string]*Type{}}
}

func (b *builder) resource(token string, spec resourceSpec, meta metadataResource) (*Resource, error) {
	for name := range spec.InputProperties {
		if _, ok := meta.Inputs[name]; !ok {
			return nil, fmt.Errorf("the metadata of %s does not say where its input %q goes", token, name)
		}
	}
	for name := range spec.Properties {
		if _, ok := meta.Outputs[name]; !ok {
			return nil, fmt.Errorf("the metadata of %s does not say where its output %q is", token, name)
		}
	}
	res := &Resource{
		Token: token, Path: meta.Path, APIVersion: meta.APIVersion, NameParameter: meta.NameParameter,
		Places: meta.Inputs, OutputPlaces: meta.Outputs,
		Inputs:     b.object(token, spec.InputProperties, requiredInputs(spec, meta)),
		Outputs:    b.object(token, spec.Properties, spec.Required),
		createOnly: map[string]bool{"subscriptionId": true},
	}
	for _, side := range []*Type{res.Inputs, res.Outputs} {
		for _, path := range meta.StringSets {
			visit(side, path, func(p *Property) { p.StringSet = true })
		}
		for path, name := range meta.WireNames {
			visit(side, path, func(p *Property) { p.Wire = name })
		}
	}
	collectCreateOnly(res.Inputs, "", res.createOnly, 0)
	for _, path := range meta.CreateOnly {
		res.createOnly[path] = true
	}
	for name, place := range meta.Inputs {
		if place == InPath {
			res.createOnly[name] = true
		}
	}
	return res, nil
}

// requiredInputs adds to those that a program must give the ones that the plugin can find by itself, a name and a
// location: Azure needs them all the same.
func requiredInputs(spec resourceSpec, meta metadataResource) []string {
	required := slices.Clone(spec.RequiredInputs)
	if _, ok := spec.InputProperties[meta.NameParameter]; ok {
		required = append(required, meta.NameParameter)
	}
	if _, ok := spec.InputProperties["location"]; ok && slices.Contains(spec.Required, "location") {
		required = append(required, "location")
	}
	slices.Sort(required)
	return slices.Compact(required)
}

func (b *builder) object(token string, specs map[string]propertySpec, required []string) *Type {
	typ := &Type{Token: token, Required: required, Properties: make(map[string]*Property, len(specs))}
	for name, spec := range specs {
		typ.Properties[name] = b.property(spec)
	}
	return typ
}

func (b *builder) property(spec propertySpec) *Property {
	p := &Property{Const: spec.Const, CreateOnly: spec.WillReplaceOnChanges}
	switch {
	case strings.HasPrefix(spec.Ref, typeRef):
		b.reference(p, strings.TrimPrefix(spec.Ref, typeRef))
	case spec.Ref != "":
		p.Kind = Any
	case spec.Items != nil:
		p.Kind, p.Elem = List, b.property(*spec.Items)
	case spec.AdditionalProperties != nil:
		p.Kind, p.Elem = Map, b.property(*spec.AdditionalProperties)
	case len(spec.OneOf) > 0 && plainKinds[spec.Type] == Any:
		p.Kind = Any
	default:
		p.Kind = plainKinds[spec.Type]
	}
	return p
}

// reference fills in a property whose type has a name. Types are shared, and registered before their members are
// built, because a type may contain itself.
func (b *builder) reference(p *Property, token string) {
	spec, ok := b.spec.Types[token]
	if !ok {
		p.Kind = Any
		return
	}
	if kind := plainKinds[spec.Type]; kind != Any {
		p.Kind = kind
		return
	}
	p.Kind = Object
	typ, ok := b.types[token]
	if !ok {
		typ = &Type{Token: token, Required: spec.Required, Properties: make(map[string]*Property, len(spec.Properties))}
		b.types[token] = typ
		for name, member := range spec.Properties {
			typ.Properties[name] = b.property(member)
		}
	}
	p.Type = typ
}

// visit finds the property at a dotted path, in which `[]` and `*` stand for the members of a list or a map.
func visit(typ *Type, path string, change func(*Property)) {
	step, rest, deeper := strings.Cut(path, ".")
	p := typ.Properties[strings.TrimSuffix(step, "[]")]
	if p == nil {
		return
	}
	if !deeper {
		change(p)
		return
	}
	if p.Elem != nil {
		p, rest = p.Elem, strings.TrimPrefix(rest, "*.")
	}
	if p.Kind == Object {
		visit(p.Type, rest, change)
	}
}

// maxDepth ends the walk over types that contain themselves; nothing create-only lies deeper.
const maxDepth = 6

func collectCreateOnly(typ *Type, base string, into map[string]bool, depth int) {
	if depth > maxDepth {
		return
	}
	for name, p := range typ.Properties {
		path := base + name
		if p.CreateOnly {
			into[path] = true
		}
		switch {
		case p.Kind == Object:
			collectCreateOnly(p.Type, path+".", into, depth+1)
		case p.Kind == List && p.Elem.Kind == Object:
			collectCreateOnly(p.Elem.Type, path+"[].", into, depth+1)
		}
	}
}
