// Command schema prints the package's schema, made from the sources of its parts. Run it at the root of the repository, through
// `make schema`.
package main

import (
	"fmt"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/schemagen"
)

func main() {
	schema, err := schemagen.Package(provider.Metadata(), ".")
	if err == nil {
		_, err = os.Stdout.Write(schema)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}
