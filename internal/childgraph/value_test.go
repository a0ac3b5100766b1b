package childgraph

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
)

func TestValue(t *testing.T) {
	t.Parallel()
	text := resource.NewProperty("x")
	for name, test := range map[string]struct {
		value resource.PropertyValue
		want  any
	}{
		"text":           {text, "x"},
		"null":           {resource.NewNullProperty(), nil},
		"secret":         {resource.MakeSecret(text), map[string]any{"secret": "x"}},
		"unknown":        {resource.MakeComputed(text), "[unknown]"},
		"secret unknown": {resource.MakeSecret(resource.MakeComputed(text)), map[string]any{"secret": "[unknown]"}},
		"Output":         {resource.NewProperty(resource.Output{Element: text, Known: true}), "x"},
		"Output, secret": {resource.NewProperty(resource.Output{Element: text, Known: true, Secret: true}), map[string]any{"secret": "x"}},
		"Output, later":  {resource.NewProperty(resource.Output{Element: text, Secret: true}), map[string]any{"secret": "[unknown]"}},
		"list":           {resource.NewProperty([]resource.PropertyValue{text, resource.MakeComputed(text)}), []any{"x", "[unknown]"}},
		"object": {
			resource.NewProperty(resource.PropertyMap{"a": text, "b": resource.NewNullProperty(), "c": resource.MakeSecret(text)}),
			map[string]any{"a": "x", "c": map[string]any{"secret": "x"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, Value(test.value))
		})
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	const urn = "urn:pulumi:stack::project::a:b:C$d:e:F::some-name"
	assert.Equal(t, "some-name", name(urn))
	assert.Empty(t, name("urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack"))
	assert.Empty(t, name(""))
	assert.Equal(t, "some-name", providerName(urn+"::some-id"))
	assert.Equal(t, []string{"some-name"}, names([]string{urn, urn}))
}
