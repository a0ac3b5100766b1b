package emulator_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerservice/armcontainerservice/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

func TestLifeOfACluster(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 10 * time.Millisecond})
	client := a.clusters()
	sent := managedCluster()
	sent.Properties.OidcIssuerProfile = &armcontainerservice.ManagedClusterOIDCIssuerProfile{Enabled: new(true)}
	poller, err := client.BeginCreateOrUpdate(t.Context(), group, aks, sent, nil)
	require.NoError(t, err)
	made, err := poller.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	p := made.Properties
	assert.Equal(t, "Succeeded", *p.ProvisioningState)
	assert.Equal(t, "MC_demo_aks_westeurope", *p.NodeResourceGroup)
	assert.Regexp(t, `^demo-[0-9a-f]{8}\.hcp\.westeurope\.azmk8s\.io$`, *p.Fqdn)
	assert.Equal(t, "1.33.5", *p.CurrentKubernetesVersion)
	assert.Contains(t, *p.OidcIssuerProfile.IssuerURL, emulator.TenantID)
	assert.NotEmpty(t, *p.IdentityProfile["kubeletidentity"].ObjectID)
	assert.NotEmpty(t, *made.Identity.PrincipalID)
	assert.Equal(t, int32(128), *p.AgentPoolProfiles[0].OSDiskSizeGB)
	assert.Equal(t, armcontainerservice.CodeRunning, *p.PowerState.Code)

	// What was read can be sent again: read-only members are left aside.
	again, err := client.BeginCreateOrUpdate(t.Context(), group, "AKS", made.ManagedCluster, nil)
	require.NoError(t, err)
	_, err = again.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)

	tags, err := client.BeginUpdateTags(t.Context(), group, aks, armcontainerservice.TagsObject{Tags: map[string]*string{"a": new("b")}}, nil)
	require.NoError(t, err)
	tagged, err := tags.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	assert.Equal(t, "b", *tagged.Tags["a"])

	gone, err := client.BeginDelete(t.Context(), group, aks, nil)
	require.NoError(t, err)
	_, err = gone.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	assert.Equal(t, "ResourceNotFound", a.send(http.MethodGet, clusterPath+aksV, "").code())
}

func TestHeadersOfOperations(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 200 * time.Millisecond})
	created := a.send(http.MethodPut, clusterPath+aksV, clusterBody)
	assert.Equal(t, []any{201, "Creating"}, []any{created.status, created.text("properties", "provisioningState")})
	assert.Equal(t, "1", created.header.Get("Retry-After"))
	milliseconds, err := strconv.Atoi(created.header.Get("x-ms-retry-after-ms"))
	require.NoError(t, err)
	assert.InDelta(t, 150, milliseconds, 50)
	status := a.send(http.MethodGet, created.header.Get("Azure-AsyncOperation"), "")
	assert.Equal(t, []any{200, "InProgress"}, []any{status.status, status.text("status")})
	second := a.send(http.MethodPut, clusterPath+aksV, clusterBody)
	assert.Equal(t, []any{409, "AnotherOperationInProgress"}, []any{second.status, second.code()})
	early := a.send(http.MethodPut, extensionPath+v2023, extensionBody)
	assert.Equal(t, []any{409, "OperationNotAllowed"}, []any{early.status, early.code()})
	require.Eventually(t, func() bool {
		return a.send(http.MethodGet, created.header.Get("Azure-AsyncOperation"), "").text("status") == "Succeeded"
	}, 5*time.Second, 10*time.Millisecond)

	extension := a.send(http.MethodPut, extensionPath+v2023, extensionBody)
	assert.Equal(t, "PT48H", extension.header.Get("x-ms-async-operation-timeout"))
	assert.Contains(t, extension.header.Get("Azure-AsyncOperation"), "/extensions/flux/operations/")
	assert.Equal(t, 409, a.send(http.MethodDelete, extensionPath+v2023, "").status)
	require.Eventually(t, func() bool {
		return a.send(http.MethodGet, extensionPath+v2023, "").text("properties", "provisioningState") == "Succeeded"
	}, 5*time.Second, 10*time.Millisecond)
	assert.Equal(t, 200, a.send(http.MethodPut, extensionPath+v2023, extensionBody).status)
	require.Eventually(t, func() bool { return a.send(http.MethodDelete, extensionPath+v2023, "").status == 202 }, 5*time.Second, 10*time.Millisecond)

	deleted := a.send(http.MethodDelete, clusterPath+aksV, "")
	assert.Equal(t, 202, deleted.status)
	where := deleted.header.Get("Location")
	assert.Equal(t, 202, a.send(http.MethodGet, where, "").status)
	require.Eventually(t, func() bool { return a.send(http.MethodGet, where, "").status == 204 }, 5*time.Second, 10*time.Millisecond)
}

