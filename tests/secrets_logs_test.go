package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// TestSecretsInLogs shows that what the plugin itself writes holds no secret, when Pulumi writes all that it can. Pulumi's engine and its
// language hosts then write every property that they pass on, secrets among them, and warn of it; the plugin adds nothing to that.
func TestSecretsInLogs(t *testing.T) {
	t.Parallel()
	c := &canaries{}
	s := stack.New(t, secretProgram(t, secretInputs(t, c, unmarked)))
	s.Azure.AKS("aks")
	log := overhear(t, s)
	result := s.Up("--stack", stack.Name, "-v=11", "--logtostderr", "--logflow")
	assert.Contains(t, result.Output(), "will print sensitive information", "it is the highest verbosity")
	text, err := os.ReadFile(log)
	require.NoError(t, err, "the plugin was started")
	c.absent(t, "the plugin's log", "started\n"+string(text))
}

// overhear gives a stack a Pulumi home in which the plugin under test writes its errors and logs into a file, and returns that file.
func overhear(t *testing.T, s *stack.Stack) string {
	t.Helper()
	tools, err := toolchain.Find()
	require.NoError(t, err)
	home, log := t.TempDir(), filepath.Join(t.TempDir(), "plugin.log")
	plugins := filepath.Dir(filepath.Dir(tools.Plugin))
	files, err := filepath.Glob(filepath.Join(plugins, "resource-*", "pulumi-resource-*"))
	require.NoError(t, err)
	for _, file := range files {
		// Pulumi takes folders only, and no links to folders.
		copied := filepath.Join(home, "plugins", strings.TrimPrefix(file, plugins))
		require.NoError(t, os.MkdirAll(filepath.Dir(copied), 0o755))
		if file != tools.Plugin {
			require.NoError(t, os.Symlink(file, copied))
			continue
		}
		script := fmt.Sprintf("#!/bin/sh\nexec %q \"$@\" 2>>%q\n", file, log)
		require.NoError(t, os.WriteFile(copied, []byte(script), 0o755))
	}
	s.Setenv("PULUMI_HOME", home)
	return log
}
