// Command bench compares the component with the same resources written by hand, and its plugin with an empty one on the
// same framework. Everything is measured in turn in one run, so that a busy machine slows both sides alike.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// The goals: how much more than the other side the component and its plugin may take.
const (
	deploymentGoal = 1.05
	pluginGoal     = 1.10
)

// plan is what the flags say.
type plan struct {
	sizes  []int
	rounds int
	starts int
	// limit is how long the deployments may take together.
	limit time.Duration
	// checkpoints writes the state after each step.
	checkpoints bool
}

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
	p, err := parse(os.Args[1:])
	if err != nil {
		return err
	}
	tools, err := toolchain.Find()
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "measuring: the local Azure answers at once, so what is left is Pulumi, the component and the plugins")
	plugin, err := measurePlugins(ctx, tools, p.starts)
	if err != nil {
		return err
	}
	deployments, err := measureDeployments(ctx, tools, p)
	return errors.Join(write(os.Stdout, append(plugin, deployments...)), err)
}

func parse(args []string) (plan, error) {
	var p plan
	var sizes string
	set := flag.NewFlagSet("bench", flag.ExitOnError)
	set.StringVar(&sizes, "sizes", "10,100", "how many clusters, one `number` after the other")
	set.IntVar(&p.rounds, "rounds", 5, "how often each side is deployed, if there is time")
	set.DurationVar(&p.limit, "limit", 5*time.Minute, "how long the deployments may take; each side is deployed once at least")
	set.IntVar(&p.starts, "starts", 15, "how often each plugin is started")
	set.BoolVar(&p.checkpoints, "checkpoints", false,
		"write the state after each step, as Pulumi does by itself: in a folder that takes most of the time, and the longer the more resources there are")
	if err := set.Parse(args); err != nil {
		return p, err
	}
	for text := range strings.SplitSeq(sizes, ",") {
		size, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || size < 1 {
			return p, fmt.Errorf("-sizes holds %q, which is not a number of clusters", text)
		}
		p.sizes = append(p.sizes, size)
	}
	if p.rounds < 1 || p.starts < 1 {
		return p, errors.New("-rounds and -starts must be at least 1")
	}
	return p, nil
}
