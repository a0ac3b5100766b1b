package schemagen

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// generate makes the schema of a component whose fields are given.
func generate(t *testing.T, outputs, inputs, others string) (schema.PackageSpec, error) {
	t.Helper()
	dir := t.TempDir()
	source := "package x\n// Thing does it.\ntype AksGitOps struct {\n" + outputs + "\n}\ntype AksGitOpsArgs struct {\n" + inputs + "\n}\n" + others
	require.NoError(t, os.WriteFile(filepath.Join(dir, "x.go"), []byte(source), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "x_test.go"), []byte("this is not Go"), 0o600))
	text, err := Generate(schema.PackageSpec{Name: "x"}, dir)
	if err != nil {
		return schema.PackageSpec{}, err
	}
	var spec schema.PackageSpec
	require.NoError(t, json.Unmarshal(text, &spec))
	return spec, nil
}

func TestComponent(t *testing.T) {
	t.Parallel()
	spec, err := generate(t,
		"pulumi.ResourceState\n// Its ID.\nId pulumi.StringPtrOutput `pulumi:\"theId\"`\n// All names.\nNames pulumi.StringMapOutput `pulumi:\"names\"`",
		"// What it\n// is called.\n//\n// Second paragraph.\nName pulumi.StringInput `pulumi:\"name\"`\n"+
			"Tags pulumi.StringMapInput `pulumi:\"tags,optional\"`\nMode Mode `pulumi:\"mode,optional\"`\n"+
			"Parts map[string]*Part `pulumi:\"parts,optional\"`\nWords []string `pulumi:\"words,optional\"`\nplumbing int",
		"// Mode is how.\ntype Mode string\nconst (\n// Fast it is.\nModeFast Mode = \"fast\"\n)\n// Part is one.\ntype Part struct {\n// On or off.\nOn *bool `pulumi:\"on\"`\n}")
	require.NoError(t, err)
	thing := spec.Resources["x:index:AksGitOps"]
	assert.Equal(t, "Thing does it.", thing.Description)
	assert.True(t, thing.IsComponent)
	assert.Equal(t, []string{"names"}, thing.Required, "a pointer output may be nothing")
	assert.Equal(t, []string{"name"}, thing.RequiredInputs)
	assert.Equal(t, map[string]schema.PropertySpec{
		"name":  {TypeSpec: schema.TypeSpec{Type: "string"}, Description: "What it is called.\n\nSecond paragraph."},
		"tags":  {TypeSpec: schema.TypeSpec{Type: "object", AdditionalProperties: &schema.TypeSpec{Type: "string"}}},
		"mode":  {TypeSpec: schema.TypeSpec{Ref: "#/types/x:index:Mode", Plain: true}},
		"parts": {TypeSpec: schema.TypeSpec{Type: "object", Plain: true, AdditionalProperties: &schema.TypeSpec{Ref: "#/types/x:index:Part", Plain: true}}},
		"words": {TypeSpec: schema.TypeSpec{Type: "array", Plain: true, Items: &schema.TypeSpec{Type: "string", Plain: true}}},
	}, thing.InputProperties)
	assert.Equal(t, []schema.EnumValueSpec{{Name: "Fast", Value: "fast", Description: "Fast it is."}}, spec.Types["x:index:Mode"].Enum)
	assert.Equal(t, []string{"on"}, spec.Types["x:index:Part"].Required)
}

func TestWhatCannotBeDescribed(t *testing.T) {
	t.Parallel()
	const name = "Name pulumi.StringInput `pulumi:\"name\"`"
	for want, test := range map[string]struct{ outputs, inputs string }{
		"AksGitOps.id: outputs of type string are not provided for":   {"Id string `pulumi:\"id\"`", name},
		"an output's tag holds nothing but its name":                  {"Id pulumi.StringOutput `pulumi:\"id,optional\"`", name},
		"name: inputs of type pulumi.FloatInput are not provided for": {"", "Name pulumi.FloatInput `pulumi:\"name\"`"},
		"name: there is no type Missing":                              {"", "Name *Missing `pulumi:\"name\"`"},
		"list: inputs of type chan string are not provided for":       {"", "List []chan string `pulumi:\"list\"`"},
		"expected ": {"", "}{"},
		"map: inputs of type chan int are not provided for":               {"", "Map map[string]chan int `pulumi:\"map\"`"},
		"deep: Inner.value: inputs of type chan int are not provided for": {"", "Deep Inner `pulumi:\"deep\"`\n}\ntype Inner struct {\nValue chan int `pulumi:\"value\"`"},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			_, err := generate(t, test.outputs, test.inputs, "")
			require.ErrorContains(t, err, want)
		})
	}
	_, err := Generate(schema.PackageSpec{Name: "x"}, t.TempDir())
	require.ErrorContains(t, err, "the source holds no struct AksGitOps")
}
