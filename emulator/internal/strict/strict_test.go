package strict_test

import (
	"encoding/json"
	"os"
	"testing"

	containers "github.com/Azure/azure-service-operator/v2/api/containerservice/v1api20240901/arm"
	flux2023 "github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20230501/arm"
	flux2024 "github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20241101/arm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict/enumgen/enumtable"
)

var (
	older   = strict.Schema{Spec: flux2023.FluxConfiguration_Spec{}, Status: flux2023.FluxConfiguration_STATUS{}}
	newer   = strict.Schema{Spec: flux2024.FluxConfiguration_Spec{}, Status: flux2024.FluxConfiguration_STATUS{}, ReadOnly: []string{"systemData", "properties.provisioningState"}}
	cluster = strict.Schema{Spec: containers.ManagedCluster_Spec{}, Status: containers.ManagedCluster_STATUS{}}
)

func TestDecodeNamesEveryFault(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, body string
		schema     strict.Schema
		paths      []string
		says       string
	}{
		{"empty", ``, newer, []string{""}, "empty"},
		{"not an object", `[]`, newer, []string{""}, "not a JSON object"},
		{"null", `null`, newer, []string{""}, "null"},
		{"more", `{} {}`, newer, []string{""}, "goes on"},
		{"unknown", `{"properties":{"gitRepositry":{}}}`, newer, []string{"properties.gitRepositry"}, "gitRepository"},
		{"case", `{"properties":{"gitrepository":{}}}`, newer, []string{"properties.gitrepository"}, `did you mean "gitRepository"?`},
		{"version", `{"properties":{"ociRepository":{}}}`, older, []string{"properties.ociRepository"}, "unknown"},
		{"provider in older", `{"properties":{"gitRepository":{"provider":"Azure"}}}`, older, []string{"properties.gitRepository.provider"}, "unknown"},
		{"enum", `{"properties":{"scope":"everything"}}`, newer, []string{"properties.scope"}, "cluster, namespace"},
		{"type", `{"properties":{"suspend":"no"}}`, newer, []string{"properties.suspend"}, "true or false, not a string"},
		{"fraction", `{"properties":{"gitRepository":{"timeoutInSeconds":1.5}}}`, newer, []string{"properties.gitRepository.timeoutInSeconds"}, "whole"},
		{
			"several", `{"properties":{"scope":1,"kustomizations":{"a":{"paht":"x","dependsOn":[1]}}}}`, newer,
			[]string{"properties.kustomizations.a.dependsOn[0]", "properties.kustomizations.a.paht", "properties.scope"},
			"",
		},
		{"list", `{"properties":{"agentPoolProfiles":[{"nam":"x"}]}}`, cluster, []string{"properties.agentPoolProfiles[0].nam"}, "name"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, faults := strict.Decode([]byte(c.body), c.schema)
			var paths []string
			for _, f := range faults {
				paths = append(paths, f.Path)
			}
			require.Equal(t, c.paths, paths)
			assert.Contains(t, faults[0].Problem, c.says)
		})
	}
}

func TestDecodeNeverEchoesAMistypedValue(t *testing.T) {
	t.Parallel()
	_, faults := strict.Decode([]byte(`{"properties":{"configurationProtectedSettings":"hunter2"}}`), newer)
	require.Len(t, faults, 1)
	assert.NotContains(t, faults[0].Problem, "hunter2")
}

func TestDecodeDropsReadOnlyAndNull(t *testing.T) {
	t.Parallel()
	body := `{"id":"/x","type":"y","systemData":{},"properties":{"provisioningState":"Succeeded","complianceState":"Pending",
		"bucket":null,"gitRepository":{"timeoutInSeconds":600.0},"kustomizations":{"a":{"name":"a","path":"p"}}}}`
	value, faults := strict.Decode([]byte(body), newer)
	require.Empty(t, faults)
	assert.Equal(t, map[string]any{"properties": map[string]any{
		"gitRepository":  map[string]any{"timeoutInSeconds": json.Number("600")},
		"kustomizations": map[string]any{"a": map[string]any{"path": "p"}},
	}}, value)
}

func TestTableOfEnumsIsCurrent(t *testing.T) {
	t.Parallel()
	want, err := enumtable.Generate()
	require.NoError(t, err)
	have, err := os.ReadFile("enums.json")
	require.NoError(t, err)
	assert.JSONEq(t, string(want), string(have), "run go generate ./internal/strict")
}
