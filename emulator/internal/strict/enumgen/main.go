// Command enumgen writes the table of enum values that package strict checks
// against, from the kubebuilder markers in Azure Service Operator's source.
package main

import (
	"flag"
	"log"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict/enumgen/enumtable"
)

func main() {
	out := flag.String("o", "enums.json", "file to write")
	flag.Parse()
	table, err := enumtable.Generate()
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, table, 0o644); err != nil {
		log.Fatal(err)
	}
}
