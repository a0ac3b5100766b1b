package schemagen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// described adds the function Look, whose source is given, to a package that has a type Taken.
func described(t *testing.T, source string) (schema.PackageSpec, error) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "look.go"), []byte("package look\n"+source), 0o600))
	spec := schema.PackageSpec{Name: "pkg", Types: map[string]schema.ComplexTypeSpec{"pkg:index:Taken": {}}}
	err := Function{Name: "Look", Dir: dir}.add(&spec)
	return spec, err
}

const lookSource = `
// Look looks.
type Look struct{}

// LookArgs says where.
type LookArgs struct {
	// The place.
	Place Place ` + "`pulumi:\"place\"`" + `
	// How often.
	Often *bool ` + "`pulumi:\"often,optional\"`" + `
}

// LookResult is what was seen.
type LookResult struct {
	// The things.
	Things []Place ` + "`pulumi:\"things\"`" + `
}

// Place is a place.
type Place struct {
	// Its name.
	Name string ` + "`pulumi:\"name\"`" + `
	// Its labels.
	Labels map[string]string ` + "`pulumi:\"labels,optional\"`" + `
}
`

func TestFunction(t *testing.T) {
	t.Parallel()
	spec, err := described(t, lookSource)
	require.NoError(t, err)
	place := schema.TypeSpec{Ref: "#/types/pkg:index:Place"}
	assert.Equal(t, schema.FunctionSpec{
		Description: "Look looks.",
		Inputs: &schema.ObjectTypeSpec{
			Type: "object", Description: "LookArgs says where.", Required: []string{"place"},
			Properties: map[string]schema.PropertySpec{
				"place": {TypeSpec: place, Description: "The place."},
				"often": {TypeSpec: schema.TypeSpec{Type: "boolean"}, Description: "How often."},
			},
		},
		Outputs: &schema.ObjectTypeSpec{
			Type: "object", Description: "LookResult is what was seen.", Required: []string{"things"},
			Properties: map[string]schema.PropertySpec{
				"things": {TypeSpec: schema.TypeSpec{Type: "array", Items: &place}, Description: "The things."},
			},
		},
	}, spec.Functions["pkg:index:look"])
	assert.Equal(t, map[string]schema.PropertySpec{
		"name":   {TypeSpec: schema.TypeSpec{Type: "string"}, Description: "Its name."},
		"labels": {TypeSpec: schema.TypeSpec{Type: "object", AdditionalProperties: &schema.TypeSpec{Type: "string"}}, Description: "Its labels."},
	}, spec.Types["pkg:index:Place"].Properties, "nothing of it is plain")
}

// A function may take what another package describes already.
func TestFunctionTakesATypeOfAnotherPackage(t *testing.T) {
	t.Parallel()
	const source = "type Look struct{}\ntype LookArgs struct { T map[string]*other.Taken `pulumi:\"t\"` }\ntype LookResult struct{}\n"
	spec, err := described(t, source)
	require.NoError(t, err)
	taken := schema.TypeSpec{Ref: "#/types/pkg:index:Taken"}
	assert.Equal(t, schema.TypeSpec{Type: "object", AdditionalProperties: &taken}, spec.Functions["pkg:index:look"].Inputs.Properties["t"].TypeSpec)
	_, err = described(t, strings.ReplaceAll(source, "Taken", "Unheard"))
	assert.ErrorContains(t, err, "LookArgs.t: inputs of type other.Unheard are not provided for")
}

func TestFunctionRefuses(t *testing.T) {
	t.Parallel()
	_, err := described(t, "type Look struct{}\ntype LookArgs struct{}\n")
	assert.ErrorContains(t, err, "does not hold the structs Look, LookArgs and LookResult")
	_, err = described(t, lookSource+"type Taken struct{ A string `pulumi:\"a\"` }\ntype More struct{}\n")
	require.NoError(t, err, "a type that nothing refers to is not described")
	taken := "type Look struct{}\ntype LookArgs struct{ T Taken `pulumi:\"t\"` }\ntype LookResult struct{}\ntype Taken struct{ A string `pulumi:\"a\"` }\n"
	_, err = described(t, taken)
	assert.ErrorContains(t, err, "describes pkg:index:Taken, which another package describes already")
	_, err = described(t, "type Look struct{}\ntype LookArgs struct{ T chan int `pulumi:\"t\"` }\ntype LookResult struct{}\n")
	assert.ErrorContains(t, err, "LookArgs.t: inputs of type chan int are not provided for")
}
