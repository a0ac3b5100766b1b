package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// scenarioLimit is how long the scenario may take on a busy machine after `pulumi up` has ended.
const scenarioLimit = 3 * time.Minute

// scenarioSample is what a run of the scenario took.
type scenarioSample struct {
	// up is how many seconds went by from `pulumi up` until that had ended and the cluster had arrived.
	up float64
	// ready, installed and applied are how many of them went by until the cluster ran, then its extension, then what the configuration is about.
	ready, installed, applied float64
	// peak is the most memory that the cluster's programs had together.
	peak footprint
}

func (s scenarioSample) String() string {
	text := fmt.Sprintf("%s, of which cluster %s, extension %s, configuration %s", seconds(s.up), seconds(s.ready), seconds(s.installed), seconds(s.applied))
	if s.peak.resident > 0 {
		text += fmt.Sprintf("; %s resident, %s with what is shared counted once", mebibytes(s.peak.resident), mebibytes(s.peak.shared))
	}
	return text
}

type scenarioSamples []scenarioSample

func (s scenarioSamples) pick(of func(scenarioSample) float64) []float64 {
	values := make([]float64, len(s))
	for i, one := range s {
		values[i] = of(one)
	}
	return values
}

// once takes the scenario to its end on a new stack and a new local Azure, whose operations take no longer than the cluster does.
func (b backend) once(ctx context.Context, tools *toolchain.Toolchain, repository string) (scenarioSample, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return scenarioSample{}, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	clusters, err := b.start(tools)
	if err != nil {
		return scenarioSample{}, err
	}
	watched := watch(clusters, b.arrived)
	azure, err := emulator.Start(ctx, emulator.Options{ResourceGroups: []string{group}, Clusters: watched})
	if err != nil {
		return scenarioSample{}, errors.Join(err, clusters.Close())
	}
	defer func() { _ = azure.Close() }()
	run, err := scenarioProgram(ctx, tools, dir, azure, repository)
	if err != nil {
		return scenarioSample{}, err
	}
	memory := sampleMemory(clusterPrograms(tools))
	defer func() { _, _ = memory.stop() }()
	start := time.Now()
	if err := run("up", "--yes", "--skip-preview"); err != nil {
		return scenarioSample{}, err
	}
	ended := time.Now()
	times, err := watched.await(ctx, scenarioLimit)
	if err != nil {
		return scenarioSample{}, err
	}
	taken := scenarioSample{
		up: max(ended.Sub(start), times.arrived.Sub(start)).Seconds(), ready: times.ready.Sub(times.asked).Seconds(),
		installed: times.installed.Sub(times.ready).Seconds(), applied: times.arrived.Sub(times.installed).Seconds(),
	}
	if taken.peak, err = memory.stop(); err == nil && b.programs && taken.peak.resident == 0 {
		err = fmt.Errorf("none of the programs in %s ran", clusterPrograms(tools))
	}
	return taken, err
}

// scenarioProgram makes a stack of the example in YAML, with the configuration of the demonstration, and gives back how to run the CLI on it.
func scenarioProgram(
	ctx context.Context, tools *toolchain.Toolchain, dir string, azure *emulator.Server, repository string,
) (func(args ...string) error, error) {
	environment, err := deployment{checkpoints: true}.environment(tools, dir, azure)
	if err != nil {
		return nil, err
	}
	work := filepath.Join(dir, "work")
	if err := os.CopyFS(work, os.DirFS(filepath.Join(tools.Root, "examples", "yaml"))); err != nil {
		return nil, fmt.Errorf("copy the program: %w", err)
	}
	run := func(args ...string) error {
		cmd := exec.CommandContext(ctx, tools.Pulumi, append(args, "--non-interactive")...)
		cmd.Dir, cmd.Env = work, toolchain.List(environment)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("pulumi %s: %w\n%s", args[0], err, out)
		}
		return nil
	}
	if err := run("stack", "init", "bench"); err != nil {
		return nil, err
	}
	set := []string{"config", "set-all"}
	for _, value := range []string{
		"resourceGroupName=" + group, "configurationNamespace=flux-system", "repositoryUrl=" + repository,
		"branch=" + scenarioBranch, "path=clusters/staging",
	} {
		set = append(set, "--plaintext", value)
	}
	return run, run(set...)
}
