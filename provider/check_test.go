package provider_test

import (
	"testing"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/aks-gitops/pulumi-aks-gitops/registration"
)

// TestCheckOfARegistration shows that faults of shape and of meaning come together, and without the value of a property.
func TestCheckOfARegistration(t *testing.T) {
	t.Parallel()
	plugin, err := provider.New()
	require.NoError(t, err)
	for name, test := range map[string]struct {
		inputs map[string]property.Value
		want   []string
	}{
		"sound": {inputs: map[string]property.Value{
			"features":          property.New([]property.Value{property.New("Microsoft.ContainerService/AKS-ExtensionManager")}),
			"subscriptionId":    property.New(property.Computed),
			"resourceProviders": property.New(property.NewArray(nil)),
		}},
		"faulty": {
			inputs: map[string]property.Value{
				"feature":              property.New("x"),
				"resourceProviders":    property.New("Microsoft.Kubernetes"),
				"features":             property.New([]property.Value{property.New("AKS-ExtensionManager").WithSecret(true)}),
				"waitTimeoutInSeconds": property.New("60"),
				"subscriptionId":       property.New(7.0),
			},
			want: []string{
				"feature: is not a property; did you mean features?",
				"resourceProviders: is a string; it must be a list",
				"waitTimeoutInSeconds: is a string; it must be a whole number; write it without quotes",
				"subscriptionId: is a number; it must be a string; write it in quotes",
				"features[0]: the secret value is not `Namespace/Name`, for example `Microsoft.ContainerService/AKS-ExtensionManager`; " +
					"`az feature list --namespace …` shows both",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := plugin.Check(t.Context(), p.CheckRequest{
				Urn: resource.NewURN("s", "p", "", registration.Token, "x"), Inputs: property.NewMap(test.inputs),
			})
			require.NoError(t, err)
			var reasons []string
			for _, failure := range got.Failures {
				assert.Empty(t, failure.Property)
				reasons = append(reasons, failure.Reason)
			}
			assert.ElementsMatch(t, test.want, reasons)
		})
	}
}
