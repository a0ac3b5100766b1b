package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTableTellsWhetherGoalsAreMet(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, write(&out, []row{
		{what: "quick", ours: []float64{1.04}, base: []float64{1}, show: seconds, goal: 1.05},
		{what: "slow", ours: []float64{1.06}, base: []float64{1}, show: seconds, goal: 1.05},
		{what: "noisy", ours: []float64{1, 1.2, 3}, base: []float64{1, 1, 1}, show: seconds, goal: 1.05},
		{what: "size", ours: []float64{3 << 20}, base: []float64{2 << 20}, show: mebibytes},
		{what: "small", ours: []float64{0.000123}, base: []float64{0.5}, show: seconds, goal: 0.01},
		{what: "growth", ours: []float64{0.4}, base: []float64{0.5}, show: times, goal: 1.1},
		{what: "in time", ours: []float64{14, 16, 15}, base: []float64{5, 5, 5}, show: seconds, limit: 15},
		{what: "too late", ours: []float64{15.1}, show: seconds, limit: 15},
		{what: "memory", ours: []float64{1 << 30}, show: mebibytes, limit: 1.3 * (1 << 30)},
	}))
	for _, line := range []string{
		`quick\s+1.04s\s+1s\s+1.040\s+1.040\s+1.040\s+1.05 met\s+1`,
		`slow\s+1.06s\s+1s\s+1.060\s+1.060\s+1.060\s+1.05 not met\s+1`,
		`noisy\s+1.2s\s+1s\s+1.200\s+1.000\s+3.000\s+1.05 not met\s+3`,
		`size\s+3.0 MiB\s+2.0 MiB\s+1.500\s+1.500\s+1.500\s+no goal\s+1`,
		`small\s+123µs\s+500ms\s+0.000246\s+0.000246\s+0.000246\s+0.01 met\s+1`,
		`growth\s+0.400\s+0.500\s+0.800\s+0.800\s+0.800\s+1.1 met\s+1`,
		`in time\s+15s\s+5s\s+3.000\s+2.800\s+3.200\s+15s met\s+3`,
		`too late\s+15.1s\s+-\s+-\s+-\s+-\s+15s not met\s+1`,
		`memory\s+1024.0 MiB\s+-\s+-\s+-\s+-\s+1331.2 MiB met\s+1`,
	} {
		assert.Regexp(t, line, out.String())
	}
}
