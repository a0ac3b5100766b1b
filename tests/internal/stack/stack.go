// Package stack runs the real Pulumi CLI with a program in YAML, on a stack and a local Azure that belong to one test.
package stack

import (
	"maps"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// Name is the name of every test's stack.
const Name = "test"

// Stack is a program, a stack of it, and the local Azure that it is deployed to.
type Stack struct {
	t     *testing.T
	tools *toolchain.Toolchain
	// Azure is the local Azure.
	Azure *Azure

	dir         string
	environment map[string]string
}

var findToolchain = sync.OnceValues(toolchain.Find)

// New makes a stack of a program in YAML.
func New(t *testing.T, program string) *Stack {
	t.Helper()
	return NewOn(t, program, emulator.Options{Latency: Latency, Registered: Namespaces})
}

// NewOn makes a stack on a local Azure of its own kind.
func NewOn(t *testing.T, program string, azure emulator.Options) *Stack {
	t.Helper()
	s := prepare(t, t.TempDir(), azure)
	s.Program(program)
	s.must(s.Run("stack", "init", Name))
	return s
}

// NewProject makes a stack of the project in a folder, in whatever language. The CLI runs with these variables beside its own.
func NewProject(t *testing.T, dir string, environment map[string]string) *Stack {
	t.Helper()
	s := prepare(t, dir, emulator.Options{Latency: Latency, Registered: Namespaces})
	maps.Copy(s.environment, environment)
	s.must(s.Run("stack", "init", Name))
	return s
}

func prepare(t *testing.T, dir string, azure emulator.Options) *Stack {
	t.Helper()
	tools, err := findToolchain()
	require.NoError(t, err)
	return equip(t, dir, startAzure(t, azure), tools)
}

// Example reads the program of one of the repository's examples.
func Example(t *testing.T, name string) string {
	t.Helper()
	tools, err := findToolchain()
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(tools.Root, "examples", name, "Pulumi.yaml"))
	require.NoError(t, err)
	return string(text)
}

// Dir is the folder of the program.
func (s *Stack) Dir() string { return s.dir }

// Program replaces the program. The stack stays.
func (s *Stack) Program(text string) {
	s.t.Helper()
	require.NoError(s.t, os.WriteFile(filepath.Join(s.dir, "Pulumi.yaml"), []byte(text), 0o600))
}

// Config sets the program's configuration.
func (s *Stack) Config(values map[string]string) {
	s.t.Helper()
	args := []string{"config", "set-all"}
	for key, value := range values {
		args = append(args, "--plaintext", key+"="+value)
	}
	s.must(s.Run(args...))
}

// Secret sets a configuration value that is secret.
func (s *Stack) Secret(key, value string) {
	s.t.Helper()
	s.must(s.Run("config", "set-all", "--secret", key+"="+value))
}

// Setenv sets a variable in the environment of the Pulumi CLI.
func (s *Stack) Setenv(name, value string) { s.environment[name] = value }
