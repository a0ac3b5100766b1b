package main

import (
	"context"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// contest is what is deployed in turn: the component, and what it is measured against.
type contest struct {
	ours   side
	others []side
}

// contests are the comparisons. Raw resources have no component in the state, one resource less for each cluster: only the
// grouped ones, each cluster's in an empty component, tell what is this component's and what is the price of any component.
var contests = []contest{
	{
		ours:   side{name: "YAML component", yaml: componentYAML},
		others: []side{{name: "YAML raw", yaml: rawYAML}},
	},
	{
		ours:   side{name: "Go component", inline: componentGo},
		others: []side{{name: "Go raw", inline: rawGo(alone)}, {name: "Go raw grouped", inline: rawGo(grouped)}},
	},
}

func (c contest) sides() []side { return append([]side{c.ours}, c.others...) }

// against is the comparison with one of the others, in words.
func (c contest) against(other side) string { return c.ours.name + " / " + other.name }

// held is what a contest at some sizes took: for each side, the component first, the samples at each size.
type held [][]samples

// hold deploys every side of the contest at every size in turn.
func (c contest) hold(ctx context.Context, tools *toolchain.Toolchain, sizes []fleet, p plan, until time.Time) (held, error) {
	var deployments []deployment
	for _, side := range c.sides() {
		for _, size := range sizes {
			deployments = append(deployments, deployment{side: side, size: size, checkpoints: p.checkpoints})
		}
	}
	taken, err := rounds(ctx, tools, deployments, p.rounds, until)
	if err != nil {
		return nil, err
	}
	var result held
	for len(taken) > 0 {
		result, taken = append(result, taken[:len(sizes)]), taken[len(sizes):]
	}
	return result, nil
}

// share is when the next of so many must end, if all are to end in time: what one leaves of its share goes to those after it.
func share(end time.Time, left int) time.Time {
	return time.Now().Add(time.Until(end) / time.Duration(left))
}

// measureDeployments compares the component with the others at some sizes.
func measureDeployments(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	var rows []row
	end, left := time.Now().Add(p.limit), len(p.sizes)*len(contests)
	for _, size := range p.sizes {
		for _, c := range contests {
			taken, err := c.hold(ctx, tools, []fleet{{size, 1}}, p, share(end, left))
			if err != nil {
				return rows, err
			}
			left--
			for i, other := range c.others {
				rows = append(rows, compare(c.against(other)+", "+count(size, "cluster"), taken[0][0], taken[i+1][0], deploymentGoal)...)
			}
		}
	}
	return rows, nil
}

func compare(what string, ours, base samples, goal float64) []row {
	return []row{
		{what: what + ", preview", ours: ours.previews(), base: base.previews(), show: seconds, goal: goal},
		{what: what + ", up", ours: ours.ups(), base: base.ups(), show: seconds, goal: goal},
	}
}
