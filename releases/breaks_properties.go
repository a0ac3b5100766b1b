package releases

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func (c *comparison) properties(name string, older, newer map[string]schema.PropertySpec) {
	for property, spec := range older {
		c.property(name+"."+property, spec, newer)
	}
}

// demanded are the inputs that a program must give now and could leave out before.
func (c *comparison) demanded(name string, older, newer []string) {
	for _, property := range newer {
		if !slices.Contains(older, property) {
			c.found(name+"."+property, "must be given, and could be left out")
		}
	}
}

func (c *comparison) outputs(name string, older, newer schema.ObjectTypeSpec) {
	c.properties(name, older.Properties, newer.Properties)
	for _, property := range older.Required {
		if _, there := newer.Properties[property]; there && !slices.Contains(newer.Required, property) {
			c.found(name+"."+property, "may have no value, and always had one")
		}
	}
}

func (c *comparison) property(name string, older schema.PropertySpec, among map[string]schema.PropertySpec) {
	newer, there := among[name[strings.LastIndex(name, ".")+1:]]
	if !there {
		c.found(name, removed)
		return
	}
	if was, is := describe(older.TypeSpec), describe(newer.TypeSpec); was != is {
		c.found(name, "is %s, and was %s", is, was)
	}
	for _, mark := range []struct {
		what     string
		was, are bool
	}{
		{"secret", older.Secret, newer.Secret},
		{"replaced when it changes", replaces(older), replaces(newer)},
	} {
		if mark.was != mark.are {
			c.found(name, "is %s%s", map[bool]string{true: "now ", false: "no longer "}[mark.are], mark.what)
		}
	}
	if was, is := preset(older), preset(newer); was != is {
		c.found(name, "has %s, and had %s", is, was)
	}
}

func replaces(property schema.PropertySpec) bool {
	return property.ReplaceOnChanges || property.WillReplaceOnChanges
}

func preset(property schema.PropertySpec) string {
	switch {
	case property.Const != nil:
		return fmt.Sprintf("the only value %v", property.Const)
	case property.Default != nil:
		return fmt.Sprintf("the default %v", property.Default)
	}
	return "no default"
}

func (c *comparison) complexType(token string, older, newer schema.ComplexTypeSpec, used use) {
	name := subject(token)
	if older.Type != newer.Type || (len(older.Enum) == 0) != (len(newer.Enum) == 0) {
		c.found(name, "is %s, and was %s", shape(newer), shape(older))
		return
	}
	c.enum(name, older.Enum, newer.Enum)
	c.properties(name, older.Properties, newer.Properties)
	if used.input {
		c.demanded(name, older.Required, newer.Required)
	}
	if used.output {
		c.outputs(name, older.ObjectTypeSpec, newer.ObjectTypeSpec)
	}
}

func shape(spec schema.ComplexTypeSpec) string {
	if len(spec.Enum) > 0 {
		return "an enum of type " + spec.Type
	}
	return "of type " + spec.Type
}

// enum compares the values and their names, which are what most languages write.
func (c *comparison) enum(name string, older, newer []schema.EnumValueSpec) {
	names := map[string]string{}
	for _, value := range newer {
		names[fmt.Sprint(value.Value)] = value.Name
	}
	for _, value := range older {
		text := fmt.Sprint(value.Value)
		switch later, there := names[text]; {
		case !there:
			c.found(name+"."+text, removed)
		case later != value.Name:
			c.found(name+"."+text, "is named %q, and was named %q", later, value.Name)
		}
	}
}

// describe writes a type the way a change is told.
func describe(spec schema.TypeSpec) string {
	var text string
	switch {
	case len(spec.OneOf) > 0:
		parts := make([]string, len(spec.OneOf))
		for i, part := range spec.OneOf {
			parts[i] = describe(part)
		}
		text = strings.Join(parts, " or ")
	case spec.Ref != "":
		text = subject(spec.Ref)
	case spec.Items != nil:
		text = "list of " + describe(*spec.Items)
	case spec.AdditionalProperties != nil:
		text = "map of " + describe(*spec.AdditionalProperties)
	default:
		text = spec.Type
	}
	if spec.Plain {
		return "plain " + text
	}
	return text
}
