// Command docs fills the code blocks of README.md, CONTRIBUTING.md and docs/*.md from the files that they name.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/snippets"
)

func main() {
	root := flag.String("root", filepath.Join("..", ".."), "root of the repository")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		return err
	}
	for _, page := range append(pages, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			return err
		}
		filled, err := snippets.Fill(string(text), os.DirFS(root))
		if err != nil {
			return fmt.Errorf("%s: %w", page, err)
		}
		if filled == string(text) {
			continue
		}
		if err := os.WriteFile(page, []byte(filled), 0o644); err != nil { //nolint:gosec // the page was just read from the same path
			return err
		}
	}
	return nil
}
