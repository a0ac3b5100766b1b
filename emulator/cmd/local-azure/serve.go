package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
)

// defaultLatency is long enough to see operations under way and short enough not to wait.
const defaultLatency = 500 * time.Millisecond

// names is a flag that may be given more than once, or as a list with commas.
type names []string

func (n *names) String() string { return strings.Join(*n, ",") }

func (n *names) Set(value string) error {
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*n = append(*n, name)
		}
	}
	return nil
}

type serveFlags struct {
	options         emulator.Options
	logFile         string
	environmentFile string
	clusters        clusterFlags
}

func parseServe(args []string, errOut io.Writer) (serveFlags, error) {
	var f serveFlags
	set := flag.NewFlagSet("local-azure serve", flag.ContinueOnError)
	set.SetOutput(errOut)
	set.StringVar(&f.options.Address, "address", "127.0.0.1:0", "loopback `host:port` to listen on; port 0 takes a free one")
	set.DurationVar(&f.options.Latency, "latency", defaultLatency, "how long long-running operations and registrations take")
	set.StringVar(&f.options.StateFile, "state", "", "`file` that keeps everything over restarts (default: memory only)")
	set.StringVar(&f.logFile, "request-log", "", "`file` to add a JSON line to for each request and each change of state")
	set.Var((*names)(&f.options.ResourceGroups), "resource-group", "resource group that is there from the start (repeatable)")
	set.StringVar(&f.options.Location, "location", "westeurope", "location of those resource groups")
	set.Var((*names)(&f.options.Registered), "registered", "provider namespace that is registered from the start (repeatable)")
	set.IntVar(&f.options.PageSize, "page-size", 50, "how many resources a list answers at once")
	set.StringVar(&f.options.PageAddress, "page", "127.0.0.1:0", "loopback `host:port` to show in a browser what it holds; empty for no page")
	set.StringVar(&f.environmentFile, "env-file", "", "`file` to write the clients' environment to, with ca.pem beside it")
	f.clusters.add(set)
	if err := set.Parse(args); err != nil {
		return f, fmt.Errorf("%w", noteUsage(err))
	}
	if set.NArg() > 0 {
		_, _ = fmt.Fprintf(errOut, "local-azure serve: unexpected argument %q\n", set.Arg(0))
		return f, errUsage
	}
	return f, nil
}

// noteUsage tells a request for help from a wrong flag, which flag has reported.
func noteUsage(err error) error {
	if err == flag.ErrHelp { //nolint:errorlint // flag never wraps it
		return err
	}
	return errUsage
}

func serve(ctx context.Context, args []string, out, errOut io.Writer) error {
	f, err := parseServe(args, errOut)
	if err != nil {
		return err
	}
	if f.logFile != "" {
		file, err := os.OpenFile(f.logFile, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return fmt.Errorf("open the request log: %w", err)
		}
		defer func() { _ = file.Close() }()
		f.options.RequestLog = file
	}
	if f.options.Clusters, err = f.clusters.behaviour(f.options); err != nil {
		return err
	}
	server, err := emulator.Start(ctx, f.options)
	if err != nil {
		return err
	}
	defer func() { _ = server.Close() }()
	if err := announce(out, server, f); err != nil {
		return err
	}
	<-ctx.Done()
	if err := server.Close(); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	_, _ = fmt.Fprintln(out, "The local Azure has stopped.")
	return nil
}

// announce says where it listens and how clients are pointed at it.
func announce(out io.Writer, server *emulator.Server, f serveFlags) error {
	var text strings.Builder
	fmt.Fprintf(&text, "The local Azure listens on %s\n", server.URL())
	fmt.Fprintf(&text, "  subscription   %s\n", server.Environment()["ARM_SUBSCRIPTION_ID"])
	fmt.Fprintf(&text, "  operations     take %s\n", f.options.Latency)
	fmt.Fprintf(&text, "  state          %s\n", cmp.Or(f.options.StateFile, "in memory: gone when this stops"))
	fmt.Fprintf(&text, "  clusters       %s\n", f.clusters)
	if f.logFile != "" {
		fmt.Fprintf(&text, "  request log    %s\n", f.logFile)
	}
	if page := server.PageURL(); page != "" {
		fmt.Fprintf(&text, "Look at it:           %s\n", page)
	}
	if f.environmentFile == "" {
		text.WriteString("Give -env-file FILE to get the environment that points clients at it.\n")
	} else {
		if _, err := server.WriteEnvironment(f.environmentFile); err != nil {
			return err
		}
		fmt.Fprintf(&text, "Point clients at it:  . %s\n", f.environmentFile)
		text.WriteString("See what it holds:    local-azure tree\n")
	}
	text.WriteString("Stop it with Ctrl-C.\n")
	_, err := io.WriteString(out, text.String())
	if err != nil {
		return fmt.Errorf("say where it listens: %w", err)
	}
	return nil
}
