package registration

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
)

func list(words ...string) property.Value {
	values := make([]property.Value, len(words))
	for n, word := range words {
		values[n] = property.New(word)
	}
	return property.New(property.NewArray(values))
}

func TestFaultsIn(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		inputs map[string]property.Value
		want   []string
	}{
		"nothing": {},
		"sound": {inputs: map[string]property.Value{
			"features": list(extension, "Microsoft.Kubernetes/a.b_c"), "resourceProviders": list(aks, "Dynatrace.Observability"),
			"subscriptionId": property.New("5C0a1a00-0000-4000-8000-000000000001"), "waitTimeoutInSeconds": property.New(1.0),
		}},
		"not known yet": {inputs: map[string]property.Value{
			"features": property.New(property.Computed), "resourceProviders": property.New(property.NewArray([]property.Value{property.New(property.Computed)})),
			"subscriptionId": property.New(property.Computed), "waitTimeoutInSeconds": property.New(property.Computed),
		}},
		"of another type": {inputs: map[string]property.Value{"features": property.New(1.0), "subscriptionId": property.New(true)}},
		"all at once": {
			inputs: map[string]property.Value{
				"features": list(extension, "AKS-ExtensionManager", aks+"/a/b"), "resourceProviders": list("Microsoft", aks+"/managedClusters"),
				"subscriptionId": property.New("prod"), "waitTimeoutInSeconds": property.New(0.5),
			},
			want: []string{
				"features[1]: \"AKS-ExtensionManager\" is not `Namespace/Name`, for example `Microsoft.ContainerService/AKS-ExtensionManager`; " +
					"`az feature list --namespace …` shows both",
				"features[2]: \"Microsoft.ContainerService/a/b\" is not `Namespace/Name`: a namespace such as `Microsoft.ContainerService`, one slash, and a " +
					"name of letters, digits, hyphens, underscores and periods",
				"resourceProviders[0]: \"Microsoft\" is not a resource provider's namespace, for example `Microsoft.ContainerService`",
				"resourceProviders[1]: \"Microsoft.ContainerService/managedClusters\" is not a resource provider's namespace: give the part before the slash, " +
					"for example `Microsoft.ContainerService`",
				"subscriptionId: \"prod\" is not the ID of a subscription, a GUID such as 00000000-0000-0000-0000-000000000000",
				"waitTimeoutInSeconds: 0.5 is not a whole number of seconds from 1 on",
			},
		},
		"secret": {
			inputs: map[string]property.Value{"features": list("hidden").WithSecret(true), "subscriptionId": property.New("hidden").WithSecret(true)},
			want: []string{
				"features[0]: the secret value is not `Namespace/Name`, for example `Microsoft.ContainerService/AKS-ExtensionManager`; " +
					"`az feature list --namespace …` shows both",
				"subscriptionId: the secret value is not the ID of a subscription, a GUID such as 00000000-0000-0000-0000-000000000000",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, faultsIn(property.NewMap(test.inputs)))
		})
	}
}
