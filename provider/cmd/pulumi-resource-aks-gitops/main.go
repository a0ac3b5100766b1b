// Command pulumi-resource-aks-gitops is the Pulumi plugin. The engine starts it; nobody else needs to.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
)

func main() {
	if err := provider.Serve(context.Background()); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-resource-%s: %v\n", provider.Name, err)
		os.Exit(1)
	}
}
