package stack

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
)

// Group is the resource group that is there from the start.
const Group = "demo"

// Latency is how long an operation of the local Azure takes, unless a test says otherwise: long enough for a wrong order
// to show.
const Latency = 100 * time.Millisecond

// API versions in which tests ask Azure themselves.
const (
	ClusterVersion = "2024-09-01"
	FluxVersion    = "2023-05-01"
)

// Namespaces are the provider namespaces that the component needs.
var Namespaces = []string{"Microsoft.ContainerService", "Microsoft.Kubernetes", "Microsoft.KubernetesConfiguration"}

// Azure is a local Azure of one test.
type Azure struct {
	// Page is where a browser finds the page of what it holds, if there is one.
	Page string

	t           *testing.T
	log         *journal.Journal
	environment map[string]string
	client      *arm.Client
}

// NewAzure starts a local Azure for a test that needs no Pulumi.
func NewAzure(t *testing.T, options emulator.Options) *Azure {
	t.Helper()
	return startAzure(t, options)
}

func startAzure(t *testing.T, options emulator.Options) *Azure {
	t.Helper()
	shared, err := StartShared(context.WithoutCancel(t.Context()), options, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { _ = shared.Close() })
	return shared.For(t)
}

// Reach is an Azure that somebody else has started, in the hands of one test. It has no request log.
func Reach(t *testing.T, environment map[string]string) *Azure {
	t.Helper()
	return &Azure{t: t, log: &journal.Journal{}, environment: environment, client: newClient(t, environment)}
}

// newClient is a client of Azure's own SDK that knows no more than what a person has in hand.
func newClient(t *testing.T, environment map[string]string) *arm.Client {
	t.Helper()
	settings, err := connect.FromEnvironment(func(name string) string { return environment[name] })
	require.NoError(t, err)
	connection, err := connect.Open(t.Context(), settings)
	require.NoError(t, err)
	connection.Options.DisableRPRegistration = true
	client, err := arm.NewClient("tests", "v0.1.0", connection.Credential, connection.Options)
	require.NoError(t, err)
	return client
}

// ID is the ARM ID of something below the resource group: `Microsoft.ContainerService/managedClusters/aks`, and then
// further providers below that.
func (a *Azure) ID(providers ...string) string { return a.InGroup(Group, providers...) }

// InGroup is like ID, for another resource group.
func (a *Azure) InGroup(group string, providers ...string) string {
	group = "/subscriptions/" + emulator.SubscriptionID + "/resourceGroups/" + group
	return strings.Join(append([]string{group}, providers...), "/providers/")
}

// Managed names an AKS cluster as ID takes it.
func Managed(name string) string { return "Microsoft.ContainerService/managedClusters/" + name }

// Extension names an extension below a cluster as ID takes it.
func Extension(name string) string { return "Microsoft.KubernetesConfiguration/extensions/" + name }

// Configuration names a Flux configuration below a cluster as ID takes it.
func Configuration(name string) string {
	return "Microsoft.KubernetesConfiguration/fluxConfigurations/" + name
}

// Get reads a resource, and gives nil back if it is not there.
func (a *Azure) Get(id, version string) map[string]any {
	a.t.Helper()
	response := a.do(http.MethodGet, id, version, nil)
	if response.StatusCode == http.StatusNotFound {
		return nil
	}
	require.Equal(a.t, http.StatusOK, response.StatusCode, id)
	var answer map[string]any
	require.NoError(a.t, runtime.UnmarshalAsJSON(response, &answer))
	return answer
}

// Properties are the `properties` of a resource that must be there.
func (a *Azure) Properties(id, version string) map[string]any {
	a.t.Helper()
	resource := a.Get(id, version)
	require.NotNil(a.t, resource, "%s is not there", id)
	properties, ok := resource["properties"].(map[string]any)
	require.True(a.t, ok, "%s has no properties", id)
	return properties
}

// Put makes a resource behind Pulumi's back, and waits until it is there.
func (a *Azure) Put(id, version string, body map[string]any) {
	a.t.Helper()
	response := a.do(http.MethodPut, id, version, body)
	require.Contains(a.t, []int{http.StatusOK, http.StatusCreated}, response.StatusCode, id)
	_, err := a.finish(response)
	require.NoError(a.t, err)
}

