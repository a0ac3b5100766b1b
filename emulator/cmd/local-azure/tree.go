package main

import (
	"context"
	"flag"
	"io"
	"os"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/tree"
)

// showTree asks Azure, whichever the environment names, and draws what it holds.
func showTree(ctx context.Context, args []string, out, errOut io.Writer) error {
	set := flag.NewFlagSet("local-azure tree", flag.ContinueOnError)
	set.SetOutput(errOut)
	if err := set.Parse(args); err != nil {
		return noteUsage(err)
	}
	azure, err := connection(ctx)
	if err != nil {
		return err
	}
	root, err := tree.Read(ctx, azure)
	if err != nil {
		return err
	}
	return tree.Draw(out, root, colourful(out))
}

// colourful says whether colours would be seen: on a terminal, unless NO_COLOR is set.
func colourful(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
