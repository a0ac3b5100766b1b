// Command crds writes the custom resource definitions of Flux for a cluster whose
// source-controller is older than the other controllers.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/crds"
)

// folders is a flag that may be given more than once.
type folders []fs.FS

func (f *folders) String() string { return "" }

func (f *folders) Set(path string) error {
	*f = append(*f, os.DirFS(path))
	return nil
}

func main() {
	var newest, older folders
	flag.Var(&newest, "newest", "`folder` of a module whose definitions are taken (repeatable)")
	flag.Var(&older, "older", "`folder` of a module of which versions are added that the newest lack (repeatable)")
	flag.Parse()
	merged, err := crds.Merge(newest, older)
	if err == nil {
		_, err = os.Stdout.Write(merged)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "crds:", err)
		os.Exit(1)
	}
}
