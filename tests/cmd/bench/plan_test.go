package main

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	p, err := parse(nil, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, [][]int{{10, 100}, {10, 100, 1000}, {1, 20, 200}}, [][]int{p.sizes, p.growth, p.configurations})
	assert.Len(t, p.parts, len(parts))

	p, err = parse([]string{"-part", "growth,checks", "-growth", "1, 2,3", "-latency", "0s"}, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 3}, p.growth)
	assert.Equal(t, []string{"checks", "growth"}, []string{p.parts[0].name, p.parts[1].name}, "in the parts' own order")
	assert.Len(t, p.parts, 2)
}

func TestPlanThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ args, says string }{
		{"-part growth,speed", `-part holds "speed", which is not one of plugins, builds, checks, deployments, configurations, flux, growth`},
		{"-sizes 0", `-sizes holds "0"`},
		{"-sizes ten", `-sizes holds "ten"`},
		{"-sizes 10,10", "each number must be larger than the one before"},
		{"-configurations 20,1", "each number must be larger than the one before"},
		{"-configurations 20", "no fewer than 2 numbers"},
		{"-growth 1,2", "no fewer than 3 numbers"},
		{"-growth 1,2,3,4", "no more than 3 numbers"},
		{"-rounds 0", "at least 1"},
		{"-starts 0", "at least 1"},
		{"-latency -1s", "must not be negative"},
	} {
		_, err := parse(strings.Fields(test.args), io.Discard)
		require.ErrorContains(t, err, test.says, test.args)
	}
}

func TestPartsThatLackSomethingAreLeftOutAloud(t *testing.T) {
	t.Parallel()
	lacking := part{name: "lacking", lacks: func(*toolchain.Toolchain) error { return errors.New("run `make it`") }}
	having := part{name: "having", lacks: func(*toolchain.Toolchain) error { return nil }}
	var out strings.Builder
	left, err := measurable(&out, nil, []part{lacking, having, {name: "plain"}})
	require.NoError(t, err)
	require.Len(t, left, 2)
	assert.Equal(t, []string{"having", "plain"}, []string{left[0].name, left[1].name})
	assert.Equal(t, "lacking is left out: run `make it`\n", out.String())

	_, err = measurable(io.Discard, nil, []part{lacking})
	require.EqualError(t, err, "lacking is left out: run `make it`", "what was asked for alone")
}

func TestRealClusterNeedsItsPrograms(t *testing.T) {
	t.Parallel()
	require.ErrorContains(t, lacksCluster(&toolchain.Toolchain{Root: t.TempDir()}), "`make cluster`")
}

func TestAnnouncedTimeIsWithinTheLimitButForTheFirstRound(t *testing.T) {
	t.Parallel()
	p := plan{rounds: 5, starts: 3, limit: 4 * time.Minute, parts: []part{
		{name: "plugins", about: "a", round: 2 * time.Second},
		{name: "quick", about: "b", round: 10 * time.Second},
		{name: "long", about: "c", round: time.Minute},
		{name: "longer", about: "d", round: 6 * time.Minute},
	}}
	var out strings.Builder
	announce(&out, p)
	for _, line := range []string{`plugins +a +about 6s\n`, `quick +b +about 50s\n`, `long +c +about 4m0s\n`, `longer +d +about 6m0s\n`} {
		assert.Regexp(t, line, out.String())
	}
}
