package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// resourcesPerCluster is what Azure holds for each cluster: itself, the extension and a configuration.
const resourcesPerCluster = 3

// side is a program of one language, through the component or by hand.
type side struct {
	yaml   func(int) string
	inline func(int) pulumi.RunFunc
}

// languages are how both sides are written.
var languages = []struct {
	name      string
	ours, raw side
}{
	{"YAML, component in its plugin", side{yaml: componentYAML}, side{yaml: rawYAML}},
	{"Go, component in process", side{inline: componentGo}, side{inline: rawGo}},
}

// sample is how long one deployment took, in seconds.
type sample struct{ preview, up float64 }

// measureDeployments deploys both sides in turn, each time from nothing.
func measureDeployments(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	var rows []row
	for _, size := range p.sizes {
		for _, language := range languages {
			what := fmt.Sprintf("%s, %d clusters", language.name, size)
			fmt.Fprintf(os.Stderr, "deploying %s\n", what)
			var ours, raw []sample
			for round := range p.roundsFor(size) {
				first, second := &language.ours, &language.raw
				into := []*[]sample{&ours, &raw}
				if round%2 == 1 { // A B, B A, A B: neither side always comes first
					first, second = second, first
					into[0], into[1] = into[1], into[0]
				}
				for i, s := range []*side{first, second} {
					taken, err := deploy(ctx, tools, *s, size)
					if err != nil {
						return nil, fmt.Errorf("%s: %w", what, err)
					}
					*into[i] = append(*into[i], taken)
				}
			}
			rows = append(rows, compare(what, ours, raw)...)
		}
	}
	return rows, nil
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
		{what: what + ": preview", ours: pick(ours, preview), base: pick(raw, preview), show: seconds, goal: deploymentGoal},
		{what: what + ": up", ours: pick(ours, up), base: pick(raw, up), show: seconds, goal: deploymentGoal},
	}
}

// deploy previews and deploys a program on a new stack and a new local Azure.
func deploy(ctx context.Context, tools *toolchain.Toolchain, s side, size int) (sample, error) {
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
	stack, err := newStack(ctx, tools, s, size, dir, azure)
	if err != nil {
		return taken, err
	}
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

func newStack(ctx context.Context, tools *toolchain.Toolchain, s side, size int, dir string, azure *emulator.Server) (auto.Stack, error) {
	backend, work := filepath.Join(dir, "backend"), filepath.Join(dir, "work")
	for _, folder := range []string{backend, work} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			return auto.Stack{}, fmt.Errorf("make a folder: %w", err)
		}
	}
	environment := tools.Environment(backend)
	access, err := azure.WriteEnvironment(filepath.Join(dir, "azure.env"))
	if err != nil {
		return auto.Stack{}, err
	}
	maps.Copy(environment, access)
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
