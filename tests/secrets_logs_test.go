package tests

import (
	"fmt"
	"os"
	"path/filepath"
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
	folder := filepath.Dir(tools.Plugin)
	plugins, err := filepath.Glob(filepath.Join(filepath.Dir(folder), "resource-*"))
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(filepath.Join(home, "plugins", filepath.Base(folder)), 0o755))
	for _, plugin := range plugins {
		if info, err := os.Stat(plugin); err == nil && info.IsDir() && plugin != folder {
			require.NoError(t, os.Symlink(plugin, filepath.Join(home, "plugins", filepath.Base(plugin))))
		}
	}
	script := fmt.Sprintf("#!/bin/sh\nexec %q \"$@\" 2>>%q\n", tools.Plugin, log)
	require.NoError(t, os.WriteFile(filepath.Join(home, "plugins", filepath.Base(folder), filepath.Base(tools.Plugin)), []byte(script), 0o755))
	s.Setenv("PULUMI_HOME", home)
	return log
}
