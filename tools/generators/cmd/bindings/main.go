// Command bindings generates the Go module of azure-native's kubernetesconfiguration service from the schema in
// third_party/azure-native, into a folder beside it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/bindings"
	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

// service is the one service whose published module cannot be downloaded everywhere.
const service = "kubernetesconfiguration"

func main() {
	root := flag.String("root", filepath.Join("..", ".."), "root of the repository")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "bindings:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	home := filepath.Join(root, "third_party", "azure-native")
	source := filepath.Join(home, "schema.json")
	schemaJSON, err := os.ReadFile(source)
	if err != nil {
		return fmt.Errorf("reading the schema (is -root the root of the repository?): %w", err)
	}
	files, err := bindings.Generate(schemaJSON, service)
	if err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	return tree.Write(filepath.Join(home, service), files)
}
