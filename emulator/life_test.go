package emulator_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// never is a cluster on which nothing is ever observed.
type never struct{ cluster.Behaviour }

func (never) Apply(cluster.Configuration, func(cluster.Status)) {}

func TestLifeOfAConfiguration(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 20 * time.Millisecond}).withFlux()
	client := a.configurations()
	const rp, typ = "Microsoft.ContainerService", "managedClusters"

	poller, err := client.BeginCreateOrUpdate(t.Context(), group, rp, typ, aks, "apps", gitConfiguration("https://example.com/repo", "infra", "apps"), nil)
	require.NoError(t, err)
	created, err := poller.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	assert.Equal(t, "Succeeded", string(*created.Properties.ProvisioningState))

	a.complies(configurationPath, "Compliant")
	got, err := client.Get(t.Context(), group, rp, typ, aks, "apps", nil)
	require.NoError(t, err)
	var names []string
	for _, status := range got.Properties.Statuses {
		names = append(names, *status.Kind+"/"+*status.Name)
	}
	assert.Equal(t, []string{"GitRepository/apps", "Kustomization/apps-infra", "Kustomization/apps-apps"}, names)
	assert.Regexp(t, "^main/[0-9a-f]{40}$", *got.Properties.SourceSyncedCommitID)
	assert.Equal(t, int64(600), *got.Properties.GitRepository.SyncIntervalInSeconds)

	gone, err := client.BeginDelete(t.Context(), group, rp, typ, aks, "apps", nil)
	require.NoError(t, err)
	_, err = gone.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	assert.Equal(t, 404, a.send(http.MethodGet, configurationPath+v2023, "").status)
}

// complies waits until a configuration is in a compliance state.
func (a *azure) complies(path, state string) {
	a.Helper()
	require.Eventually(a, func() bool {
		return a.send(http.MethodGet, path+v2024, "").text("properties", "complianceState") == state
	}, 5*time.Second, 5*time.Millisecond)
}

func TestSuspendedAndFailingConfigurations(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withFlux()
	source := func(url, more string) string {
		return `{"properties":{` + more + `"gitRepository":{"url":"` + url + `","repositoryRef":{"branch":"b"}},"kustomizations":{"a":{}}}}`
	}
	a.send(http.MethodPut, configurationPath+"1"+v2023, source("https://e.com/r", `"suspend":true,`))
	a.complies(configurationPath+"1", "Suspended")
	a.send(http.MethodPut, configurationPath+"2"+v2023, source("https://e.invalid/r", ""))
	a.complies(configurationPath+"2", "Non-Compliant")
	assert.Contains(t, a.send(http.MethodGet, configurationPath+"2"+v2023, "").text("properties", "errorMessage"), "e.invalid")
	a.send(http.MethodPut, configurationPath+"3"+v2023, source("git@e.com:r", ""))
	a.complies(configurationPath+"3", "Compliant")
	assert.Contains(t, a.send(http.MethodGet, configurationPath+"3"+v2023, "").text("properties", "repositoryPublicKey"), "ssh-ed25519 ")
}

func TestDeletingTheExtensionFirstLeavesConfigurationsStuck(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withFlux()
	for _, name := range []string{"", "2"} {
		require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+name+v2023, configurationBody).text("status"))
		a.complies(configurationPath+name, "Compliant")
	}
	require.Equal(t, "Succeeded", a.done(http.MethodDelete, extensionPath+v2023, "").text("status"))

	stuck := a.send(http.MethodGet, configurationPath+v2023, "")
	assert.Equal(t, "Unknown", stuck.text("properties", "complianceState"))
	assert.Contains(t, stuck.text("properties", "errorMessage"), "was deleted before this configuration")
	failed := a.done(http.MethodDelete, configurationPath+v2023, "")
	assert.Equal(t, []any{"Failed", "FluxConfigurationDeletionFailed"}, []any{failed.text("status"), failed.code()})
	assert.Contains(t, failed.message(), "forceDelete=true")
	assert.Equal(t, "Failed", a.send(http.MethodGet, configurationPath+v2023, "").text("properties", "provisioningState"))
	assert.Equal(t, "ExtensionNotInstalled", a.send(http.MethodPut, configurationPath+v2023, configurationBody).code())

	forced := a.done(http.MethodDelete, configurationPath+v2023+"&forceDelete=true", "")
	assert.Equal(t, "Succeeded", forced.text("status"))
	assert.Equal(t, 404, a.send(http.MethodGet, configurationPath+v2023, "").status)

	require.Equal(t, "Succeeded", a.done(http.MethodPut, extensionPath+v2023, extensionBody).text("status"))
	a.complies(configurationPath+"2", "Compliant")
	assert.Equal(t, "Succeeded", a.done(http.MethodDelete, configurationPath+"2"+v2023, "").text("status"))
}

