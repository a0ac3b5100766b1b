package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// optionStack is a component with options on a cluster that is there, deployed.
func optionStack(t *testing.T, options string) *stack.Stack {
	t.Helper()
	s := stack.New(t, program(component("gitops", attached+configurations(configuration("apps", "main")), options)))
	s.Azure.AKS("aks")
	s.Up()
	return s
}

func TestProtectReachesTheChildren(t *testing.T) {
	t.Parallel()
	s := optionStack(t, "protect: true\n")
	mark := s.Azure.Now()
	destroyed := s.Run("destroy", "--yes", "--skip-preview")
	assert.NotZero(t, destroyed.ExitCode)
	assert.Contains(t, destroyed.Output(), "protected")
	assert.Empty(t, s.Azure.Since(mark).Attempts())
}

func TestRetainOnDeleteReachesTheChildren(t *testing.T) {
	t.Parallel()
	s := optionStack(t, "retainOnDelete: true\n")
	before, mark := s.Azure.Left(), s.Azure.Now()
	s.Destroy()
	assert.Equal(t, before, s.Azure.Left())
	assert.Empty(t, s.Azure.Since(mark).Attempts())
	assert.Empty(t, s.State().Types())
}

func TestCustomTimeoutsReachTheChildren(t *testing.T) {
	t.Parallel()
	s := optionStack(t, "customTimeouts:\n  create: 7m\n  delete: 90s\n")
	for _, name := range []string{"gitops-extension", "gitops-configuration/apps"} {
		child, there := s.State().Find(name)
		if assert.True(t, there) {
			assert.Equal(t, map[string]any{"create": 420.0, "delete": 90.0}, child.CustomTimeouts)
		}
	}
}

// With deletedWith the cluster, a destroy asks Azure for one deletion only.
func TestDeletedWithTheCluster(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(`
cluster:
  type: azure-native:containerservice/v20240901:ManagedCluster
  properties:
    resourceGroupName: demo
    resourceName: aks
    location: westeurope
    dnsPrefix: aks
    identity:
      type: SystemAssigned
    agentPoolProfiles:
      - name: system
        mode: System
        count: 1
        vmSize: Standard_D4ds_v5
  options:
    version: 2.92.3
`, component("gitops", "resourceGroupName: demo\nclusterName: ${cluster.name}\n"+configurations(configuration("apps", "main")),
		"deletedWith: ${cluster}\n")))
	s.Up()
	mark := s.Azure.Now()
	s.Destroy()
	assert.Equal(t, []string{"DELETE managedClusters/aks"}, s.Azure.Since(mark).Attempts().Methods())
	assert.Empty(t, s.Azure.Left())
}
