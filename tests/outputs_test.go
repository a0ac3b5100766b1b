package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestOutputsAsInputs shows that what is known only while a program runs can be given wherever it decides nothing about
// which resources there are.
func TestOutputsAsInputs(t *testing.T) {
	t.Parallel()
	s := stack.New(t, `
name: tests
runtime: yaml
config:
  host:
    type: string
    secret: true
resources:
  group:
    type: azure-native:resources:ResourceGroup
    properties:
      resourceGroupName: made
      location: westeurope
`+indent("  ", component("first", `
resourceGroupName: ${group.name}
cluster:
  name: aks
  nodePools:
    - name: system
      vmSize: Standard_D4ds_v5
configurations:
  apps:
    gitRepository:
      url: https://${host}/fleet
      branch: main
    kustomizations:
      all: {}
`))+indent("  ", component("second", `
resourceGroupName: demo
clusterName: other
extension:
  version: ${first.extensionVersion}
configurations:
  apps:
    gitRepository:
      url: https://example.com/${first.clusterName}
      branch: main
    kustomizations:
      all:
        path: ${first.kustomizationNames["apps/all"]}
`)))
	s.Azure.AKS("other")
	s.Secret("host", "git.example.com")
	preview := s.Preview("--diff")
	for _, shown := range []string{`version\s*: \[unknown\]`, `url\s*: \[unknown\]`, `url\s*: \[secret\]`, `branch: "main"`, `path: "apps-all"`} {
		assert.Regexp(t, shown, preview.Stdout, "what is not known hides itself and nothing around it")
	}

	s.Up()
	extension := s.Azure.Properties(s.Azure.ID(stack.Managed("other"), stack.Extension("flux")), stack.FluxVersion)
	assert.Equal(t, s.Azure.Properties(inGroup(s, "made"), stack.FluxVersion)["currentVersion"], extension["version"])
	assert.Equal(t, false, extension["autoUpgradeMinorVersion"])
	configuration := s.Azure.Properties(s.Azure.ID(stack.Managed("other"), stack.Configuration("apps")), stack.FluxVersion)
	assert.Equal(t, "https://example.com/aks", configuration["gitRepository"].(map[string]any)["url"])
	assert.Equal(t, "apps-all", configuration["kustomizations"].(map[string]any)["all"].(map[string]any)["path"])
	s.UpUnchanged()

	s.Destroy()
	assert.Equal(t, []string{s.Azure.ID(stack.Managed("other"))}, s.Azure.Left())
}

// inGroup is the ID of the Flux extension of cluster aks in a group.
func inGroup(s *stack.Stack, group string) string {
	return s.Azure.InGroup(group, stack.Managed("aks"), stack.Extension("flux"))
}

// TestOutputForPlainInput shows that an Output for what decides which resources there are is refused in plain words.
func TestOutputForPlainInput(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(
		component("first", withCluster),
		component("second", `
resourceGroupName: demo
clusterName: ${first.clusterName}
configurations:
  apps:
    scope: ${first.clusterName}
    gitRepository:
      url: https://example.com/repo
      branch: main
    kustomizations:
      all: {}
`)))
	result := s.Run("preview")
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), `configurations["apps"].scope: is an Output; it must be a plain value`)
	assert.Empty(t, s.Azure.Log().Attempts())
}