func TestAnswersHaveTheShapeOfTheirVersion(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withFlux()
	blob := `{"properties":{"sourceKind":"AzureBlob","azureBlob":{"url":"https://e.com","containerName":"c","sasToken":"secret"}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+"1"+v2023, blob).text("status"))
	oci := `{"properties":{"sourceKind":"OCIRepository","ociRepository":{"url":"oci://e.com/r","tlsConfig":{"privateKey":"c2VjcmV0"}},"kustomizations":{"a":{}}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+"2"+v2024, oci).text("status"))
	git := `{"properties":{"gitRepository":{"provider":"Azure","url":"https://e.com/r","repositoryRef":{"tag":"t"}}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+"3"+v2024, git).text("status"))

	older, newer := a.send(http.MethodGet, configurationPath+"1"+v2023, ""), a.send(http.MethodGet, configurationPath+"1"+v2024, "")
	assert.Equal(t, "<redacted>", older.text("properties", "azureBlob", "sasToken"))
	assert.NotContains(t, older.at("properties"), "ociRepository")
	assert.Contains(t, newer.at("properties"), "ociRepository")
	assert.Contains(t, older.at("properties"), "gitRepository")
	assert.Nil(t, older.at("properties", "gitRepository"))

	assert.NotContains(t, a.send(http.MethodGet, configurationPath+"2"+v2023, "").at("properties"), "ociRepository")
	both := a.send(http.MethodGet, configurationPath+"2"+v2024, "")
	assert.Equal(t, "<redacted>", both.text("properties", "ociRepository", "tlsConfig", "privateKey"))
	assert.NotContains(t, a.send(http.MethodGet, configurationPath+"3"+v2023, "").at("properties", "gitRepository"), "provider")
	assert.Equal(t, "Azure", a.send(http.MethodGet, configurationPath+"3"+v2024, "").text("properties", "gitRepository", "provider"))
	reference := map[string]any{"branch": nil, "tag": "t", "semver": nil, "commit": nil}
	assert.Equal(t, reference, a.send(http.MethodGet, configurationPath+"3"+v2024, "").at("properties", "gitRepository", "repositoryRef"))
}

func TestExtensionsOnArc(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	for path, version := range map[string]string{
		groupPath + "/providers/Microsoft.Kubernetes/connectedClusters/edge":                    "?api-version=2024-01-01",
		groupPath + "/providers/Microsoft.HybridContainerService/provisionedClusters/provision": "?api-version=2022-09-01-preview",
	} {
		require.Equal(t, "Succeeded", a.done(http.MethodPut, path+version, `{"location":"westeurope","identity":{"type":"SystemAssigned"}}`).text("status"))
		extension := path + "/providers/Microsoft.KubernetesConfiguration/extensions/flux" + v2023
		made := a.send(http.MethodPut, extension, `{"identity":{"type":"SystemAssigned"},"properties":{"extensionType":"Microsoft.Flux"}}`)
		assert.Equal(t, 201, made.status, made.message())
		assert.NotEmpty(t, made.text("identity", "principalId"))
		assert.Nil(t, made.at("properties", "aksAssignedIdentity"))
		typo := a.send(http.MethodPut, path+version, `{"location":"westeurope","tag":{}}`)
		assert.Equal(t, "tag", typo.target())
	}
}
