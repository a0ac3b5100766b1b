package tests

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestErrorMessages shows the object that fails first, as Azure reports it to a refresh and the next update.
func TestErrorMessages(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", attached+`
configurations:
  right:
    gitRepository: {url: https://example.com/manifests, branch: main}
    kustomizations:
      first: {}
      second: {dependsOn: [first]}
  wrong:
    gitRepository: {url: https://git.invalid/manifests, branch: main}
    kustomizations:
      first: {}
      second: {dependsOn: [first]}
`))+"outputs:\n  messages: ${gitops.errorMessages}\n  states: ${gitops.complianceStates}\n")
	s.Azure.AKS("aks")
	s.Up()
	settled := func() bool {
		s.Refresh()
		s.Up()
		return assert.ObjectsAreEqual(map[string]any{"right": "Compliant", "wrong": "Non-Compliant"}, s.Outputs()["states"])
	}
	for deadline := time.Now().Add(time.Minute); !settled(); {
		require.True(t, time.Now().Before(deadline), "%v", s.Outputs())
	}
	assert.Equal(t, map[string]any{
		"right": "", "wrong": "GitRepository flux-system/wrong: GitOperationFailed: failed to fetch https://git.invalid/manifests: no such host",
	}, s.Outputs()["messages"])
}
