package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestExtensionOfSomebodyElse shows what happens where the CLI, the portal or a policy has installed Flux.
func TestExtensionOfSomebodyElse(t *testing.T) {
	t.Parallel()
	s := attachedStack(t, configurations(configuration("apps", "main")))
	id := installFlux(s.Azure)

	result := s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "cannot create already existing resource '"+id+"'")
	assert.Contains(t, result.Output(), "set `extension.install` to false")

	s.Program(program(component("gitops", attached+"extension:\n  install: false\n"+configurations(configuration("apps", "main")))) +
		"outputs:\n  extensionId: ${gitops.extensionId}\n  clusterId: ${gitops.clusterId}\n")
	s.Up()
	assert.Equal(t, map[string]any{"extensionId": id, "clusterId": s.Azure.ID(stack.Managed("aks"))}, s.Outputs())

	s.Destroy()
	assert.NotNil(t, s.Azure.Get(id, stack.FluxVersion), "it belongs to somebody else")
	assert.Nil(t, s.Azure.Get(s.Azure.ID(stack.Managed("aks"), stack.Configuration("apps")), stack.FluxVersion))
}
