package linting

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/repository"
)

// Exit codes of the command.
const (
	exitNothing  = 0
	exitFailed   = 1
	exitUsage    = 2
	exitFindings = 9
)

const usage = `usage: pulumi-resource-aks-gitops lint --stack FILE [--only NAME,…] [--multi-tenancy=false] CHECKOUT

Looks through CHECKOUT, a folder of manifests, for what Flux would fail at, and prints a line for each finding.
FILE is what 'pulumi preview --json' or 'pulumi stack export' prints; - is standard input.

Exit code: 0 if nothing was found, 9 if something was, 2 for a wrong call, and 1 if the checkout could not be looked through.

`

// Command runs the plugin's command `lint` and returns its exit code.
func Command(args []string, in io.Reader, out, problems io.Writer) int {
	call, err := parse(args, problems)
	if err != nil {
		return exitUsage
	}
	lines, err := call.lines(in)
	switch {
	case err != nil:
		_, _ = fmt.Fprintln(problems, "lint:", err)
		return exitFailed
	case len(lines) == 0:
		return exitNothing
	}
	_, _ = fmt.Fprintln(out, strings.Join(lines, "\n"))
	return exitFindings
}

// call is what the command is to do.
type call struct {
	stack, checkout string
	only            []string
	multiTenancy    bool
}

func parse(args []string, problems io.Writer) (c call, err error) {
	flags := flag.NewFlagSet("lint", flag.ContinueOnError)
	flags.SetOutput(problems)
	flags.Usage = func() { _, _ = io.WriteString(problems, usage); flags.PrintDefaults() }
	flags.StringVar(&c.stack, "stack", "", "`FILE` that says what is deployed")
	flags.BoolVar(&c.multiTenancy, "multi-tenancy", true, "give false if the clusters do not enforce multi-tenancy and the stack has no extension that says so")
	flags.Func("only", "`NAME`s of the configurations whose source CHECKOUT is, if it is not that of all", func(names string) error {
		c.only = append(c.only, strings.Split(names, ",")...)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return c, err
	}
	if flags.NArg() != 1 || c.stack == "" {
		flags.Usage()
		return c, errors.New("wrong call")
	}
	c.checkout = flags.Arg(0)
	return c, nil
}

// lines are the findings of all clusters, each once, with paths as they are seen from the working folder.
func (c call) lines(in io.Reader) ([]string, error) {
	text, err := c.read(in)
	if err != nil {
		return nil, err
	}
	clusters, err := clustersOf(text)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", c.stack, err)
	}
	if clusters, err = c.choose(clusters); err != nil {
		return nil, err
	}
	var lines []string
	for _, options := range clusters {
		found, err := lint(c.checkout, options)
		if err != nil {
			return nil, err
		}
		for _, finding := range found {
			if finding.Path != "" {
				finding.Path = path.Join(filepath.ToSlash(c.checkout), finding.Path)
			}
			if line := finding.String(); !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines, nil
}

func (c call) read(in io.Reader) ([]byte, error) {
	if c.stack == "-" {
		return io.ReadAll(in)
	}
	return os.ReadFile(c.stack)
}

// choose leaves only the clusters that have a chosen configuration, and says in each which these are.
func (c call) choose(clusters []repository.Options) ([]repository.Options, error) {
	if len(clusters) == 0 {
		return nil, fmt.Errorf("%s has no Flux configuration: nothing says what of %s is applied", c.stack, c.checkout)
	}
	var chosen []repository.Options
	there := map[string]bool{}
	for _, options := range clusters {
		options.MultiTenancy = options.MultiTenancy && c.multiTenancy
		for _, name := range slices.Sorted(maps.Keys(options.Configurations)) {
			if slices.Contains(c.only, name) {
				options.Only = append(options.Only, name)
				there[name] = true
			}
		}
		if len(c.only) == 0 || len(options.Only) > 0 {
			chosen = append(chosen, options)
		}
	}
	for _, name := range c.only {
		if !there[name] {
			return nil, fmt.Errorf("--only: %s has no configuration %q", c.stack, name)
		}
	}
	return chosen, nil
}
