package bindings_test

import (
	"path/filepath"
	"testing"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/bindings"
	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

const service = "kubernetesconfiguration"

// committed is the generated module in the repository.
var committed = filepath.Join("..", "..", "..", "third_party", "azure-native", service)

// The committed module is what the schema gives: run the command again after a change of the schema.
func TestCommittedModuleIsCurrent(t *testing.T) {
	t.Parallel()
	want, err := bindings.Generate(azurenative.Schema(), service)
	require.NoError(t, err)
	have, err := tree.Read(committed)
	require.NoError(t, err)
	assert.Equal(t, want.Names(), have.Names())
	for name, content := range want {
		if string(content) != string(have[name]) {
			t.Errorf("%s differs from what cmd/bindings makes of schema.json", name)
		}
	}
}

func TestGenerateIsReproducible(t *testing.T) {
	t.Parallel()
	schemaJSON := azurenative.Schema()
	first, err := bindings.Generate(schemaJSON, service)
	require.NoError(t, err)
	second, err := bindings.Generate(schemaJSON, service)
	require.NoError(t, err)
	assert.Equal(t, first, second)
}

// The layout is the published module's, down to the import of the shared utilities.
func TestGenerateLaysOutOneService(t *testing.T) {
	t.Parallel()
	files, err := bindings.Generate(azurenative.Schema(), service)
	require.NoError(t, err)
	assert.Subset(t, files.Names(), []string{
		"pulumi-plugin.json", "init.go", "fluxConfiguration.go", "extension.go", "pulumiTypes.go", "pulumiEnums.go",
		"v20241101/init.go", "v20241101/fluxConfiguration.go", "v20241101/extension.go", "v20241101/pulumiTypes.go",
	})
	assert.NotContains(t, files.Names(), "provider.go")
	assert.Contains(t, string(files["init.go"]), "package kubernetesconfiguration\n")
	assert.Contains(t, string(files["v20241101/init.go"]), "package v20241101\n")
	assert.Contains(t, string(files["init.go"]), `"github.com/pulumi/pulumi-azure-native-sdk/v2/utilities"`)
	assert.NotContains(t, string(files["init.go"]), "containerservice")
	assert.JSONEq(t, `{"resource": true, "name": "azure-native", "version": "2.92.3"}`,
		string(files["pulumi-plugin.json"]))
}

func TestGenerateRefusesWhatItCannotUse(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ schema, message string }{
		"not JSON":        {`{`, "not a Pulumi package schema"},
		"no such service": {`{"name": "p"}`, `no resource of "kubernetesconfiguration"`},
		"no Go settings": {
			`{"name": "p", "version": "1.0.0", "resources": {"p:kubernetesconfiguration:R": {}}}`,
			"importBasePath and rootPackageName",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := bindings.Generate([]byte(test.schema), service)
			assert.ErrorContains(t, err, test.message)
		})
	}
}
