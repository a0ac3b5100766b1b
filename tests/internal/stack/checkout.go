package stack

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/stretchr/testify/require"
)

// Checkout is a folder that looks to a pipeline like a clone of the repository: it holds the CI's example, and the stack's program
// where examples/yaml is.
type Checkout struct {
	s    *Stack
	home string
	// Dir is the folder.
	Dir string
}

// inspected stands before the CLI and writes down what a pipeline handed to it.
const inspected = `#!/bin/sh
{
	echo "$AZURE_CLIENT_ID $AZURE_TENANT_ID $AZURE_TOKEN_CREDENTIALS $AZURE_FEDERATED_TOKEN_FILE"
	cat "${AZURE_FEDERATED_TOKEN_FILE:-/dev/null}"
} >"$HOME/handed"
exec 'PULUMI' "$@"
`

// azureCLI answers the one question that is put to it.
const azureCLI = `#!/bin/sh
[ "$*" = "account show --query id --output tsv" ] && echo 'SUBSCRIPTION'
`

// NewCheckout makes a clone. Its pipelines work on the stack, with the CLI that is there; they have nothing but what is set later
// to authenticate with.
func (s *Stack) NewCheckout() *Checkout {
	s.t.Helper()
	c := &Checkout{s: s, home: s.t.TempDir(), Dir: s.t.TempDir()}
	require.NoError(s.t, os.CopyFS(filepath.Join(c.Dir, "examples", "ci"), os.DirFS(filepath.Join(s.tools.Root, "examples", "ci"))))
	require.NoError(s.t, os.Symlink(s.dir, filepath.Join(c.Dir, "examples", "yaml")))
	c.program("pulumi", strings.Replace(inspected, "PULUMI", s.tools.Pulumi, 1))
	c.program("az", strings.Replace(azureCLI, "SUBSCRIPTION", s.environment["ARM_SUBSCRIPTION_ID"], 1))
	version := strings.TrimSpace(s.must(s.Run("version")).Stdout)
	for name, value := range map[string]string{
		"HOME": c.home, "PULUMI_VERSION": strings.TrimPrefix(version, "v"), "PULUMI_STACK": Name, "PULUMI_PROJECT": "examples/yaml",
		"ARM_CLIENT_SECRET": "", "ARM_CLIENT_ID": "", "ARM_TENANT_ID": "", "ARM_SUBSCRIPTION_ID": "",
	} {
		s.Setenv(name, value)
	}
	return c
}

// program puts a program where pulumi.sh looks first.
func (c *Checkout) program(name, text string) {
	c.s.t.Helper()
	dir := filepath.Join(c.home, ".pulumi", "bin")
	require.NoError(c.s.t, os.MkdirAll(dir, 0o755))
	require.NoError(c.s.t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755))
}

// Start starts a command line in the folder, without a terminal and without standard input.
func (c *Checkout) Start(line string) *Running {
	c.s.t.Helper()
	return c.s.start(c.Dir, "bash", "-e", "-c", line)
}

// Run runs a command line.
func (c *Checkout) Run(line string) Result {
	c.s.t.Helper()
	return c.Start(line).Wait()
}

// Handed is what the CLI was handed the last time, as the line `client tenant kind file` and the token.
func (c *Checkout) Handed() (line, token string) {
	c.s.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.home, "handed"))
	require.NoError(c.s.t, err)
	line, token, _ = strings.Cut(string(text), "\n")
	return line, token
}

// Report reads a file that a pipeline wrote.
func (c *Checkout) Report(name string) []byte {
	c.s.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.Dir, name))
	require.NoError(c.s.t, err)
	return text
}
