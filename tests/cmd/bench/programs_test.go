package main

import (
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

var sizes = []fleet{{1, 1}, {10, 1}, {1, 20}, {3, 2}}

func TestFleetIsCounted(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 3, fleet{1, 1}.resources())
	assert.Equal(t, 66, fleet{3, 20}.resources())
	assert.Equal(t, "1 cluster with 20 configurations", fleet{1, 20}.String())
	assert.Equal(t, "3 clusters with 1 configuration", fleet{3, 1}.String())
}

func TestProgramsHoldTheSameResources(t *testing.T) {
	t.Parallel()
	for _, f := range sizes {
		component, raw := componentYAML(f), rawYAML(f)
		for _, text := range []string{component, raw} {
			require.NoError(t, yaml.Unmarshal([]byte(text), &map[string]any{}), f.String())
		}
		assert.Equal(t, f.clusters, strings.Count(component, "type: aks-gitops:AksGitOps\n"), f.String())
		assert.Equal(t, f.clusters*f.configurations, strings.Count(component, "gitRepository:"), f.String())
		assert.Equal(t, f.clusters, strings.Count(raw, "type: "+clusterToken+"\n"), f.String())
		assert.Equal(t, f.clusters, strings.Count(raw, "type: "+extensionToken+"\n"), f.String())
		assert.Equal(t, f.clusters*f.configurations, strings.Count(raw, "type: "+configurationToken+"\n"), f.String())
	}
}

// What is checked is the whole program, in both languages, and without a fault: a fault would end the check's work early.
func TestCheckedInputsAreTheProgramsAndSound(t *testing.T) {
	t.Parallel()
	for _, f := range sizes {
		inputs, err := rawInputs(componentYAML(f))
		require.NoError(t, err, f.String())
		assert.Len(t, inputs, f.clusters, f.String())
		for _, one := range inputs {
			assert.Empty(t, provider.Faults(one), f.String())
			assert.Equal(t, f.configurations, one.Get("configurations").AsMap().Len(), f.String())
		}
		for i := range f.clusters {
			args := componentArgs(i, f.configurations)
			assert.Empty(t, aksgitops.Faults(args, nil), f.String())
			assert.Len(t, args.Configurations, f.configurations, f.String())
		}
	}
}
