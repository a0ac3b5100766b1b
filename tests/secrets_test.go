package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestSecrets shows that secrets reach Azure and appear nowhere in plain text, whether the program marked them or not.
func TestSecrets(t *testing.T) {
	t.Parallel()
	const unmarked, marked, leaf = "unmarked-Ahr4ooTh", "marked-Eiy7saiv", "leaf-oe2Sheec"
	s := stack.New(t, `
name: tests
runtime: yaml
config:
  marked:
    type: string
    secret: true
  leaf:
    type: string
    secret: true
resources:
`+indent("  ", component("gitops", attached+`
extension:
  protectedSettings:
    plain: `+unmarked+`
    known: ${marked}
configurations:
  apps:
    gitRepository:
      url: https://example.com/${leaf}
      branch: main
    kustomizations:
      all: {}
`)))
	s.Azure.AKS("aks")
	s.Secret("marked", marked)
	s.Secret("leaf", leaf)

	said := map[string]string{
		"preview":        s.Preview().Output(),
		"preview --diff": s.Preview("--diff").Output(),
		"preview --json": s.Preview("--json").Output(),
		"up":             s.Up("--diff").Output(),
		"up again":       s.Up("--diff", "--json").Output(),
		"refresh":        s.Refresh("--diff").Output(),
		"state":          s.StateFile(),
		"stack":          s.Run("stack", "--show-ids").Output(),
	}
	for where, text := range said {
		for _, secret := range []string{unmarked, marked, leaf} {
			assert.NotContains(t, text, secret, where)
		}
	}
	for _, shown := range []string{`url\s*: \[secret\]`, `branch: "main"`, `known\s*: \[secret\]`, `plain\s*: \[secret\]`} {
		assert.Regexp(t, shown, said["preview --diff"], "a secret hides itself and nothing around it")
	}

	configuration := s.Azure.Properties(s.Azure.ID(stack.Managed("aks"), stack.Configuration("apps")), stack.FluxVersion)
	assert.Equal(t, "https://example.com/"+leaf, configuration["gitRepository"].(map[string]any)["url"])
	shown := s.Run("stack", "export", "--show-secrets").Stdout
	for _, secret := range []string{unmarked, marked, leaf} {
		assert.Contains(t, shown, secret, "the state keeps it, encrypted")
	}
}
