package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// attachedStack is a stack of one component on a cluster that is there.
func attachedStack(t *testing.T, properties string) *stack.Stack {
	t.Helper()
	s := stack.New(t, program(component("gitops", attached+properties)))
	s.Azure.AKS("aks")
	return s
}

// TestUpdate shows that an update touches what changed and nothing else.
func TestUpdate(t *testing.T) {
	t.Parallel()
	s := attachedStack(t, configurations(
		configuration("changed", "main"), configuration("removed", "main"), configuration("same", "main")))
	s.Up()

	for _, step := range []struct {
		name    string
		program string
		writes  []string
	}{
		{
			name: "one added, one changed, one removed",
			program: configurations(
				configuration("added", "main"), configuration("changed", "release"), configuration("same", "main")),
			writes: []string{"DELETE fluxConfigurations/removed", "PUT fluxConfigurations/added", "PUT fluxConfigurations/changed"},
		},
		{
			name: "another namespace replaces the configuration",
			program: configurations(
				configuration("added", "main", "namespace: apps\n"), configuration("changed", "release"), configuration("same", "main")),
			writes: []string{"DELETE fluxConfigurations/added", "PUT fluxConfigurations/added"},
		},
		{
			name: "another scope replaces the configuration",
			program: configurations(
				configuration("added", "main", "namespace: apps\n", "scope: namespace\n"), configuration("changed", "release"), configuration("same", "main")),
			writes: []string{"DELETE fluxConfigurations/added", "PUT fluxConfigurations/added"},
		},
		{
			name: "a setting of the extension",
			program: "extension:\n  controllers:\n    imageReflector: true\n" + configurations(
				configuration("added", "main", "namespace: apps\n", "scope: namespace\n"), configuration("changed", "release"), configuration("same", "main")),
			writes: []string{"PUT extensions/flux"},
		},
	} {
		mark := s.Azure.Now()
		s.Program(program(component("gitops", attached+step.program)))
		s.Up()
		assert.Equal(t, step.writes, s.Azure.Since(mark).Writes().Methods(), step.name)
	}

	cluster := stack.Managed("aks")
	changed := s.Azure.Properties(s.Azure.ID(cluster, stack.Configuration("changed")), stack.FluxVersion)
	assert.Equal(t, "release", changed["gitRepository"].(map[string]any)["repositoryRef"].(map[string]any)["branch"])
	replaced := s.Azure.Properties(s.Azure.ID(cluster, stack.Configuration("added")), stack.FluxVersion)
	assert.Equal(t, []any{"apps", "namespace"}, []any{replaced["namespace"], replaced["scope"]})
	assert.Nil(t, s.Azure.Get(s.Azure.ID(cluster, stack.Configuration("removed")), stack.FluxVersion))
}

// TestTwoComponents shows that two components in one stack do not know of each other, although what they make has the same
// names in Azure.
func TestTwoComponents(t *testing.T) {
	t.Parallel()
	first := component("first", attached+configurations(configuration("apps", "main")))
	second := component("second", "resourceGroupName: demo\nclusterName: other\n"+configurations(configuration("apps", "main")))
	s := stack.New(t, program(first, second))
	s.Azure.AKS("aks")
	s.Azure.AKS("other")
	s.Up()
	for _, cluster := range []string{"aks", "other"} {
		assert.NotNil(t, s.Azure.Get(s.Azure.ID(stack.Managed(cluster), stack.Configuration("apps")), stack.FluxVersion), cluster)
	}

	mark := s.Azure.Now()
	s.Program(program(first))
	s.Up()
	assert.Equal(t, []string{"DELETE extensions/flux", "DELETE fluxConfigurations/apps"}, s.Azure.Since(mark).Writes().Methods())
	assert.Nil(t, s.Azure.Get(s.Azure.ID(stack.Managed("other"), stack.Extension("flux")), stack.FluxVersion))
	assert.NotNil(t, s.Azure.Get(s.Azure.ID(stack.Managed("aks"), stack.Configuration("apps")), stack.FluxVersion))
}
