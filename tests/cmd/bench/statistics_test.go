package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSpread(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		values []float64
		want   spread
	}{
		{nil, spread{}},
		{[]float64{3}, spread{3, 3, 3}},
		{[]float64{9, 1, 2}, spread{1, 2, 9}},
		{[]float64{4, 1, 2, 100}, spread{1, 3, 100}},
	} {
		assert.Equal(t, test.want, spreadOf(test.values), "%v", test.values)
	}
}

func TestRatiosAreOfTheSameRound(t *testing.T) {
	t.Parallel()
	assert.InDeltaSlice(t, []float64{2, 0.5}, ratios([]float64{4, 10}, []float64{2, 20}), 1e-9)
	assert.Len(t, ratios([]float64{4, 10}, []float64{2}), 1, "a round that was not ended")
}

func TestGrowth(t *testing.T) {
	t.Parallel()
	// What takes a start of 2 seconds and so much for n of them.
	linear := func(n float64) float64 { return 2 + 0.1*n }
	squared := func(n float64) float64 { return 2 + 0.001*n*n }
	for _, test := range []struct {
		name            string
		of              func(float64) float64
		whole, marginal float64
	}{
		{"linear", linear, 0.102 / 0.3, 1},
		{"squared", squared, 1.002 / 0.21, 10},
	} {
		few, middle, many := []float64{test.of(10)}, []float64{test.of(100)}, []float64{test.of(1000)}
		assert.InDelta(t, test.whole, growth(few, many, 10, 1000)[0], 1e-9, test.name)
		assert.InDelta(t, test.marginal, marginalGrowth(few, middle, many, 10, 100, 1000)[0], 1e-9, test.name)
	}
}
