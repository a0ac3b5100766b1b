package reference

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPage(t *testing.T) {
	t.Parallel()
	page := Page(schema.PackageSpec{
		Resources: map[string]schema.ResourceSpec{"p:index:Thing": {
			IsComponent:    true,
			ObjectTypeSpec: schema.ObjectTypeSpec{Description: "A thing.", Properties: map[string]schema.PropertySpec{"id": {TypeSpec: schema.TypeSpec{Type: "string"}, Description: "Its ID."}}},
			InputProperties: map[string]schema.PropertySpec{
				"colour": {TypeSpec: schema.TypeSpec{Ref: "#/types/p:index:Colour", Plain: true}, Description: "This | that."},
				"keys":   {TypeSpec: schema.TypeSpec{Type: "object", AdditionalProperties: &schema.TypeSpec{Type: "string"}}, Secret: true, Description: "Keys. Secret."},
				"size":   {TypeSpec: schema.TypeSpec{Type: "integer"}, Description: "In metres."},
			},
			RequiredInputs: []string{"size"},
		}},
		Types: map[string]schema.ComplexTypeSpec{"p:index:Colour": {
			ObjectTypeSpec: schema.ObjectTypeSpec{Type: "string", Description: "A colour."},
			Enum:           []schema.EnumValueSpec{{Value: "red", Description: "Like blood."}},
		}},
	})
	assert.Contains(t, page, strings.Join([]string{
		"| property | type | |", "| --- | --- | --- |",
		"| `size` | integer, *required* | In metres. |",
		"| `colour` | [Colour](#colour), *plain* | This \\| that. |",
		"| `keys` | map of string, *secret* | Keys. Secret. |",
	}, "\n"))
	assert.Contains(t, page, "### Outputs\n\n| property | type | |\n| --- | --- | --- |\n| `id` | string | Its ID. |")
	assert.Contains(t, page, "### Colour\n\nA colour.\n\n| value | |\n| --- | --- |\n| `red` | Like blood. |")
}

func TestCommittedPageIsOfTheSchema(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../schema.json")
	require.NoError(t, err)
	var spec schema.PackageSpec
	require.NoError(t, json.Unmarshal(text, &spec))
	want, err := os.ReadFile("../../docs/reference.md")
	require.NoError(t, err)
	assert.Equal(t, string(want), Page(spec), "docs/reference.md is not what the schema says: run make schema")
}
