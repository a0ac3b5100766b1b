package check_test

import (
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/check"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/testcatalog"
)

func TestInputs(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	for name, test := range map[string]struct {
		inputs map[string]any
		want   []string
	}{
		"nothing wrong": {map[string]any{
			"size": 3.0, "ratio": 0.5, "on": true, "mode": "not in the enum", "settings": map[string]any{"a.b": "c"},
			"parts":    []any{map[string]any{"label": "x", "inner": map[string]any{"label": "y"}}},
			"identity": map[string]any{"userAssignedIdentities": []any{"/some/id"}}, "anything": []any{1.0},
			"subscriptionId": "s", "azureApiVersion": "v", "__createBeforeDelete": true,
		}, nil},
		"missing": {map[string]any{"location": nil}, []string{
			"missing required property 'location'. Either set it explicitly or configure it with " +
				"'pulumi config set azure-native:location <value>'.",
		}},
		"missing within": {map[string]any{"parts": []any{map[string]any{"slot": 1.0}}}, []string{"missing required property 'parts[0].label'"}},
		"unknown within a map": {
			map[string]any{"named": map[string]any{"a-b": map[string]any{"label": "x", "lable": "y"}}},
			[]string{`unknown property 'named["a-b"].lable': expected one of inner, label, slot`},
		},
		"types": {
			map[string]any{
				"size": "3", "on": 1.0, "mode": true, "parts": "x", "settings": map[string]any{"k": 2.0},
				"identity": []any{}, "ratio": map[string]any{},
			},
			[]string{
				"'identity' should be of type 'object' but got an array",
				"'mode' should be of type 'string' but got a boolean",
				"'on' should be of type 'boolean' but got a number",
				"'parts' should be of type 'array' but got a string",
				"'ratio' should be of type 'number' but got an object",
				"'settings.k' should be of type 'string' but got a number",
				"'size' should be of type 'integer' but got a string",
			},
		},
		"fraction": {map[string]any{"size": 2.5}, []string{"'size' must be an integer but got a fraction"}},
		"unknown values pass": {
			map[string]any{"size": unknown, "parts": []any{unknown}, "settings": unknown, "location": unknown}, nil,
		},
		"secret values are looked into": {
			map[string]any{"size": resource.MakeSecret(resource.NewStringProperty("hidden")), "on": resource.MakeSecret(resource.NewBoolProperty(true))},
			[]string{"'size' should be of type 'integer' but got a string"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inputs := resource.NewPropertyMapFromMap(map[string]any{"resourceGroupName": "rg", "widgetName": "w", "location": "here"})
			maps.Copy(inputs, resource.NewPropertyMapFromMap(test.inputs))
			assert.Equal(t, test.want, check.Inputs(testcatalog.Small(t), inputs))
		})
	}
}

func TestInputsOfTheOlderVersion(t *testing.T) {
	t.Parallel()
	inputs := resource.NewPropertyMapFromMap(map[string]any{
		"resourceGroupName": "rg", "clusterRp": "Microsoft.ContainerService", "clusterResourceName": "managedClusters",
		"clusterName": "aks", "fluxConfigurationName": "apps", "ociRepository": map[string]any{"url": "oci://example.com/manifests"},
		"gitRepository": map[string]any{"url": "https://example.com/repo", "provider": "Azure"},
	})
	old := check.Inputs(testcatalog.Real(t, "azure-native:kubernetesconfiguration:FluxConfiguration"), inputs)
	assert.Len(t, old, 2)
	assert.Contains(t, old[0], "unknown property 'gitRepository.provider'")
	assert.Contains(t, old[1], "unknown property 'ociRepository'")
	assert.Empty(t, check.Inputs(testcatalog.Real(t, "azure-native:kubernetesconfiguration/v20241101:FluxConfiguration"), inputs))
}
