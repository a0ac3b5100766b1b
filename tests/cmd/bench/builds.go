package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// builtPrograms are the two whose builds are compared, below the root of the repository: the same scenario with the component in process, and
// without it. Both are built in this module, whose go.mod has what they import.
var builtPrograms = [2]string{"examples/go-inprocess/main.go", "tests/cmd/raw-program/main.go"}

// measureBuilds compares what it costs to build a Go program with the component, and how large it gets. What the programs import has been
// compiled before, as on a developer's machine: what is measured is a change of the program.
func measureBuilds(ctx context.Context, tools *toolchain.Toolchain, p plan) ([]row, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var taken, sizes [2][]float64
	for round := range p.rounds + 1 {
		for i, program := range builtPrograms {
			changed := filepath.Join(dir, fmt.Sprintf("program%d", i), "main.go")
			if err := change(filepath.Join(tools.Root, program), changed, round); err != nil {
				return nil, err
			}
			seconds, size, err := build(ctx, tools, changed)
			if err != nil {
				return nil, fmt.Errorf("build %s: %w", program, err)
			}
			if round > 0 { // the first build compiles what is imported
				taken[i], sizes[i] = append(taken[i], seconds), append(sizes[i], size)
			}
		}
	}
	return []row{
		{what: "Go program in process / raw, build after a change", ours: taken[0], base: taken[1], show: seconds, goal: deploymentGoal},
		{what: "Go program in process / raw, size", ours: sizes[0], base: sizes[1], show: mebibytes, goal: deploymentGoal},
	}, nil
}

// change copies a program and makes it one that was never built.
func change(from, to string, round int) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("read the program: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	text = fmt.Appendf(text, "\nvar _ = \"%d of %d\"\n", round, time.Now().UnixNano())
	return os.WriteFile(to, text, 0o600)
}

func build(ctx context.Context, tools *toolchain.Toolchain, program string) (seconds, size float64, err error) {
	binary := filepath.Join(filepath.Dir(program), "program")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", binary, program)
	cmd.Dir = filepath.Join(tools.Root, "tests")
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("%w\n%s", err, out)
	}
	taken := time.Since(start)
	info, err := os.Stat(binary)
	if err != nil {
		return 0, 0, err
	}
	return taken.Seconds(), float64(info.Size()), nil
}
