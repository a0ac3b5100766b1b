package stack

import (
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/require"
)

// API versions in which tests ask about registrations.
const (
	FeatureVersion  = "2021-07-01"
	ProviderVersion = "2021-04-01"
)

const subscriptionID = "/subscriptions/" + emulator.SubscriptionID

// FeatureID is the ID of a preview feature.
func FeatureID(namespace, name string) string {
	return subscriptionID + "/providers/Microsoft.Features/providers/" + namespace + "/features/" + name
}

// ProviderID is the ID of a resource provider.
func ProviderID(namespace string) string { return subscriptionID + "/providers/" + namespace }

// FeatureState is the state of a preview feature.
func (a *Azure) FeatureState(namespace, name string) string {
	a.t.Helper()
	state, _ := a.Properties(FeatureID(namespace, name), FeatureVersion)["state"].(string)
	return state
}

// ProviderState is the state of a resource provider.
func (a *Azure) ProviderState(namespace string) string {
	a.t.Helper()
	state, _ := a.Get(ProviderID(namespace), ProviderVersion)["registrationState"].(string)
	return state
}

// Act posts an action on a registration behind Pulumi's back: `register` or `unregister`.
func (a *Azure) Act(id, action string) {
	a.t.Helper()
	version := ProviderVersion
	if strings.Contains(id, "/features/") {
		version = FeatureVersion
	}
	response := a.do(http.MethodPost, id+"/"+action, version, nil)
	runtime.Drain(response)
	require.Equal(a.t, http.StatusOK, response.StatusCode)
}
