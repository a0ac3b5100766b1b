package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// parallelUntil is up to how many configurations `up` should hardly take longer than with the fewest.
const parallelUntil = 20

// measureConfigurations tells how one cluster's deployment grows with its configurations: where Azure takes its time, and, with
// an Azure that answers at once, against raw resources.
func measureConfigurations(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	end := time.Now().Add(p.limit)
	rows, err := measureWaiting(ctx, tools, p, share(end, len(contests)+1))
	if err != nil {
		return nil, err
	}
	sizes := make([]fleet, len(p.configurations))
	for i, configurations := range p.configurations {
		sizes[i] = fleet{1, configurations}
	}
	for i, c := range contests {
		taken, err := c.hold(ctx, tools, sizes, p, share(end, len(contests)-i))
		if err != nil {
			return rows, err
		}
		for j, other := range c.others {
			for k, size := range sizes {
				rows = append(rows, compare(c.against(other)+", "+count(size.configurations, "configuration"), taken[0][k], taken[j+1][k], deploymentGoal)...)
			}
		}
	}
	return rows, nil
}

// measureWaiting compares each number of configurations with the first, where most of the time goes by in Azure.
func measureWaiting(ctx context.Context, tools *toolchain.Toolchain, p plan, until time.Time) ([]row, error) {
	deployments := waiting(p)
	taken, err := rounds(ctx, tools, deployments, p.rounds, until)
	if err != nil {
		return nil, err
	}
	var rows []row
	for i, d := range deployments[1:] {
		r := row{
			what: fmt.Sprintf("%s, %d configurations / %d, operations of %s, up", d.name, d.size.configurations, p.configurations[0], p.latency),
			ours: taken[i+1].ups(), base: taken[0].ups(), show: seconds,
		}
		if d.size.configurations <= parallelUntil {
			r.goal = parallelGoal
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// waiting are the deployments on a slow Azure. Pulumi works on all configurations at once; by itself it takes four for each
// processor, and the others wait for their turn.
func waiting(p plan) []deployment {
	deployments := make([]deployment, len(p.configurations))
	for i, configurations := range p.configurations {
		deployments[i] = deployment{
			side: contests[0].ours, size: fleet{1, configurations}, latency: p.latency, parallel: slices.Max(p.configurations) + 1,
			checkpoints: p.checkpoints,
		}
	}
	return deployments
}
