package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestOrder shows that a cluster comes first, the extension second and the configurations last, each waiting until what is
// before it is really there, and that they go the other way round.
func TestOrder(t *testing.T) {
	t.Parallel()
	names := []string{"fluxConfigurations/apps", "fluxConfigurations/infra", "fluxConfigurations/monitoring"}
	s := stack.New(t, program(component("gitops", withCluster+configurations(
		configuration("apps", "main"), configuration("infra", "main"), configuration("monitoring", "main")))))

	s.Up()
	log := s.Azure.Log()
	before(t, log.Became("managedClusters/aks", "Succeeded"), log.Request("PUT", "extensions/flux"))
	for _, name := range names {
		before(t, log.Became("extensions/flux", "Succeeded"), log.Request("PUT", name))
	}

	mark := s.Azure.Now()
	s.Destroy()
	log = s.Azure.Since(mark)
	for _, name := range names {
		before(t, log.Became(name, "Deleted"), log.Request("DELETE", "extensions/flux"))
	}
	before(t, log.Became("extensions/flux", "Deleted"), log.Request("DELETE", "managedClusters/aks"))
	assert.Empty(t, s.Azure.Left())
}

// before checks that one thing happened, once, and then another, once.
func before(t *testing.T, first, second journal.Entries) {
	t.Helper()
	require.Len(t, first, 1)
	require.Len(t, second, 1)
	assert.Less(t, first[0].Sequence, second[0].Sequence, "%s came before %s", second[0], first[0])
}
