package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/incluster"
)

// connection is to the Azure that the environment names.
func connection(ctx context.Context) (*connect.Connection, error) {
	settings, err := connect.FromEnvironment(os.Getenv)
	if err != nil {
		return nil, fmt.Errorf("%w\nsource the file that \"local-azure serve -env-file\" has written", err)
	}
	return connect.Open(ctx, settings)
}

// parseCluster reads a command line that ends in so many words; -cluster names a cluster.
func parseCluster(command string, args []string, words int, errOut io.Writer) (name string, rest []string, err error) {
	set := flag.NewFlagSet("local-azure "+command, flag.ContinueOnError)
	set.SetOutput(errOut)
	set.StringVar(&name, "cluster", "", "`name` of the AKS cluster (default: the only one)")
	if err := set.Parse(args); err != nil {
		return "", nil, noteUsage(err)
	}
	if set.NArg() != words {
		_, _ = fmt.Fprintf(errOut, "local-azure %s: %d words too many or too few\n\n%s", command, set.NArg()-words, usage)
		return "", nil, errUsage
	}
	return name, set.Args(), nil
}

// showKubeconfig prints the file with which kubectl reaches a cluster.
func showKubeconfig(ctx context.Context, args []string, out, errOut io.Writer) error {
	name, _, err := parseCluster("kubeconfig", args, 0, errOut)
	if err != nil {
		return err
	}
	azure, err := connection(ctx)
	if err != nil {
		return err
	}
	kubeconfig, err := incluster.Kubeconfig(ctx, azure, name)
	if err != nil {
		return err
	}
	_, err = out.Write(kubeconfig)
	return err //nolint:wrapcheck // nothing to add
}

func openCluster(ctx context.Context, name string) (*incluster.Cluster, error) {
	azure, err := connection(ctx)
	if err != nil {
		return nil, err
	}
	kubeconfig, err := incluster.Kubeconfig(ctx, azure, name)
	if err != nil {
		return nil, err
	}
	return incluster.Open(kubeconfig)
}

// showDeployments prints the deployments that Flux has applied.
func showDeployments(ctx context.Context, args []string, out, errOut io.Writer) error {
	name, _, err := parseCluster("deployments", args, 0, errOut)
	if err != nil {
		return err
	}
	c, err := openCluster(ctx, name)
	if err != nil {
		return err
	}
	deployments, err := c.Deployments(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "NAMESPACE\tDEPLOYMENT\tREADY")
	for _, d := range deployments {
		_, _ = fmt.Fprintf(table, "%s\t%s\t%d/%d\n", d.Namespace, d.Name, d.Ready, d.Replicas)
	}
	return table.Flush() //nolint:wrapcheck // nothing to add
}

// reconcile has Flux look at a configuration's source now.
func reconcile(ctx context.Context, args []string, out, errOut io.Writer) error {
	name, words, err := parseCluster("reconcile", args, 1, errOut)
	if err != nil {
		return err
	}
	c, err := openCluster(ctx, name)
	if err != nil {
		return err
	}
	found, err := c.Reconcile(ctx, words[0])
	if err != nil {
		return err
	}
	if found == 0 {
		return fmt.Errorf("the cluster has no source %q: a source is named like its configuration", words[0])
	}
	_, _ = fmt.Fprintf(out, "Flux fetches the source of %s now.\n", words[0])
	return nil
}
