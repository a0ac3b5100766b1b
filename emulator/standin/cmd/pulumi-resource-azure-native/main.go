// Command pulumi-resource-azure-native stands in for the azure-native plugin in tests and demonstrations: it makes
// the same requests, to a local Azure only. The Pulumi CLI starts it; it is of no use by itself.
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
	"time"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/logging"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

// heartbeat is how often the plugin makes sure that its engine is still there.
const heartbeat = 5 * time.Minute

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-resource-azure-native (stand-in): %v\n", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	id, err := identity.Mine()
	if err != nil {
		return err
	}
	flags := flag.NewFlagSet("pulumi-resource-azure-native", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { usage(flags, id) }
	version := flags.Bool("version", false, "print the version and end")
	toStderr := flags.Bool("logtostderr", false, "write the log to standard error")
	verbose := flags.Int("v", 0, "how much to log, up to 9")
	flags.String("tracing", "", "taken for the sake of the Pulumi CLI, and ignored")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if *version {
		_, err := fmt.Fprintf(stdout, "%s\n%s\n", id.Title(), identity.Notice)
		return err
	}
	startLog(*toStderr, *verbose)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	return serve(ctx, id, flags.Arg(0), stdout)
}

// startLog puts what the SDK of Azure says into the plugin's log. Retries show in the requests that follow them.
func startLog(toStderr bool, verbose int) {
	logging.InitLogging(toStderr, verbose, false)
	azlog.SetListener(func(event azlog.Event, message string) {
		if event != azlog.EventRetryPolicy {
			logging.V(9).Infof("[azcore] %v: %s", event, message)
		}
	})
}

func usage(flags *flag.FlagSet, id identity.Identity) {
	_, _ = fmt.Fprintf(flags.Output(), `%s
%s

usage: pulumi-resource-azure-native [flags] [address of the Pulumi engine]

environment:
  %-30s version to pose as, such as 3.23.0; from 3 on there are no dated types
  %-30s wait between polls where the server names none, such as 200ms
  ARM_METADATA_HOSTNAME          host and port of the local Azure
  ARM_SUBSCRIPTION_ID, ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET
  SSL_CERT_FILE                  certificate authority of the local Azure

flags:
`, id.Title(), identity.Notice, identity.VersionVariable, arm.IntervalVariable)
	flags.PrintDefaults()
}

// serve speaks the plugin protocol until the engine is gone or the context ends. The port on standard output is what
// the engine waits for.
func serve(ctx context.Context, id identity.Identity, engine string, stdout io.Writer) error {
	interval, err := arm.ParseInterval(os.Getenv(arm.IntervalVariable))
	if err != nil {
		return err
	}
	server, err := plugin.New(plugin.Options{Identity: id, Engine: engine, Interval: interval})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if engine != "" {
		if err := rpcutil.Healthcheck(ctx, engine, heartbeat, stop); err != nil {
			return fmt.Errorf("the engine at %q cannot be watched: %w", engine, err)
		}
	}
	done := make(chan bool)
	go func() {
		<-ctx.Done()
		close(done)
	}()
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: done,
		Init: func(s *grpc.Server) error {
			pulumirpc.RegisterResourceProviderServer(s, server)
			return nil
		},
		Options: rpcutil.TracingServerInterceptorOptions(nil),
	})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "%d\n", handle.Port); err != nil {
		return err
	}
	return <-handle.Done
}
