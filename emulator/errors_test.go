package emulator_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
)

func TestErrorsOfRouting(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Registered: []string{"Microsoft.ContainerService", "Microsoft.KubernetesConfiguration"}})
	cases := []struct {
		name, method, path string
		status             int
		code, says         string
	}{
		{"no version", "GET", clusterPath, 400, "MissingApiVersionParameter", "?api-version="},
		{"unknown version, read", "GET", clusterPath + "?api-version=2099-01-01", 400, "InvalidResourceType", "2024-09-01"},
		{"unknown version, write", "PUT", clusterPath + "?api-version=2099-01-01", 400, "NoRegisteredProviderFound", "2024-09-01"},
		{"another type's version", "GET", clusterPath + v2023, 400, "InvalidResourceType", "managedClusters"},
		{"unknown core version", "GET", groupPath + "?api-version=2099-01-01", 400, "InvalidApiVersionParameter", "2021-04-01"},
		{"unknown type", "GET", groupPath + "/providers/Microsoft.ContainerService/clusters/x" + aksV, 404, "InvalidResourceType", "clusters"},
		{"unknown namespace", "GET", groupPath + "/providers/Microsoft.Nothing/x/y" + aksV, 404, "InvalidResourceNamespace", "Microsoft.Nothing"},
		{"unregistered", "GET", groupPath + "/providers/Microsoft.Kubernetes/connectedClusters/x?api-version=2024-01-01", 409, "MissingSubscriptionRegistration", "Microsoft.Kubernetes"},
		{"no cluster", "GET", clusterPath + aksV, 404, "ResourceNotFound", "Microsoft.ContainerService/managedClusters/aks"},
		{"no group", "GET", "/resourceGroups/x" + v2021, 404, "ResourceGroupNotFound", "'x'"},
		{"configurations of no cluster", "GET", strings.TrimSuffix(configurationPath, "/apps") + v2023, 404, "ParentResourceNotFound", "aks"},
		{"method", "POST", clusterPath + aksV, 405, "MethodNotAllowed", "POST"},
		{"no operation", "GET", extensionPath + "/operations/x" + v2023, 404, "OperationNotFound", "x"},
		{"body", "PUT", clusterPath + aksV, 400, "InvalidRequestContent", "empty"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := a.send(c.method, c.path, "")
			assert.Equal(t, []any{c.status, c.code}, []any{got.status, got.code()}, got.message())
			assert.Contains(t, got.message(), c.says)
			assert.NotEmpty(t, got.header.Get("x-ms-request-id"))
			assert.NotEmpty(t, got.header.Get("x-ms-correlation-request-id"))
			assert.NotEmpty(t, got.header.Get("Date"))
		})
	}
	other := a.send(http.MethodGet, a.server.URL()+"/subscriptions/other/resourceGroups"+v2021, "")
	assert.Equal(t, []any{404, "SubscriptionNotFound"}, []any{other.status, other.code()})
}

func TestDeleteOfWhatIsMissing(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	for _, path := range []string{clusterPath + aksV, extensionPath + v2023, configurationPath + v2023} {
		assert.Equal(t, http.StatusNoContent, a.send(http.MethodDelete, path, "").status, path)
	}
}

func TestEveryFaultOfABodyIsNamed(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withFlux()
	got := a.send(http.MethodPut, configurationPath+v2023, `{"properties":{"gitRepositry":{},"scope":"all","suspend":"no"},"locatoin":""}`)
	details, _ := got.at("error", "details").([]any)
	var targets []any
	for _, detail := range details {
		targets = append(targets, detail.(map[string]any)["target"])
	}
	assert.Equal(t, []any{"locatoin", "properties.gitRepositry", "properties.scope", "properties.suspend"}, targets)
}