// PutFails makes or changes a resource, which Azure takes and then fails to do, and gives back why.
func (a *Azure) PutFails(id, version string, body map[string]any) string {
	a.t.Helper()
	response := a.do(http.MethodPut, id, version, body)
	require.Contains(a.t, []int{http.StatusOK, http.StatusCreated}, response.StatusCode, id)
	_, err := a.finish(response)
	require.Error(a.t, err)
	return err.Error()
}

// Delete deletes a resource, and waits until it is gone.
func (a *Azure) Delete(id, version string) {
	a.t.Helper()
	require.NoError(a.t, a.TryDelete(id, version))
}

// TryDelete deletes a resource, and gives back why that fails.
func (a *Azure) TryDelete(id, version string) error {
	a.t.Helper()
	response := a.do(http.MethodDelete, id, version, nil)
	require.Contains(a.t, []int{http.StatusAccepted, http.StatusNoContent}, response.StatusCode, id)
	_, err := a.finish(response)
	return err
}

// finish waits until an operation has ended.
func (a *Azure) finish(response *http.Response) (map[string]any, error) {
	a.t.Helper()
	poller, err := runtime.NewPoller[map[string]any](response, a.client.Pipeline(), nil)
	require.NoError(a.t, err)
	return poller.PollUntilDone(a.t.Context(), &runtime.PollUntilDoneOptions{Frequency: time.Second})
}

// For is the same Azure in the hands of another test.
func (a *Azure) For(t *testing.T) *Azure {
	t.Helper()
	clone := *a
	clone.t = t
	return &clone
}

// Post does what an action says, and gives back its answer.
func (a *Azure) Post(id, version string) map[string]any {
	a.t.Helper()
	response := a.do(http.MethodPost, id, version, nil)
	require.Equal(a.t, http.StatusOK, response.StatusCode, id)
	var answer map[string]any
	require.NoError(a.t, runtime.UnmarshalAsJSON(response, &answer))
	return answer
}

func (a *Azure) do(method, id, version string, body map[string]any) *http.Response {
	a.t.Helper()
	request, err := runtime.NewRequest(a.t.Context(), method, runtime.JoinPaths(a.client.Endpoint(), id))
	require.NoError(a.t, err)
	request.Raw().URL.RawQuery = url.Values{"api-version": {version}}.Encode()
	if body != nil {
		require.NoError(a.t, runtime.MarshalAsJSON(request, body))
	}
	response, err := a.client.Pipeline().Do(request)
	require.NoError(a.t, err)
	return response
}

// Left are the IDs of what the resource group holds, clusters and what is below them.
func (a *Azure) Left() []string {
	a.t.Helper()
	var left []string
	answer := a.Get(a.ID()+"/resources", "2021-04-01")
	for _, resource := range answer["value"].([]any) {
		left = append(left, resource.(map[string]any)["id"].(string))
	}
	return left
}

// Log is the request log so far.
func (a *Azure) Log() journal.Entries {
	a.t.Helper()
	entries, err := a.log.Entries()
	require.NoError(a.t, err)
	return entries
}

// Now is a mark in the request log.
func (a *Azure) Now() int64 { return a.Log().Last() }

// Since are the entries of the request log after a mark.
func (a *Azure) Since(mark int64) journal.Entries { return a.Log().After(mark) }

// AKS makes a cluster behind Pulumi's back.
func (a *Azure) AKS(name string) {
	a.t.Helper()
	a.Put(a.ID(Managed(name)), ClusterVersion, AKSBody(name))
}

// AKSBody is the least that a cluster needs.
func AKSBody(name string) map[string]any {
	return map[string]any{
		"location": "westeurope",
		"identity": map[string]any{"type": "SystemAssigned"},
		"properties": map[string]any{
			"dnsPrefix":         name,
			"agentPoolProfiles": []any{map[string]any{"name": "system", "mode": "System", "count": 1, "vmSize": "Standard_D4ds_v5"}},
		},
	}
}
