// Command local-azure runs the local Azure, and shows what an Azure holds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

const usage = `local-azure is a local Azure for GitOps on AKS: tests and demonstrations run on it
without a subscription.

Usage:
  local-azure serve [flags]   run the local Azure until it is interrupted
  local-azure tree            show what Azure holds, asked over HTTPS as the ARM_* variables say
  local-azure deployments     show the deployments in an AKS cluster that Flux has applied
  local-azure reconcile NAME  have Flux fetch the source of a configuration now
  local-azure kubeconfig      print the file with which kubectl reaches an AKS cluster

"local-azure serve -help" lists the flags. All but serve work on the real Azure as well.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "local-azure:", err)
		os.Exit(1)
	}
}

// errUsage says that the command line was wrong and that this has been said.
var errUsage = errors.New("wrong usage")

// commands by name; each is given the arguments after it.
var commands = map[string]func(ctx context.Context, args []string, out, errOut io.Writer) error{
	"serve":       serve,
	"tree":        showTree,
	"deployments": showDeployments,
	"reconcile":   reconcile,
	"kubeconfig":  showKubeconfig,
}

func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) == 0 {
		_, _ = fmt.Fprint(errOut, usage)
		return errUsage
	}
	if command := commands[args[0]]; command != nil {
		return command(ctx, args[1:], out, errOut)
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		_, _ = fmt.Fprint(out, usage)
		return nil
	default:
		_, _ = fmt.Fprintf(errOut, "local-azure: unknown command %q\n\n%s", args[0], usage)
		return errUsage
	}
}
