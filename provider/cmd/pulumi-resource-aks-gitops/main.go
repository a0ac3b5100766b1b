// Command pulumi-resource-aks-gitops is the Pulumi plugin. The engine starts it; people have only its command `lint`.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/linting"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "lint" {
		os.Exit(linting.Command(os.Args[2:], os.Stdin, os.Stdout, os.Stderr))
	}
	if err := provider.Serve(context.Background()); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-resource-%s: %v\n", provider.Name, err)
		os.Exit(1)
	}
}
