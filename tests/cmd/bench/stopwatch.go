package main

import (
	"context"
	"io"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// timed is how many seconds something takes.
func timed(do func() error) (float64, error) {
	start := time.Now()
	err := do()
	return time.Since(start).Seconds(), err
}

// stopwatch is a Pulumi CLI that notes how many seconds its commands take. The automation API runs further ones around each, to
// read outputs and history, which would count otherwise.
type stopwatch struct {
	auto.PulumiCommand
	taken map[string]float64
}

func newStopwatch() (*stopwatch, error) {
	command, err := auto.NewPulumiCommand(nil)
	return &stopwatch{PulumiCommand: command, taken: map[string]float64{}}, err
}

// Run runs a command of the CLI, and notes its time under its name.
func (s *stopwatch) Run(
	ctx context.Context, dir string, in io.Reader, out, errs []io.Writer, environment []string, args ...string,
) (stdout, stderr string, code int, err error) {
	s.taken[args[0]], err = timed(func() error {
		var err error
		stdout, stderr, code, err = s.PulumiCommand.Run(ctx, dir, in, out, errs, environment, args...)
		return err
	})
	return stdout, stderr, code, err
}
