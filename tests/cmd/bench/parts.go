package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// The goals: the most that a ratio may be.
const (
	// deploymentGoal is the component over the same resources written by hand.
	deploymentGoal = 1.05
	// pluginGoal is the plugin over an empty one.
	pluginGoal = 1.10
	// checksGoal is the checks of inputs over the preview that they are part of.
	checksGoal = 0.01
	// parallelGoal is `up` with many configurations over `up` with one, where Azure takes its time.
	parallelGoal = 1.10
	// growthGoal is how the cost of a cluster grows with the component over how it grows without.
	growthGoal = 1.10
)

// part is a part of the benchmark that can be asked for alone.
type part struct {
	name, about string
	// round is about how long each round takes on two processors, with the numbers that the flags have by themselves.
	round   time.Duration
	measure func(context.Context, *toolchain.Toolchain, plan) ([]row, error)
	// lacks says why the part cannot be measured here, if it cannot; nil is that it always can.
	lacks func(*toolchain.Toolchain) error
}

var parts = []part{
	{"plugins", "the plugin against an empty one", 2 * time.Second, measurePlugins, nil},
	{"builds", "a Go program with the component against the same resources written by hand", 15 * time.Second, measureBuilds, nil},
	{"checks", "the checks of inputs as a share of a preview", 20 * time.Second, measureChecks, nil},
	{"deployments", "the component against the same resources written by hand", 45 * time.Second, measureDeployments, nil},
	{"configurations", "one cluster with more and more configurations", 2 * time.Minute, measureConfigurations, nil},
	{"flux", "a real cluster from `pulumi up` to running deployments against a simulated one", 25 * time.Second, measureFlux, lacksCluster},
	{"growth", "a cluster of a large stack against one of a small stack", 6 * time.Minute, measureGrowth, nil},
}

// choose returns the named parts, in their order here; no names choose all.
func choose(names string) ([]part, error) {
	if names == "" {
		return parts, nil
	}
	wanted := strings.Split(names, ",")
	var chosen []part
	var known []string
	for _, part := range parts {
		known = append(known, part.name)
		if slices.Contains(wanted, part.name) {
			chosen = append(chosen, part)
		}
	}
	for _, name := range wanted {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("-part holds %q, which is not one of %s", name, strings.Join(known, ", "))
		}
	}
	return chosen, nil
}

// measurable leaves out, aloud, the parts for which something is missing here. Nothing left to measure is an error.
func measurable(out io.Writer, tools *toolchain.Toolchain, wanted []part) ([]part, error) {
	var left []part
	var lacking []error
	for _, part := range wanted {
		if part.lacks != nil {
			if err := part.lacks(tools); err != nil {
				lacking = append(lacking, fmt.Errorf("%s is left out: %w", part.name, err))
				continue
			}
		}
		left = append(left, part)
	}
	if len(left) == 0 {
		return nil, errors.Join(lacking...)
	}
	for _, err := range lacking {
		_, _ = fmt.Fprintln(out, err)
	}
	return left, nil
}

// announce tells what will be measured and how long it takes.
func announce(out io.Writer, p plan) {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, part := range p.parts {
		number := p.rounds
		if part.name == "plugins" {
			number = p.starts
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\tabout %s\n", part.name, part.about, max(part.round, min(part.round*time.Duration(number), p.limit)))
	}
	_ = table.Flush()
}
