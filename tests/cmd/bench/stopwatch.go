package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// clock tells a time in seconds.
type clock func() (float64, error)

// on is how many seconds something takes on a clock.
func (now clock) on(do func() error) (float64, error) {
	start, err := now()
	if err != nil {
		return 0, err
	}
	if err := do(); err != nil {
		return 0, err
	}
	end, err := now()
	return end - start, err
}

var began = time.Now()

// elapsed is the clock on the wall.
func elapsed() (float64, error) { return time.Since(began).Seconds(), nil }

// ticks is how many of its units of processor time Linux has a second.
const ticks = 100

// processor is the processor time of this process, in which the local Azure and programs in Go run, and of those that it has
// waited for.
func processor() (float64, error) {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0, fmt.Errorf("processor time is measured on Linux only: %w", err)
	}
	return processorIn(string(text))
}

// processorIn adds up the four times in a line of /proc/…/stat. They follow the eleventh word after the command's name, which
// may hold anything and ends with the last bracket.
func processorIn(stat string) (float64, error) {
	fields := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	if len(fields) < 15 {
		return 0, fmt.Errorf("%d fields of processor statistics are too few", len(fields))
	}
	sum := 0
	for _, field := range fields[11:15] {
		value, err := strconv.Atoi(field)
		if err != nil {
			return 0, fmt.Errorf("read processor statistics: %w", err)
		}
		sum += value
	}
	return float64(sum) / ticks, nil
}

// stopwatch is a Pulumi CLI that notes how many seconds its commands take. The automation API runs further ones around each, to
// read outputs and history, which would count otherwise.
type stopwatch struct {
	auto.PulumiCommand
	clock clock
	taken map[string]float64
}

func newStopwatch(now clock) (*stopwatch, error) {
	command, err := auto.NewPulumiCommand(nil)
	return &stopwatch{PulumiCommand: command, clock: now, taken: map[string]float64{}}, err
}

// Run runs a command of the CLI, and notes its time under its name.
func (s *stopwatch) Run(
	ctx context.Context, dir string, in io.Reader, out, errs []io.Writer, environment []string, args ...string,
) (stdout, stderr string, code int, err error) {
	s.taken[args[0]], err = s.clock.on(func() error {
		var err error
		stdout, stderr, code, err = s.PulumiCommand.Run(ctx, dir, in, out, errs, environment, args...)
		return err
	})
	return stdout, stderr, code, err
}
