package plugin_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/fakearm"
	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

const clusterToken = "azure-native:containerservice/v20240901:ManagedCluster"

func checkCluster(t *testing.T, server *standin.Server, inputs, olds map[string]any) (resource.PropertyMap, string) {
	t.Helper()
	checked, err := server.Check(t.Context(), &pulumirpc.CheckRequest{
		Urn: urn(clusterToken, "aks"), News: marshal(t, inputs), Olds: marshal(t, olds),
	})
	require.NoError(t, err)
	var reasons []string
	for _, failure := range checked.GetFailures() {
		reasons = append(reasons, failure.GetReason())
	}
	return unmarshal(t, checked.GetInputs()), strings.Join(reasons, "\n")
}

func TestLocationComesFromTheResourceGroup(t *testing.T) {
	t.Parallel()
	server, fake := azure(t, "2.92.3", func(r fakearm.Request) fakearm.Answer {
		if r.Path == "/subscriptions/sub/resourceGroups/rg" {
			return fakearm.Answer{Status: 200, Body: map[string]any{"location": "northeurope"}}
		}
		return fakearm.NotFound()
	})
	for range 2 {
		inputs, faults := checkCluster(t, server, map[string]any{"resourceGroupName": "rg", "resourceName": "aks"}, nil)
		assert.Empty(t, faults)
		assert.Equal(t, "northeurope", inputs["location"].StringValue())
	}
	assert.Len(t, fake.Seen(), 1, "Azure is asked once")

	_, faults := checkCluster(t, server, map[string]any{"resourceGroupName": "other", "resourceName": "aks"}, nil)
	assert.Contains(t, faults, "missing required property 'location'. Either set it explicitly or configure it")
}

func TestLocationWithoutAzure(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	for name, test := range map[string]struct {
		inputs, olds map[string]any
		config       map[string]string
		want         resource.PropertyValue
	}{
		"given":         {inputs: map[string]any{"location": "here"}, want: resource.NewStringProperty("here")},
		"as it was":     {olds: map[string]any{"location": "there"}, want: resource.NewStringProperty("there")},
		"configured":    {config: map[string]string{"location": "set"}, want: resource.NewStringProperty("set")},
		"of an unknown": {inputs: map[string]any{"resourceGroupName": unknown}, want: unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t, "2.92.3", standin.Options{})
			configure(t, server, test.config)
			inputs := map[string]any{"resourceGroupName": "rg", "resourceName": "aks"}
			maps.Copy(inputs, test.inputs)
			got, faults := checkCluster(t, server, inputs, test.olds)
			assert.Empty(t, faults)
			assert.Equal(t, test.want, got["location"])
		})
	}
}
