package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// samples are how long one deployment took, round after round.
type samples []sample

func (s samples) previews() []float64 { return s.pick(func(s sample) float64 { return s.preview }) }
func (s samples) ups() []float64      { return s.pick(func(s sample) float64 { return s.up }) }

func (s samples) pick(of func(sample) float64) []float64 {
	values := make([]float64, len(s))
	for i, one := range s {
		values[i] = of(one)
	}
	return values
}

// rounds deploys everything in turn, each time from nothing, and returns the samples in the same order. A round that might not
// end in time is not begun, except the first.
func rounds(ctx context.Context, tools *toolchain.Toolchain, deployments []deployment, number int, until time.Time) ([]samples, error) {
	taken := make([]samples, len(deployments))
	for round := range number {
		start := time.Now()
		for turn := range deployments {
			at := (turn + round) % len(deployments) // another one begins in each round
			one, err := deployments[at].once(ctx, tools)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", deployments[at], err)
			}
			fmt.Fprintf(os.Stderr, "  %s: %s\n", deployments[at], one)
			taken[at] = append(taken[at], one)
		}
		if time.Now().Add(time.Since(start)).After(until) {
			break
		}
	}
	return taken, nil
}