func TestTokens(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	client, _ := a.Options.Transport.(*http.Client)

	for name, header := range map[string]string{"none": "", "no bearer": "Basic eDp5", "made up": "Bearer x.y.z"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.server.URL()+"/subscriptions"+v2021, nil)
		require.NoError(t, err)
		if header != "" {
			request.Header.Set("Authorization", header)
		}
		response, err := client.Do(request)
		require.NoError(t, err)
		text, _ := io.ReadAll(response.Body)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, http.StatusUnauthorized, response.StatusCode, name)
		assert.Contains(t, response.Header.Get("WWW-Authenticate"), "Bearer authorization_uri=")
		assert.Contains(t, string(text), "AuthenticationFailed")
	}

	refused := func(tenant, id, secret string) string {
		credential, err := azidentity.NewClientSecretCredential(tenant, id, secret,
			&azidentity.ClientSecretCredentialOptions{ClientOptions: a.Options.ClientOptions, DisableInstanceDiscovery: true})
		require.NoError(t, err)
		_, err = credential.GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{a.server.URL() + "/.default"}})
		var failed *azidentity.AuthenticationFailedError
		require.True(t, errors.As(err, &failed), "%v", err)
		return err.Error()
	}
	assert.Contains(t, refused(emulator.TenantID, emulator.ClientID, "wrong"), "AADSTS7000215")
	assert.Contains(t, refused(emulator.TenantID, emulator.SubscriptionID, "wrong"), "AADSTS700016")
}

// The job of a CI shows a token of the CI's where others show a secret.
func TestFederatedCredential(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{IDToken: "the CI's word"})
	ask := func(token string) error {
		credential, err := azidentity.NewClientAssertionCredential(emulator.TenantID, emulator.ClientID,
			func(context.Context) (string, error) { return token, nil },
			&azidentity.ClientAssertionCredentialOptions{ClientOptions: a.Options.ClientOptions, DisableInstanceDiscovery: true})
		require.NoError(t, err)
		_, err = credential.GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{a.server.URL() + "/.default"}})
		return err
	}
	require.NoError(t, ask("the CI's word"))
	assert.ErrorContains(t, ask("somebody else's"), "AADSTS700213")
}

func TestLoginDocuments(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	client, _ := a.Options.Transport.(*http.Client)
	read := func(path string) string {
		response, err := client.Get(a.server.URL() + path)
		require.NoError(t, err)
		defer func() { _ = response.Body.Close() }()
		text, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		assert.Equal(t, http.StatusOK, response.StatusCode, path)
		return string(text)
	}
	assert.Contains(t, read("/common/discovery/instance?api-version=1.1"), "tenant_discovery_endpoint")
	assert.Contains(t, read("/"+emulator.TenantID+"/v2.0/.well-known/openid-configuration"), "/oauth2/v2.0/token")
	assert.Equal(t, "{", read("/metadata/endpoints?api-version=2022-09-01")[:1])
	assert.Equal(t, "[", read("/metadata/endpoints?api-version=2019-05-01")[:1])

	form := url.Values{"grant_type": {"password"}, "client_id": {emulator.ClientID}}
	response, err := client.PostForm(a.server.URL()+"/"+emulator.TenantID+"/oauth2/v2.0/token", form)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusBadRequest, response.StatusCode)
}

func TestConnectSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := connect.FromEnvironment(func(name string) string {
		return map[string]string{"ARM_METADATA_HOST": "localhost:1", "ARM_TENANT_ID": "t", "ARM_SUBSCRIPTION_ID": "s"}[name]
	})
	require.ErrorContains(t, err, "ARM_CLIENT_ID")
	require.ErrorContains(t, err, "ARM_CLIENT_SECRET")
	require.NotContains(t, err.Error(), "ARM_METADATA_HOSTNAME")
	_, err = connect.Open(t.Context(), connect.Settings{CACertificate: []byte("x")})
	require.ErrorContains(t, err, "not PEM")
}

func TestOptionsThatCannotWork(t *testing.T) {
	t.Parallel()
	for says, options := range map[string]emulator.Options{
		"loopback":  {Address: "0.0.0.0:0"},
		"host:port": {Address: "localhost"},
		"latency":   {Latency: -1},
		"page size": {PageSize: -1},
	} {
		_, err := emulator.Start(t.Context(), options)
		require.ErrorContains(t, err, says)
	}
}
