package schemagen_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/provider/schemagen"
)

// generate makes the schema of the component and of a custom resource with this source.
func generate(t *testing.T, source string) (schema.PackageSpec, error) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "thing.go"), []byte("package thing\n"+source), 0o600))
	text, err := schemagen.Generate(schema.PackageSpec{Name: "pkg"}, "../../aksgitops", schemagen.Resource{Name: "Thing", Dir: dir})
	var spec schema.PackageSpec
	if err == nil {
		require.NoError(t, json.Unmarshal(text, &spec))
	}
	return spec, err
}

func TestCustomResource(t *testing.T) {
	t.Parallel()
	spec, err := generate(t, `
// Thing is a thing.
type Thing struct{ hidden int }

type ThingArgs struct {
	// What it is.
	Names []string `+"`pulumi:\"names\"`"+`
	// How often.
	Times *int `+"`pulumi:\"times,optional\"`"+`
}

type ThingState struct {
	// What became of each.
	States map[string]string `+"`pulumi:\"states\"`"+`
	// Who made it.
	Maker *string `+"`pulumi:\"maker,optional\"`"+`
}
`)
	require.NoError(t, err)
	text := &schema.TypeSpec{Type: "string"}
	assert.Equal(t, schema.ResourceSpec{
		ObjectTypeSpec: schema.ObjectTypeSpec{
			Type: "object", Description: "Thing is a thing.", Required: []string{"states"},
			Properties: map[string]schema.PropertySpec{
				"states": {TypeSpec: schema.TypeSpec{Type: "object", AdditionalProperties: text}, Description: "What became of each."},
				"maker":  {TypeSpec: schema.TypeSpec{Type: "string"}, Description: "Who made it."},
			},
		},
		InputProperties: map[string]schema.PropertySpec{
			"names": {TypeSpec: schema.TypeSpec{Type: "array", Items: text}, Description: "What it is."},
			"times": {TypeSpec: schema.TypeSpec{Type: "integer"}, Description: "How often."},
		},
		RequiredInputs: []string{"names"},
	}, spec.Resources["pkg:index:Thing"])
	assert.True(t, spec.Resources["pkg:index:AksGitOps"].IsComponent)
}

func TestCustomResourceThatCannotBeDescribed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ source, want string }{
		"no state": {"type Thing struct{}\ntype ThingArgs struct{}\n", "does not hold the structs Thing, ThingArgs and ThingState"},
		"a type of its own": {
			"type Thing struct{}\ntype Part struct{}\ntype ThingArgs struct {\n\tPart Part `pulumi:\"part\"`\n}\ntype ThingState struct{}\n",
			"part: custom resources with types of their own are not provided for",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := generate(t, test.source)
			require.ErrorContains(t, err, test.want)
		})
	}
}
