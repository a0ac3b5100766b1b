// Command reference prints docs/reference.md, made from schema.json.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/reference"
)

func main() {
	var spec schema.PackageSpec
	if err := json.Unmarshal(pulumiaksgitops.Schema, &spec); err != nil {
		fmt.Fprintln(os.Stderr, "reference:", err)
		os.Exit(1)
	}
	fmt.Print(reference.Page(spec))
}
