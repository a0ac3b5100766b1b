package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMedian(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		values []float64
		want   float64
	}{
		{nil, 0},
		{[]float64{3}, 3},
		{[]float64{9, 1, 2}, 2},
		{[]float64{4, 1, 2, 100}, 3},
	} {
		assert.InDelta(t, test.want, median(test.values), 1e-9, "%v", test.values)
	}
}

func TestTableTellsWhetherGoalsAreMet(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, write(&out, []row{
		{what: "quick", ours: 1.04, base: 1, show: seconds, goal: 1.05},
		{what: "slow", ours: 1.06, base: 1, show: seconds, goal: 1.05},
		{what: "size", ours: 3 << 20, base: 2 << 20, show: mebibytes},
	}))
	assert.Regexp(t, `quick\s+1.04s\s+1s\s+1.040\s+1.05 met`, out.String())
	assert.Regexp(t, `slow\s+1.06s\s+1s\s+1.060\s+1.05 not met`, out.String())
	assert.Regexp(t, `size\s+3.0 MiB\s+2.0 MiB\s+1.500\s+none`, out.String())
}

func TestProgramsHoldTheSameResources(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 10, strings.Count(componentYAML(10), "type: aks-gitops:AksGitOps\n"))
	raw := rawYAML(10)
	for _, token := range []string{clusterToken, extensionToken, configurationToken} {
		assert.Equal(t, 10, strings.Count(raw, "type: "+token+"\n"), token)
	}
}
