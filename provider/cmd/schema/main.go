// Command schema prints the package's schema, made from the source of packages aksgitops, registration and podidentity. Run it at the root of the repository, through
// `make schema`.
package main

import (
	"fmt"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/schemagen"
)

func main() {
	schema, err := schemagen.Generate(provider.Metadata(), "aksgitops",
		schemagen.Resource{Name: "SubscriptionRegistration", Dir: "registration"},
		schemagen.Function{Name: "GetPodIdentityProfile", Dir: "provider/podidentity"})
	if err == nil {
		_, err = os.Stdout.Write(schema)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}
