package catalog_test

import (
	"encoding/json"
	"testing"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/testcatalog"
)

func TestLoadKnowsEveryResourceOfTheSchema(t *testing.T) {
	t.Parallel()
	types, err := catalog.Load(azurenative.Schema(), azurenative.Metadata(), true)
	require.NoError(t, err)
	assert.Subset(t, types.Tokens(), []string{
		"azure-native:kubernetesconfiguration/v20241101:Extension",
		"azure-native:kubernetesconfiguration/v20241101:FluxConfiguration",
		"azure-native:kubernetesconfiguration:Extension",
		"azure-native:kubernetesconfiguration:FluxConfiguration",
	})
	for _, token := range types.Tokens() {
		res, _ := types.Lookup(token)
		assert.Regexp(t, `^/subscriptions/\{subscriptionId\}/`, res.Path, token)
		assert.Regexp(t, `^\d{4}-\d{2}-\d{2}`, res.APIVersion, token)
	}
}

func TestLoadWithoutDatedTypes(t *testing.T) {
	t.Parallel()
	types, err := catalog.Load(azurenative.Schema(), azurenative.Metadata(), false)
	require.NoError(t, err)
	assert.Contains(t, types.Tokens(), "azure-native:kubernetesconfiguration:FluxConfiguration")
	for _, token := range types.Tokens() {
		assert.False(t, catalog.IsDated(token), token)
	}
}

func TestLoadRefusesMetadataWithHoles(t *testing.T) {
	t.Parallel()
	schema := `{"resources": {"azure-native:test:Thing": {"properties": {"state": {"type": "string"}},
		"inputProperties": {"size": {"type": "integer"}}}}}`
	for name, test := range map[string]struct{ metadata, message string }{
		"no resource": {`{"resources": {}}`, "the metadata lacks azure-native:test:Thing"},
		"no input": {
			`{"resources": {"azure-native:test:Thing": {"inputs": {}}}}`, `does not say where its input "size" goes`,
		},
		"no output": {
			`{"resources": {"azure-native:test:Thing": {"inputs": {"size": "body"}}}}`,
			`does not say where its output "state" is`,
		},
		"no JSON": {`{`, "the metadata is not valid JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := catalog.Load([]byte(schema), []byte(test.metadata), true)
			assert.ErrorContains(t, err, test.message)
		})
	}
}

func TestProperties(t *testing.T) {
	t.Parallel()
	res := testcatalog.Small(t)
	for name, kind := range map[string]catalog.Kind{
		"location": catalog.String, "size": catalog.Integer, "ratio": catalog.Number, "on": catalog.Bool,
		"mode": catalog.String, "parts": catalog.List, "settings": catalog.Map, "identity": catalog.Object,
		"anything": catalog.Any,
	} {
		assert.Equal(t, kind, res.Inputs.Properties[name].Kind, name)
	}
	part := res.Inputs.Properties["parts"].Elem
	assert.Equal(t, catalog.Object, part.Kind)
	assert.Same(t, part.Type, part.Type.Properties["inner"].Type, "a type may contain itself")
	assert.True(t, res.Inputs.Properties["identity"].Type.Properties["userAssignedIdentities"].StringSet)
	assert.Equal(t, "slot-number", part.Type.Properties["slot"].WireName("slot"))
	assert.Equal(t, "label", part.Type.Properties["label"].WireName("label"))
}

func TestCreateOnly(t *testing.T) {
	t.Parallel()
	res := testcatalog.Small(t)
	for path, want := range map[string]bool{
		"widgetName": true, "resourceGroupName": true, "location": true, "home": true, "parts[].slot": true,
		"parts[].inner.slot": true, "size": false, "parts": false, "parts[].label": false,
	} {
		assert.Equal(t, want, res.CreateOnly(path), path)
	}
	flux := testcatalog.Real(t, "azure-native:kubernetesconfiguration:FluxConfiguration")
	for _, path := range []string{"namespace", "scope", "clusterName", "clusterRp", "fluxConfigurationName"} {
		assert.True(t, flux.CreateOnly(path), path)
	}
	assert.False(t, flux.CreateOnly("gitRepository.url"))
}

func TestPublished(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		dated bool
		want  []string
	}{
		"2": {true, []string{"azure-native:a/v20240101:B", "azure-native:a:B"}},
		"3": {false, []string{"azure-native:a:B"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			schema := `{"name": "azure-native", "version": "2.92.3", "description": "Some types.", "meta": {"x": 1},
				"resources": {"azure-native:a:B": {}, "azure-native:a/v20240101:B": {}},
				"types": {"azure-native:a:B": {}, "azure-native:a/v20240101:B": {}}}`
			published, err := catalog.Published([]byte(schema), "9.9.9+standin", "A stand-in.", test.dated)
			require.NoError(t, err)
			var got struct {
				Version, Description string
				Meta                 map[string]int
				Resources, Types     map[string]any
			}
			require.NoError(t, json.Unmarshal(published, &got))
			assert.Equal(t, "9.9.9+standin", got.Version)
			assert.Equal(t, "A stand-in. Some types.", got.Description)
			assert.Equal(t, map[string]int{"x": 1}, got.Meta)
			assert.Len(t, got.Resources, len(test.want))
			assert.Len(t, got.Types, len(test.want))
			for _, token := range test.want {
				assert.Contains(t, got.Resources, token)
				assert.Contains(t, got.Types, token)
			}
		})
	}
}
