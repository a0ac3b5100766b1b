package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// side is one way to write the program.
type side struct {
	name   string
	yaml   func(fleet) string
	inline func(fleet) pulumi.RunFunc
}

// deployment is what is deployed, and how.
type deployment struct {
	side
	size fleet
	// latency is how long each of Azure's long-running operations takes.
	latency time.Duration
	// parallel is how many resources Pulumi works on at once; zero is its own default, four for each processor.
	parallel int
	// checkpoints writes the state after each step.
	checkpoints bool
	// previewOnly ends after the preview.
	previewOnly bool
}

func (d deployment) String() string { return fmt.Sprintf("%s, %s", d.name, d.size) }

// sample is how long a deployment took, in seconds.
type sample struct{ preview, up float64 }

func (s sample) String() string {
	if s.up == 0 {
		return "preview " + seconds(s.preview)
	}
	return "preview " + seconds(s.preview) + ", up " + seconds(s.up)
}

// once previews and deploys a program on a new stack and a new local Azure.
func (d deployment) once(ctx context.Context, tools *toolchain.Toolchain) (sample, error) {
	var taken sample
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return taken, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	log := &journal.Journal{}
	azure, err := emulator.Start(ctx, emulator.Options{
		ResourceGroups: []string{group}, RequestLog: log, Registered: []string{"Microsoft.ContainerService", "Microsoft.KubernetesConfiguration"},
		Latency: d.latency,
	})
	if err != nil {
		return taken, err
	}
	defer func() { _ = azure.Close() }()
	environment, err := d.environment(tools, dir, azure)
	if err != nil {
		return taken, err
	}
	// The automation API looks for the CLI on this process's own PATH.
	if err := os.Setenv("PATH", environment["PATH"]); err != nil {
		return taken, fmt.Errorf("set PATH: %w", err)
	}
	watch, err := newStopwatch()
	if err != nil {
		return taken, err
	}
	stack, err := d.stack(ctx, filepath.Join(dir, "work"), auto.Pulumi(watch), auto.EnvVars(environment), auto.PulumiHome(environment["PULUMI_HOME"]))
	if err != nil {
		return taken, err
	}
	if _, err := stack.Preview(ctx, optpreview.SuppressProgress(), optpreview.ProgressStreams(io.Discard)); err != nil {
		return taken, err
	}
	taken.preview = watch.taken["preview"]
	if d.previewOnly {
		return taken, nil
	}
	if _, err := stack.Up(ctx, optup.SuppressProgress(), optup.ProgressStreams(io.Discard)); err != nil {
		return taken, err
	}
	taken.up = watch.taken["up"]
	return taken, complete(log, d.size)
}

// complete checks that Azure was given everything.
func complete(log *journal.Journal, size fleet) error {
	entries, err := log.Entries()
	if err != nil {
		return err
	}
	if made := len(entries.Writes()); made != size.resources() {
		return fmt.Errorf("azure took %d requests that write; %s should make %d", made, size, size.resources())
	}
	return nil
}

// environment makes the folders below dir, and the environment that leads to them and to Azure.
func (d deployment) environment(tools *toolchain.Toolchain, dir string, azure *emulator.Server) (map[string]string, error) {
	backend := filepath.Join(dir, "backend")
	for _, folder := range []string{backend, filepath.Join(dir, "work")} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			return nil, fmt.Errorf("make a folder: %w", err)
		}
	}
	environment := tools.Environment(backend)
	access, err := azure.WriteEnvironment(filepath.Join(dir, "azure.env"))
	maps.Copy(environment, access)
	if !d.checkpoints {
		environment["PULUMI_EXPERIMENTAL"], environment["PULUMI_SKIP_CHECKPOINTS"] = "true", "true"
	}
	if d.parallel > 0 {
		environment["PULUMI_PARALLEL"] = strconv.Itoa(d.parallel)
	}
	return environment, err
}

func (d deployment) stack(ctx context.Context, work string, options ...auto.LocalWorkspaceOption) (auto.Stack, error) {
	if d.inline != nil {
		return auto.UpsertStackInlineSource(ctx, "bench", "bench", d.inline(d.size), append(options, auto.WorkDir(work))...)
	}
	if err := os.WriteFile(filepath.Join(work, "Pulumi.yaml"), []byte(d.yaml(d.size)), 0o600); err != nil {
		return auto.Stack{}, fmt.Errorf("write the program: %w", err)
	}
	return auto.UpsertStackLocalSource(ctx, "bench", work, options...)
}
