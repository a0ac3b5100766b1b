package tests

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestFaults shows that a bad program is refused with all that is wrong with it, before Azure hears of it.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		program string
		faults  []string
	}{
		{
			name: "what they mean",
			program: program(component("gitops", `
resourceGroupName: ends-in-a-period.
clusterName: aks
extension:
  version: 1.24.1
  autoUpgradeMinorVersion: true
  controllers:
    helm: true
  settings:
    helm-controller.enabled: "false"
configurations:
  Apps:
    gitRepository:
      url: ftp://example.com/repo
      branch: main
      tag: v1
    kustomizations:
      a:
        dependsOn: [b]
      b:
        dependsOn: [a, c]
        syncIntervalInSeconds: 0
  nothing:
    kustomizations: {}
`)),
			faults: []string{
				`resourceGroupName: "ends-in-a-period."`,
				"extension.autoUpgradeMinorVersion: is true together with version",
				`extension.settings["helm-controller.enabled"]: is also set by extension.controllers.helm`,
				`configurations["Apps"]: "Apps" is not a valid name`,
				`configurations["Apps"].gitRepository.url: `,
				`configurations["Apps"].gitRepository: gives branch and tag`,
				`configurations["Apps"].kustomizations["b"].dependsOn[1]: there is no kustomization "c"`,
				"a → b → a",
				`configurations["Apps"].kustomizations["b"].syncIntervalInSeconds: 0 is too short`,
				`configurations["nothing"]: has no source`,
				`configurations["nothing"].kustomizations: is empty`,
			},
		},
		{
			// Languages without types leave this to the plugin. YAML's host is one of them when its own checker is off.
			name: "their names, types and values",
			program: program(component("gitops", attached+`
configurations:
  apps:
    scope: clusters
    gitRepository:
      url: https://example.com/repo
      brnach: main
    kustomizations:
      all:
        prune: sometimes
        dependsOn: infra
`)),
			faults: []string{
				`configurations["apps"].scope: "clusters" is not one of cluster, namespace; did you mean cluster?`,
				`configurations["apps"].gitRepository.brnach: is not a property; did you mean branch?`,
				`configurations["apps"].kustomizations["all"].prune: is a string; it must be a boolean`,
				`configurations["apps"].kustomizations["all"].dependsOn: is a string; it must be a list`,
			},
		},
		{
			name:    "where there is no cluster",
			program: program(component("gitops", "resourceGroupName: demo\n")),
			faults:  []string{"clusterName: is missing; give clusterName to use a cluster that exists, or cluster to create one"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := stack.New(t, test.program)
			s.Setenv("PULUMI_DEBUG_YAML_DISABLE_TYPE_CHECKING", "true")
			for _, result := range []stack.Result{s.Run("preview"), s.TryUp()} {
				assert.NotZero(t, result.ExitCode)
				for _, fault := range test.faults {
					assert.Equal(t, 1, strings.Count(result.Output(), fault), "%q should be said once", fault)
				}
			}
			untouched(t, s)
		})
	}
}

// untouched checks that Azure was asked to change nothing, and that the state holds nothing but the stack.
func untouched(t *testing.T, s *stack.Stack) {
	t.Helper()
	assert.Empty(t, s.Azure.Log().Attempts())
	for _, resource := range s.State().Resources {
		assert.Contains(t, []string{"pulumi:pulumi:Stack", "pulumi:providers:aks-gitops"}, resource.Type)
	}
}

// TestFaultsThatYAMLFinds shows what YAML's own checker says before the plugin is asked.
func TestFaultsThatYAMLFinds(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", attached+`
extensions: {}
configurations:
  apps:
    gitRepository:
      url: https://example.com/repo
      brnach: main
    kustomizations:
      all:
        prune: sometimes
`)))
	result := s.TryUp()
	assert.NotZero(t, result.ExitCode)
	for _, word := range []string{"extensions", "brnach", "prune: Cannot assign type 'string' to type 'boolean'"} {
		assert.Contains(t, result.Output(), word)
	}
	untouched(t, s)
}

// TestBadUpdate shows that a stack survives a bad program as it is.
func TestBadUpdate(t *testing.T) {
	t.Parallel()
	s := attachedStack(t, configurations(configuration("apps", "main"), configuration("infra", "main")))
	s.Up()
	mark, state := s.Azure.Now(), s.State()

	s.Program(program(component("gitops", attached+configurations(configuration("apps", "main", "namespace: Not_A_Name\n")))))
	result := s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), `configurations["apps"].namespace: "Not_A_Name" is not a valid name`)
	assert.Empty(t, s.Azure.Since(mark).Attempts())
	assert.Equal(t, state.Types(), s.State().Types())

	s.Program(program(component("gitops", attached+configurations(configuration("apps", "main"), configuration("infra", "main")))))
	s.UpUnchanged()
}
