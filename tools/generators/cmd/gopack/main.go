// Command gopack packs Go modules of the repository into a folder that can serve as a GOPROXY.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/gopack"
)

func main() {
	out := flag.String("out", "", "folder to write to; what is there goes away (required)")
	version := flag.String("version", "", "the coming release, without a leading v (required)")
	flag.Parse()
	if *out == "" || *version == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: gopack -out FOLDER -version X.Y.Z MODULE...\nwhere MODULE is the root folder of a Go module")
		os.Exit(2)
	}
	if err := run(*out, *version, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "gopack:", err)
		os.Exit(1)
	}
}

// run writes the modules, and last a list of them: a line has a module's path and its version.
func run(out, version string, modules []string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	var versions strings.Builder
	for _, dir := range modules {
		packed, err := gopack.Pack(dir, version)
		if err != nil {
			return err
		}
		if err := packed.Write(out); err != nil {
			return err
		}
		fmt.Fprintln(&versions, packed.Path, packed.Version.Version)
	}
	return os.WriteFile(filepath.Join(out, "versions"), []byte(versions.String()), 0o644)
}
