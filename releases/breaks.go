package releases

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// Break is a change that can stop a program which worked.
type Break struct {
	// Subject is what changed, as CHANGELOG.md has to name it: `AksGitOps`, `GitRepository.url`, `ClusterType.managedClusters`.
	Subject string
	// Change is what happened to it.
	Change string
}

func (b Break) String() string { return b.Subject + " " + b.Change }

const removed = "is gone"

// Breaks are the changes from one schema to a later one that can stop a program, sorted.
func Breaks(older, newer schema.PackageSpec) []Break {
	var c comparison
	for token, spec := range older.Resources {
		later, ok := newer.Resources[token]
		c.resource(subject(token), spec, later, ok)
	}
	for token, spec := range older.Functions {
		later, ok := newer.Functions[token]
		c.function(subject(token), spec, later, ok)
	}
	before, after := usesOf(older), usesOf(newer)
	for token, spec := range older.Types {
		if later, ok := newer.Types[token]; ok {
			c.complexType(token, spec, later, use{
				input: before[token].input && after[token].input, output: before[token].output && after[token].output,
			})
		} else {
			c.found(subject(token), removed)
		}
	}
	slices.SortFunc(c.breaks, func(a, b Break) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(c.breaks)
}

// subject is a token without the package and the module, which are the same everywhere.
func subject(token string) string { return token[strings.LastIndex(token, ":")+1:] }

type comparison struct{ breaks []Break }

func (c *comparison) found(subject, format string, args ...any) {
	c.breaks = append(c.breaks, Break{Subject: subject, Change: fmt.Sprintf(format, args...)})
}

func (c *comparison) resource(name string, older, newer schema.ResourceSpec, there bool) {
	switch {
	case !there:
		c.found(name, removed)
		return
	case older.IsComponent != newer.IsComponent:
		c.found(name, "is %s, and was %s", kind(newer), kind(older))
	}
	c.properties(name, older.InputProperties, newer.InputProperties)
	c.demanded(name, older.RequiredInputs, newer.RequiredInputs)
	c.outputs(name, older.ObjectTypeSpec, newer.ObjectTypeSpec)
}

func kind(resource schema.ResourceSpec) string {
	if resource.IsComponent {
		return "a component"
	}
	return "a resource of its own"
}

func (c *comparison) function(name string, older, newer schema.FunctionSpec, there bool) {
	if !there {
		c.found(name, removed)
		return
	}
	before, after := bag(older.Inputs), bag(newer.Inputs)
	c.properties(name, before.Properties, after.Properties)
	c.demanded(name, before.Required, after.Required)
	c.outputs(name, result(older), result(newer))
	if was, is := returned(older), returned(newer); was != is {
		c.found(name, "returns %s, and returned %s", is, was)
	}
}

func bag(object *schema.ObjectTypeSpec) schema.ObjectTypeSpec {
	if object == nil {
		return schema.ObjectTypeSpec{}
	}
	return *object
}

// result is the object that a function returns; a function that returns something else has an empty one.
func result(function schema.FunctionSpec) schema.ObjectTypeSpec {
	if function.Outputs == nil && function.ReturnType != nil {
		return bag(function.ReturnType.ObjectTypeSpec)
	}
	return bag(function.Outputs)
}

func returned(function schema.FunctionSpec) string {
	if function.ReturnType == nil || function.ReturnType.TypeSpec == nil {
		return "an object"
	}
	return describe(*function.ReturnType.TypeSpec)
}
