// Command sdk generates the SDKs of the five languages from schema.json.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/sdk"
	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/tree"
)

func main() {
	root := flag.String("root", filepath.Join("..", ".."), "root of the repository")
	out := flag.String("out", "", "folder to write the SDKs to; empty for sdk below the root")
	version := flag.String("version", "", "version of the SDKs, without a leading v (required)")
	flag.Parse()
	if *version == "" {
		fmt.Fprintln(os.Stderr, "sdk: -version is missing: give the version that the SDKs get, such as 1.2.3")
		os.Exit(2)
	}
	if *out == "" {
		*out = filepath.Join(*root, "sdk")
	}
	if err := run(*root, *out, *version); err != nil {
		fmt.Fprintln(os.Stderr, "sdk:", err)
		os.Exit(1)
	}
}

func run(root, out, version string) error {
	source, err := sdk.Read(root, version)
	if err != nil {
		return err
	}
	sdks, err := sdk.Generate(source)
	if err != nil {
		return err
	}
	for folder, files := range sdks {
		if err := tree.Write(filepath.Join(out, filepath.FromSlash(folder)), files); err != nil {
			return err
		}
	}
	return nil
}
