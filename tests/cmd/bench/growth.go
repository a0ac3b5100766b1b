package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// measureGrowth tells how the cost of a cluster grows with the number of clusters in a stack, and how much of that is the
// component's: the same resources without it grow with the engine.
func measureGrowth(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	sizes := make([]fleet, len(p.growth))
	for i, clusters := range p.growth {
		sizes[i] = fleet{clusters, 1}
	}
	var rows []row
	end := time.Now().Add(p.limit)
	for i, c := range contests {
		taken, err := c.hold(ctx, tools, sizes, p, share(end, len(contests)-i))
		if err != nil {
			return rows, err
		}
		for j, other := range c.others {
			rows = append(rows, growthRows(c.against(other), p.growth, taken[0], taken[j+1])...)
		}
	}
	return rows, nil
}

// growthRows compares the growth of the component with another side's. Both are given at three sizes.
func growthRows(what string, sizes []int, ours, base []samples) []row {
	few, middle, many := sizes[0], sizes[1], sizes[2]
	var rows []row
	for _, step := range []struct {
		name string
		of   func(samples) []float64
	}{{"preview", samples.previews}, {"up", samples.ups}} {
		whole := func(of []samples) []float64 { return growth(step.of(of[0]), step.of(of[2]), few, many) }
		marginal := func(of []samples) []float64 {
			return marginalGrowth(step.of(of[0]), step.of(of[1]), step.of(of[2]), few, middle, many)
		}
		rows = append(rows, row{
			what: fmt.Sprintf("%s, %s, a cluster of %d over one of %d", what, step.name, many, few),
			ours: whole(ours), base: whole(base), show: times, goal: growthGoal,
		}, row{
			what: fmt.Sprintf("%s, %s, a further cluster after %d over one after %d", what, step.name, middle, few),
			ours: marginal(ours), base: marginal(base), show: times,
		})
	}
	return append(rows, compare(fmt.Sprintf("%s, %d clusters", what, many), ours[2], base[2], 0)...)
}
