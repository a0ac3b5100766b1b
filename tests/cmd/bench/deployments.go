package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// resourcesPerCluster is what Azure holds for each cluster: itself, the extension and a configuration.
const resourcesPerCluster = 3

// side is one way to write the program.
type side struct {
	name   string
	yaml   func(int) string
	inline func(int) pulumi.RunFunc
}

// contest is what is deployed in turn: the component, and what it is measured against.
type contest struct {
	ours   side
	others []side
}

// contests are the comparisons. Raw resources have no component in the state, one resource less for each cluster: only the
// grouped ones tell what is this component's and what is the price of any component.
var contests = []contest{
	{
		ours:   side{name: "YAML, component in its plugin", yaml: componentYAML},
		others: []side{{name: "raw", yaml: rawYAML}},
	},
	{
		ours: side{name: "Go, component in process", inline: componentGo},
		others: []side{
			{name: "raw", inline: rawGo(alone)},
			{name: "raw in an empty component each", inline: rawGo(grouped)},
		},
	},
}

// sample is how long one deployment took, in seconds.
type sample struct{ preview, up float64 }

// measureDeployments deploys the sides of each contest in turn, each time from nothing.
func measureDeployments(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	var rows []row
	end, left := time.Now().Add(p.limit), len(p.sizes)*len(contests)
	for _, size := range p.sizes {
		for _, c := range contests {
			// What one contest leaves of its share of the time goes to those after it.
			until := time.Now().Add(time.Until(end) / time.Duration(left))
			left--
			what := fmt.Sprintf("%s, %d clusters", c.ours.name, size)
			fmt.Fprintf(os.Stderr, "deploying %s\n", what)
			samples, err := c.hold(ctx, tools, size, p, until)
			if err != nil {
				return rows, fmt.Errorf("%s: %w", what, err)
			}
			for i, other := range c.others {
				rows = append(rows, compare(what+", against "+other.name, samples[0], samples[i+1])...)
			}
		}
	}
	return rows, nil
}

// hold measures every side of a contest; the component's samples come first. A round that might not end in time is not begun,
// except the first.
func (c contest) hold(ctx context.Context, tools *toolchain.Toolchain, size int, p plan, until time.Time) ([][]sample, error) {
	sides := append([]side{c.ours}, c.others...)
	samples := make([][]sample, len(sides))
	for round := range p.rounds {
		start := time.Now()
		for i := range sides {
			at := (i + round) % len(sides) // another side begins in each round
			taken, err := deploy(ctx, tools, sides[at], size, p.checkpoints)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", sides[at].name, err)
			}
			samples[at] = append(samples[at], taken)
		}
		if time.Now().Add(time.Since(start)).After(until) {
			break
		}
	}
	return samples, nil
}

func compare(what string, ours, raw []sample) []row {
	pick := func(samples []sample, of func(sample) float64) float64 {
		values := make([]float64, len(samples))
		for i, s := range samples {
			values[i] = of(s)
		}
		return median(values)
	}
	preview, up := func(s sample) float64 { return s.preview }, func(s sample) float64 { return s.up }
	return []row{
		{what: what + ": preview", ours: pick(ours, preview), base: pick(raw, preview), show: seconds, goal: deploymentGoal, samples: len(ours)},
		{what: what + ": up", ours: pick(ours, up), base: pick(raw, up), show: seconds, goal: deploymentGoal, samples: len(ours)},
	}
}

// deploy previews and deploys a program on a new stack and a new local Azure.
func deploy(ctx context.Context, tools *toolchain.Toolchain, s side, size int, checkpoints bool) (sample, error) {
	var taken sample
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return taken, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	log := &journal.Journal{}
	azure, err := emulator.Start(ctx, emulator.Options{
		ResourceGroups: []string{group}, RequestLog: log, Registered: []string{"Microsoft.ContainerService", "Microsoft.KubernetesConfiguration"},
	})
	if err != nil {
		return taken, err
	}
	defer func() { _ = azure.Close() }()
	environment, err := environmentFor(tools, dir, azure)
	if err != nil {
		return taken, err
	}
	if !checkpoints {
		environment["PULUMI_EXPERIMENTAL"], environment["PULUMI_SKIP_CHECKPOINTS"] = "true", "true"
	}
	stack, err := newStack(ctx, s, size, filepath.Join(dir, "work"), environment)
	if err != nil {
		return taken, err
	}
	return timed(ctx, stack, log, size)
}

// timed previews and deploys a stack, and checks that Azure was given everything.
func timed(ctx context.Context, stack auto.Stack, log *journal.Journal, size int) (sample, error) {
	var taken sample
	start := time.Now()
	if _, err := stack.Preview(ctx, optpreview.SuppressProgress(), optpreview.ProgressStreams(io.Discard)); err != nil {
		return taken, err
	}
	taken.preview = time.Since(start).Seconds()
	start = time.Now()
	if _, err := stack.Up(ctx, optup.SuppressProgress(), optup.ProgressStreams(io.Discard)); err != nil {
		return taken, err
	}
	taken.up = time.Since(start).Seconds()
	return taken, complete(log, size)
}

// complete checks that Azure was given everything.
func complete(log *journal.Journal, size int) error {
	entries, err := log.Entries()
	if err != nil {
		return err
	}
	if made := len(entries.Writes()); made != size*resourcesPerCluster {
		return fmt.Errorf("azure took %d requests that write; %d clusters should make %d", made, size, size*resourcesPerCluster)
	}
	return nil
}

// environmentFor makes the folders below dir, and the environment that leads to them and to Azure.
func environmentFor(tools *toolchain.Toolchain, dir string, azure *emulator.Server) (map[string]string, error) {
	backend := filepath.Join(dir, "backend")
	for _, folder := range []string{backend, filepath.Join(dir, "work")} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			return nil, fmt.Errorf("make a folder: %w", err)
		}
	}
	environment := tools.Environment(backend)
	access, err := azure.WriteEnvironment(filepath.Join(dir, "azure.env"))
	maps.Copy(environment, access)
	return environment, err
}

func newStack(ctx context.Context, s side, size int, work string, environment map[string]string) (auto.Stack, error) {
	// The automation API looks for the CLI on this process's own PATH.
	if err := os.Setenv("PATH", environment["PATH"]); err != nil {
		return auto.Stack{}, fmt.Errorf("set PATH: %w", err)
	}
	options := []auto.LocalWorkspaceOption{auto.EnvVars(environment), auto.PulumiHome(environment["PULUMI_HOME"])}
	if s.inline != nil {
		return auto.UpsertStackInlineSource(ctx, "bench", "bench", s.inline(size), append(options, auto.WorkDir(work))...)
	}
	if err := os.WriteFile(filepath.Join(work, "Pulumi.yaml"), []byte(s.yaml(size)), 0o600); err != nil {
		return auto.Stack{}, fmt.Errorf("write the program: %w", err)
	}
	return auto.UpsertStackLocalSource(ctx, "bench", work, options...)
}
