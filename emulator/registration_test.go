package emulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	armpolicy "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/policy"
	armruntime "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armfeatures"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
)

// unregistered is a subscription as new as they come.
func unregistered(t *testing.T, latency time.Duration) *azure {
	t.Helper()
	return start(t, emulator.Options{Latency: latency, Registered: []string{}})
}

func TestProviderRegistrationTakesTime(t *testing.T) {
	t.Parallel()
	a := unregistered(t, 50*time.Millisecond)
	client, err := armresources.NewProvidersClient(a.SubscriptionID, a.Credential, a.Options)
	require.NoError(t, err)
	state := func() string {
		got, err := client.Get(t.Context(), "microsoft.containerservice", nil)
		require.NoError(t, err)
		return *got.RegistrationState
	}
	assert.Equal(t, "NotRegistered", state())
	registering, err := client.Register(t.Context(), "Microsoft.ContainerService", nil)
	require.NoError(t, err)
	assert.Equal(t, "Registering", *registering.RegistrationState)
	require.Eventually(t, func() bool { return state() == "Registered" }, 5*time.Second, 5*time.Millisecond)
	again, err := client.Register(t.Context(), "Microsoft.ContainerService", nil)
	require.NoError(t, err)
	assert.Equal(t, "Registered", *again.RegistrationState)
	_, err = client.Unregister(t.Context(), "Microsoft.ContainerService", nil)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return state() == "Unregistered" }, 5*time.Second, 5*time.Millisecond)

	pager, listed := client.NewListPager(nil), map[string]string{}
	for pager.More() {
		page, err := pager.NextPage(t.Context())
		require.NoError(t, err)
		for _, provider := range page.Value {
			listed[*provider.Namespace] = *provider.RegistrationState
		}
	}
	assert.Equal(t, "Registered", listed["Microsoft.Resources"])
	assert.Equal(t, "NotRegistered", listed["Microsoft.KubernetesConfiguration"])
}

func TestFeatureRegistrationTakesTime(t *testing.T) {
	t.Parallel()
	a := unregistered(t, 50*time.Millisecond)
	client, err := armfeatures.NewClient(a.SubscriptionID, a.Credential, a.Options)
	require.NoError(t, err)
	state := func() string {
		got, err := client.Get(t.Context(), "Microsoft.ContainerService", "AKS-ExtensionManager", nil)
		require.NoError(t, err)
		return *got.Properties.State
	}
	assert.Equal(t, "NotRegistered", state())
	registering, err := client.Register(t.Context(), "microsoft.containerservice", "aks-extensionmanager", nil)
	require.NoError(t, err)
	assert.Equal(t, "Registering", *registering.Properties.State)
	assert.Equal(t, "Microsoft.ContainerService/AKS-ExtensionManager", *registering.Name)
	require.Eventually(t, func() bool { return state() == "Registered" }, 5*time.Second, 5*time.Millisecond)

	_, err = client.Get(t.Context(), "Microsoft.ContainerService", "Nothing", nil)
	require.ErrorContains(t, err, "FeatureNotFound")
	page, err := client.NewListPager("Microsoft.KubernetesConfiguration", nil).NextPage(t.Context())
	require.NoError(t, err)
	assert.Len(t, page.Value, 3)
	everything, err := client.NewListAllPager(nil).NextPage(t.Context())
	require.NoError(t, err)
	assert.Len(t, everything.Value, 6)
}

func TestAzcoreRegistersByItselfOnThe409(t *testing.T) {
	t.Parallel()
	a := unregistered(t, 10*time.Millisecond)
	refused := a.send(http.MethodPut, clusterPath+aksV, clusterBody)
	assert.Equal(t, []any{409, "MissingSubscriptionRegistration"}, []any{refused.status, refused.code()})
	details, _ := refused.at("error", "details").([]any)
	require.Len(t, details, 1)
	assert.Equal(t, "Microsoft.ContainerService", details[0].(map[string]any)["target"])

	// The policy that every client of Azure for Go has, less its 15 seconds of patience.
	policy, err := armruntime.NewRPRegistrationPolicy(a.Credential, &armpolicy.RegistrationOptions{
		ClientOptions: a.Options.ClientOptions, PollingDelay: 5 * time.Millisecond,
	})
	require.NoError(t, err)
	options := a.Options.ClientOptions
	options.PerCallPolicies = append(options.PerCallPolicies, policy)
	client, err := arm.NewClient("emulator-test", "v1.0.0", a.Credential, &arm.ClientOptions{ClientOptions: options, DisableRPRegistration: true})
	require.NoError(t, err)
	request, err := runtime.NewRequest(t.Context(), http.MethodGet, a.server.URL()+"/subscriptions/"+a.SubscriptionID+clusterPath+aksV)
	require.NoError(t, err)
	response, err := client.Pipeline().Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusNotFound, response.StatusCode)
}

func TestResourceGroups(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 10 * time.Millisecond}).withFlux()
	client, err := armresources.NewResourceGroupsClient(a.SubscriptionID, a.Credential, a.Options)
	require.NoError(t, err)

	made := a.send(http.MethodPut, "/resourceGroups/other"+v2021, `{"location":"West Europe","tags":{"a":"b"}}`)
	assert.Equal(t, []any{201, "Succeeded"}, []any{made.status, made.text("properties", "provisioningState")})
	assert.Equal(t, 200, a.send(http.MethodPut, "/resourcegroups/OTHER"+v2021, `{"location":"westeurope"}`).status)
	moved := a.send(http.MethodPut, "/resourceGroups/other"+v2021, `{"location":"northeurope"}`)
	assert.Equal(t, []any{409, "InvalidResourceGroupLocation"}, []any{moved.status, moved.code()})
	tagged := a.send(http.MethodPatch, "/resourceGroups/other"+v2021, `{"tags":{"c":"d"}}`)
	assert.Equal(t, map[string]any{"c": "d"}, tagged.at("tags"))
	typo := a.send(http.MethodPut, "/resourceGroups/third"+v2021, `{"locaton":"x"}`)
	assert.Equal(t, []any{400, "InvalidRequestContent", "locaton"}, []any{typo.status, typo.code(), typo.target()})

	there, err := client.CheckExistence(t.Context(), "Demo", nil)
	require.NoError(t, err)
	assert.True(t, there.Success)
	there, err = client.CheckExistence(t.Context(), "nowhere", nil)
	require.NoError(t, err)
	assert.False(t, there.Success)

	resources := a.send(http.MethodGet, groupPath+"/resources"+v2021, "")
	assert.Len(t, resources.at("value"), 1, "extensions and configurations are not listed here, as in Azure")

	poller, err := client.BeginDelete(t.Context(), group, nil)
	require.NoError(t, err)
	_, err = poller.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	for _, path := range []string{groupPath + v2021, clusterPath + aksV, extensionPath + v2023} {
		assert.Equal(t, "ResourceGroupNotFound", a.send(http.MethodGet, path, "").code())
	}
	assert.Equal(t, 200, a.send(http.MethodGet, a.server.URL()+"/subscriptions"+v2021, "").status)
	assert.Equal(t, "Enabled", a.send(http.MethodGet, v2021, "").text("state"))
}
