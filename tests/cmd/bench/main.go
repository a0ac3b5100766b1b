// Command bench compares the component with the same resources written by hand, and its plugin with an empty one on the
// same framework. Everything is measured in turn in one run, so that a busy machine slows both sides alike.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// The goals: how much more than the other side the component and its plugin may take.
const (
	deploymentGoal = 1.05
	pluginGoal     = 1.10
)

// plan is what the flags say.
type plan struct {
	sizes   []int
	rounds  int
	largest int
	starts  int
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
	fmt.Println("Each number is a median. The local Azure answers at once, so what is left is Pulumi, the component and the plugins.")
	plugin, err := measurePlugins(ctx, tools, p.starts)
	if err != nil {
		return err
	}
	deployments, err := measureDeployments(ctx, tools, p)
	if err != nil {
		return err
	}
	return write(os.Stdout, append(plugin, deployments...))
}

func parse(args []string) (plan, error) {
	var p plan
	var sizes string
	set := flag.NewFlagSet("bench", flag.ExitOnError)
	set.StringVar(&sizes, "sizes", "10,100", "how many clusters, one `number` after the other")
	set.IntVar(&p.rounds, "rounds", 5, "how often each side is deployed")
	set.IntVar(&p.largest, "large-rounds", 3, "how often, for 50 clusters and more")
	set.IntVar(&p.starts, "starts", 15, "how often each plugin is started")
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
	if p.rounds < 1 || p.largest < 1 || p.starts < 1 {
		return p, fmt.Errorf("-rounds, -large-rounds and -starts must be at least 1")
	}
	return p, nil
}

// roundsFor is how often a size is measured.
func (p plan) roundsFor(size int) int {
	if size >= 50 {
		return p.largest
	}
	return p.rounds
}
