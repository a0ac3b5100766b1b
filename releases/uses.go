package releases

import (
	"maps"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// use tells where a type stands: in what programs give, in what they get, or in both.
type use struct{ input, output bool }

// usesOf follows the references from the resources and functions of a schema.
func usesOf(spec schema.PackageSpec) map[string]use {
	uses := map[string]use{}
	for _, resource := range spec.Resources {
		follow(spec, uses, resource.InputProperties, use{input: true})
		follow(spec, uses, resource.Properties, use{output: true})
	}
	for _, function := range spec.Functions {
		follow(spec, uses, bag(function.Inputs).Properties, use{input: true})
		follow(spec, uses, result(function).Properties, use{output: true})
	}
	return uses
}

func follow(spec schema.PackageSpec, uses map[string]use, properties map[string]schema.PropertySpec, as use) {
	for property := range maps.Values(properties) {
		for _, token := range references(property.TypeSpec) {
			known := uses[token]
			if (known.input || !as.input) && (known.output || !as.output) {
				continue
			}
			uses[token] = use{input: known.input || as.input, output: known.output || as.output}
			follow(spec, uses, spec.Types[token].Properties, as)
		}
	}
}

func references(spec schema.TypeSpec) []string {
	var found []string
	if token, ok := strings.CutPrefix(spec.Ref, "#/types/"); ok {
		found = append(found, token)
	}
	for _, part := range append(spec.OneOf, derefs(spec.Items, spec.AdditionalProperties)...) {
		found = append(found, references(part)...)
	}
	return found
}

func derefs(specs ...*schema.TypeSpec) []schema.TypeSpec {
	var found []schema.TypeSpec
	for _, spec := range specs {
		if spec != nil {
			found = append(found, *spec)
		}
	}
	return found
}
