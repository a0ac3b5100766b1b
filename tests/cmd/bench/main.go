// Command bench compares the component with the same resources written by hand, its plugin with an empty one on the same
// framework, and large stacks with small ones. What is compared is measured in turn in one run, so that a busy machine slows
// both sides alike, and compared within each round.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	p, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	tools, err := toolchain.Find()
	if err != nil {
		return err
	}
	if p.parts, err = measurable(os.Stderr, tools, p.parts); err != nil {
		return err
	}
	announce(os.Stderr, p)
	var rows []row
	for _, part := range p.parts {
		fmt.Fprintf(os.Stderr, "measuring %s\n", part.name)
		more, err := part.measure(ctx, tools, p)
		rows = append(rows, more...)
		if err != nil { // what was measured before is told all the same
			return errors.Join(write(os.Stdout, rows), fmt.Errorf("%s: %w", part.name, err))
		}
	}
	return write(os.Stdout, rows)
}
