package tests

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// pluginFolder is what people give to `pulumi package add` after the repository's name.
const pluginFolder = "provider/cmd/pulumi-resource-aks-gitops"

func TestPluginManifest(t *testing.T) {
	t.Parallel()
	manifest, err := workspace.LoadPluginProject(filepath.Join("..", pluginFolder, "PulumiPlugin.yaml"))
	require.NoError(t, err)
	assert.Equal(t, "go", manifest.Runtime.Name())
	makefile, err := os.ReadFile("../Makefile")
	require.NoError(t, err)
	minimum := regexp.MustCompile(`(?m)^PULUMI_MINIMUM := (.*)$`).FindSubmatch(makefile)
	require.NotNil(t, minimum)
	assert.Equal(t, ">="+string(minimum[1]), manifest.RequiredPulumiVersion)
	assert.FileExists(t, filepath.Join("..", pluginFolder, "main.go"), "the manifest's folder is what is built")
}

// TestPluginFromSource lets Pulumi build the plugin from a clone, which is what `pulumi package add` does with a repository's address. The
// CLI resolves the manifest's modules, which may change go.sum.
func TestPluginFromSource(t *testing.T) {
	t.Parallel()
	tools, err := toolchain.Find()
	require.NoError(t, err)
	s := stack.New(t, stack.Example(t, "yaml"))
	clone := t.TempDir()
	run(t, tools.Root, "git", "clone", "--quiet", tools.Root, clone)
	run(t, clone, "go", "build", "-o", t.TempDir(), "./"+pluginFolder) // so that the CLI, which is given a limit, finds it compiled
	// Old language hosts build the folder in which the CLI runs, whatever they are told.
	described := s.RunIn(filepath.Join(clone, filepath.FromSlash(pluginFolder)), "package", "get-schema", ".")
	require.Zero(t, described.ExitCode)
	var schema struct{ Name string }
	require.NoError(t, json.Unmarshal([]byte(described.Stdout), &schema))
	assert.Equal(t, "aks-gitops", schema.Name)
}
