package provider

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is not known is taken for a value of each type, also from a language that does not say what it depends on, secret or not.
func TestConstructTakesUnknownsOfNothing(t *testing.T) {
	t.Parallel()
	for name, later := range map[string]property.Value{"open": unknown, "secret": unknown.WithSecret(true)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph, err := construct(t, created(
				object{"cluster": object{
					"disableLocalAccounts": later, "tags": later, "identity": object{"type": "UserAssigned", "userAssignedIdentities": later},
					"apiServer": object{"authorizedIpRanges": []any{later, "20.1.2.3"}},
				}},
				git(object{"timeoutInSeconds": later}),
				kustomization(object{"path": later, "postBuild": object{"substitute": object{"known": "x", "later": later}}}),
			), true)
			require.NoError(t, err)
			shown := any("[unknown]")
			if later.Secret() {
				shown = map[string]any{"secret": shown}
			}
			cluster := graph.Named("demo-cluster").Inputs
			assert.Equal(t, shown, cluster["tags"])
			assert.Equal(t, shown, cluster["disableLocalAccounts"])
			configuration := graph.Named("demo-configuration/apps").Inputs
			assert.Equal(t, shown, configuration["gitRepository"].(map[string]any)["timeoutInSeconds"])
			assert.Equal(t, map[string]any{"all": map[string]any{
				"path": shown, "postBuild": map[string]any{"substitute": map[string]any{"known": "x", "later": shown}},
			}}, configuration["kustomizations"])
		})
	}
}
