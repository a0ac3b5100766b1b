package schemagen

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// inputs are Pulumi's Input types that arguments may use: none of them is plain, nor anything inside.
var inputs = map[string]schema.TypeSpec{
	"pulumi.StringInput":      {Type: "string"},
	"pulumi.StringPtrInput":   {Type: "string"},
	"pulumi.BoolPtrInput":     {Type: "boolean"},
	"pulumi.IntPtrInput":      {Type: "integer"},
	"pulumi.StringMapInput":   {Type: "object", AdditionalProperties: &schema.TypeSpec{Type: "string"}},
	"pulumi.StringArrayInput": {Type: "array", Items: &schema.TypeSpec{Type: "string"}},
}

// outputs are Pulumi's Output types that the component's struct may use.
var outputs = map[string]schema.TypeSpec{
	"pulumi.StringOutput":    {Type: "string"},
	"pulumi.StringPtrOutput": {Type: "string"},
	"pulumi.StringMapOutput": {Type: "object", AdditionalProperties: &schema.TypeSpec{Type: "string"}},
}

func outputProperty(f field) (property schema.PropertySpec, required bool, err error) {
	name := types.ExprString(f.expr)
	spec, ok := outputs[name]
	if !ok {
		return property, false, fmt.Errorf("outputs of type %s are not provided for", name)
	}
	if f.optional {
		return property, false, fmt.Errorf("an output's tag holds nothing but its name: the framework takes all of it as the name")
	}
	return schema.PropertySpec{TypeSpec: spec, Description: f.doc}, !strings.HasSuffix(name, "PtrOutput"), nil
}

// inputType describes the type of an input.
func (g *generator) inputType(expr ast.Expr) (schema.TypeSpec, error) {
	if spec, ok := inputs[types.ExprString(expr)]; ok {
		return spec, nil
	}
	switch expr := expr.(type) {
	case *ast.StarExpr:
		return g.inputType(expr.X)
	case *ast.ArrayType:
		items, err := g.inputType(expr.Elt)
		return schema.TypeSpec{Type: "array", Items: &items, Plain: true}, err
	case *ast.MapType:
		values, err := g.inputType(expr.Value)
		return schema.TypeSpec{Type: "object", AdditionalProperties: &values, Plain: true}, err
	case *ast.Ident:
		return g.named(expr.Name)
	case *ast.SelectorExpr:
		if _, described := g.others[g.token(expr.Sel.Name)]; described {
			return schema.TypeSpec{Ref: "#/types/" + g.token(expr.Sel.Name), Plain: true}, nil
		}
	}
	return schema.TypeSpec{}, fmt.Errorf("inputs of type %s are not provided for", types.ExprString(expr))
}

// named describes a Go string, bool or int, an enum or a struct, and adds the latter two to the schema's types.
func (g *generator) named(name string) (schema.TypeSpec, error) {
	switch name {
	case "string":
		return schema.TypeSpec{Type: "string", Plain: true}, nil
	case "bool":
		return schema.TypeSpec{Type: "boolean", Plain: true}, nil
	case "int":
		return schema.TypeSpec{Type: "integer", Plain: true}, nil
	}
	ref := schema.TypeSpec{Ref: "#/types/" + g.token(name), Plain: true}
	if _, done := g.types[g.token(name)]; done {
		return ref, nil
	}
	switch {
	case g.enums[name] != nil:
		g.types[g.token(name)] = enumSpec(g.enums[name])
	case g.structs[name] != nil:
		properties, required, err := g.properties(g.structs[name])
		if err != nil {
			return ref, fmt.Errorf("%s.%w", name, err)
		}
		g.types[g.token(name)] = schema.ComplexTypeSpec{ObjectTypeSpec: schema.ObjectTypeSpec{
			Type: "object", Description: g.structs[name].doc, Properties: properties, Required: required,
		}}
	default:
		return ref, fmt.Errorf("there is no type %s", name)
	}
	return ref, nil
}

func enumSpec(enum *enumType) schema.ComplexTypeSpec {
	spec := schema.ComplexTypeSpec{ObjectTypeSpec: schema.ObjectTypeSpec{Type: "string", Description: enum.doc}}
	for _, value := range enum.values {
		spec.Enum = append(spec.Enum, schema.EnumValueSpec{Name: value.name, Value: value.value, Description: value.doc})
	}
	return spec
}