func TestConfigurationsOfAClusterAreMadeSideBySide(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 30 * time.Millisecond}).withFlux()
	for i := range 10 {
		got := a.send(http.MethodPut, configurationPath+strconv.Itoa(i)+v2023, configurationBody)
		assert.Equal(t, 201, got.status, got.message())
	}
}

func TestPatch(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withFlux()
	body := `{"properties":{"configurationProtectedSettings":{"httpsKey":"a2V5"},"gitRepository":{"url":"https://e.com/r","repositoryRef":{"branch":"b"}},
		"kustomizations":{"a":{"path":"./a"},"b":{"path":"./b","dependsOn":["a"]}}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+v2023, body).text("status"))

	nothing := a.send(http.MethodPatch, configurationPath+v2023, `{"properties":{"kustomizations":{"a":{"path":"./a"}}}}`)
	assert.Equal(t, []any{200, ""}, []any{nothing.status, nothing.header.Get("Azure-AsyncOperation")})

	dangling := a.send(http.MethodPatch, configurationPath+v2023, `{"properties":{"kustomizations":{"a":null}}}`)
	assert.Equal(t, "properties.kustomizations.b.dependsOn", dangling.target())
	changed := a.send(http.MethodPatch, configurationPath+v2023, `{"properties":{"suspend":true,"kustomizations":{"a":null,"b":{"dependsOn":null}}}}`)
	assert.Equal(t, []any{202, "Updating"}, []any{changed.status, changed.text("properties", "provisioningState")})
	kustomizations, _ := changed.at("properties", "kustomizations").(map[string]any)
	assert.Len(t, kustomizations, 1)
	assert.Equal(t, []any{}, changed.at("properties", "kustomizations", "b", "dependsOn"))
	assert.Equal(t, "./b", changed.text("properties", "kustomizations", "b", "path"))
	assert.Equal(t, "<redacted>", changed.text("properties", "configurationProtectedSettings", "httpsKey"))

	require.Eventually(t, func() bool {
		return a.send(http.MethodGet, changed.header.Get("Azure-AsyncOperation"), "").text("status") == "Succeeded"
	}, 5*time.Second, 5*time.Millisecond)
	for target, patch := range map[string]string{
		"properties.namespace": `{"properties":{"namespace":"x"}}`,
		"properties.suspended": `{"properties":{"suspended":true}}`,
		"tags":                 `{"tags":{}}`,
	} {
		got := a.send(http.MethodPatch, configurationPath+v2023, patch)
		assert.Equal(t, []any{400, "InvalidRequestContent", target}, []any{got.status, got.code(), got.target()}, got.message())
	}
	missing := a.send(http.MethodPatch, clusterPath+"x"+aksV, `{"tags":{}}`)
	assert.Equal(t, 404, missing.status)
}

func TestWaitForReconciliation(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 5 * time.Millisecond}).withFlux()
	body := func(url, more string) string {
		return `{"properties":{"waitForReconciliation":true,` + more + `"gitRepository":{"url":"` + url + `","repositoryRef":{"branch":"b"}},"kustomizations":{"a":{}}}}`
	}
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+v2023, body("https://e.com/r", "")).text("status"))
	assert.Equal(t, "Compliant", a.send(http.MethodGet, configurationPath+v2023, "").text("properties", "complianceState"))

	bad := a.done(http.MethodPut, configurationPath+"2"+v2023, body("https://e.invalid/r", ""))
	assert.Equal(t, []any{"Failed", "ReconciliationFailed"}, []any{bad.text("status"), bad.code()})
	got := a.send(http.MethodGet, configurationPath+"2"+v2023, "")
	assert.Equal(t, []any{"Failed", "Non-Compliant"}, []any{got.text("properties", "provisioningState"), got.text("properties", "complianceState")})
	assert.Contains(t, got.text("properties", "errorMessage"), "no such host")

	slow := start(t, emulator.Options{Clusters: never{cluster.NewSimulated(0)}}).withFlux()
	late := slow.done(http.MethodPut, configurationPath+v2023, body("https://e.com/r", `"reconciliationWaitDuration":"PT0.05S",`))
	assert.Equal(t, []any{"Failed", "ReconciliationTimeout"}, []any{late.text("status"), late.code()})
}
