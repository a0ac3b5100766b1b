package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// provider3 is an explicit provider of azure-native's version 3, which knows no dated types.
const provider3 = `
azure3:
  type: pulumi:providers:azure-native
  options:
    version: ` + toolchain.AzureNative3 + `
`

const useProvider3 = "providers:\n  - ${azure3}\n"

func TestVersion3Attaches(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(provider3, component("gitops", attached+configurations(configuration("apps", "main")), useProvider3)))
	s.Azure.AKS("aks")
	s.Up()
	assert.NotNil(t, s.Azure.Get(s.Azure.ID(stack.Managed("aks"), stack.Configuration("apps")), stack.FluxVersion))
	for _, resource := range s.State().Resources {
		assert.NotEqual(t, "default_"+toolchain.AzureNative2, resource.Name(), "the children must use the provider they were given")
	}
	s.UpUnchanged()
	s.Destroy()
	assert.Equal(t, []string{s.Azure.ID(stack.Managed("aks"))}, s.Azure.Left())
}

func TestVersion3CannotCreateTheCluster(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(provider3, component("gitops", withCluster, useProvider3)))
	result := s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "Resource type azure-native:containerservice/v20240901:ManagedCluster not found")
	assert.Empty(t, s.Azure.Log().Attempts())
}
