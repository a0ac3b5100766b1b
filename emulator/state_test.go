package emulator_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
)

func TestStateOutlivesARestart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state")
	options := emulator.Options{StateFile: file, Latency: 30 * time.Millisecond}
	first := start(t, options).withFlux()
	body := `{"properties":{"configurationProtectedSettings":{"httpsKey":"a2V5"},"gitRepository":{"url":"https://e.com/r","repositoryRef":{"branch":"b"}},"kustomizations":{"a":{}}}}`
	require.Equal(t, "Succeeded", first.done(http.MethodPut, configurationPath+v2023, body).text("status"))
	first.complies(configurationPath, "Compliant")
	require.Equal(t, "Succeeded", first.done(http.MethodPut, configurationPath+"2"+v2023, configurationBody).text("status"))
	require.Equal(t, 202, first.send(http.MethodDelete, configurationPath+"2"+v2023, "").status)
	before := first.send(http.MethodGet, configurationPath+v2023, "")
	environment, certificate := first.server.Environment(), first.server.CACertificate()
	require.NoError(t, first.server.Close())

	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	second := start(t, options)
	assert.Equal(t, certificate, second.server.CACertificate())
	for _, name := range []string{"ARM_SUBSCRIPTION_ID", "ARM_TENANT_ID", "ARM_CLIENT_ID", "ARM_CLIENT_SECRET"} {
		assert.Equal(t, environment[name], second.server.Environment()[name], name)
	}
	after := second.send(http.MethodGet, configurationPath+v2023, "")
	assert.Equal(t, before.text("id"), after.text("id"))
	assert.Equal(t, before.text("properties", "sourceSyncedCommitId"), after.text("properties", "sourceSyncedCommitId"))
	require.Eventually(t, func() bool { return second.send(http.MethodGet, configurationPath+"2"+v2023, "").status == 404 },
		5*time.Second, 10*time.Millisecond, "the deletion that was under way goes on")
	same := second.send(http.MethodPatch, configurationPath+v2023, `{"properties":{"gitRepository":{"timeoutInSeconds":null}}}`)
	assert.Equal(t, 200, same.status, "a document that was read back is equal to what was sent")
}

func TestStateFileThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state")
	require.NoError(t, os.WriteFile(file, []byte("hello\n"), 0o600))
	_, err := emulator.Start(t.Context(), emulator.Options{StateFile: file})
	require.ErrorContains(t, err, "line 1 is not a record")
}

func TestALineThatWasCutOffIsLeftAside(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state")
	first := start(t, emulator.Options{StateFile: file})
	require.NoError(t, first.server.Close())
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, append(text, `{"Resource":{"ID":"/x`...), 0o600))
	second := start(t, emulator.Options{StateFile: file})
	assert.Equal(t, 200, second.send(http.MethodGet, groupPath+v2021, "").status)
}

func TestEnvironmentFile(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	file := filepath.Join(t.TempDir(), "env")
	environment, err := a.server.WriteEnvironment(file)
	require.NoError(t, err)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(text), fmt.Sprintf("export ARM_CLIENT_SECRET='%s'\n", environment["ARM_CLIENT_SECRET"]))
	assert.Contains(t, string(text), "export SSL_CERT_FILE='"+environment["SSL_CERT_FILE"]+"'\n")
	info, err := os.Stat(file)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	certificate, err := os.ReadFile(environment["SSL_CERT_FILE"])
	require.NoError(t, err)
	assert.Equal(t, a.server.CACertificate(), certificate)
}

func TestListsComeInPages(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{PageSize: 2}).withFlux()
	for i := range 5 {
		require.Equal(t, 201, a.send(http.MethodPut, fmt.Sprintf("%s%d%s", configurationPath, i, v2023), configurationBody).status)
	}
	pager := a.configurations().NewListPager(group, "Microsoft.ContainerService", "managedClusters", aks, nil)
	var sizes []int
	var names []string
	for pager.More() {
		page, err := pager.NextPage(t.Context())
		require.NoError(t, err)
		sizes = append(sizes, len(page.Value))
		for _, one := range page.Value {
			names = append(names, *one.Name)
		}
	}
	assert.Equal(t, []int{2, 2, 1}, sizes)
	assert.Equal(t, []string{"apps0", "apps1", "apps2", "apps3", "apps4"}, names)

	for i := range 3 {
		path := fmt.Sprintf("%s%d%s", clusterPath, i, aksV)
		require.Equal(t, 201, a.send(http.MethodPut, path, clusterBody).status)
	}
	clusters := a.clusters().NewListPager(nil)
	found := 0
	for clusters.More() {
		page, err := clusters.NextPage(t.Context())
		require.NoError(t, err)
		found += len(page.Value)
	}
	assert.Equal(t, 4, found)
	bad := a.send(http.MethodGet, "/resourceGroups"+v2021+"&$skiptoken=%21", "")
	assert.Equal(t, "InvalidSkipToken", bad.code())
}

func TestManyClustersAtOnce(t *testing.T) {
	t.Parallel()
	const many = 300
	a := start(t, emulator.Options{Latency: 5 * time.Millisecond, StateFile: filepath.Join(t.TempDir(), "state")})
	var wait sync.WaitGroup
	for worker := range 20 {
		wait.Go(func() {
			for i := worker; i < many; i += 20 {
				got := a.send(http.MethodPut, fmt.Sprintf("%s%d%s", clusterPath, i, aksV), clusterBody)
				assert.Equal(t, 201, got.status, got.message())
			}
		})
	}
	wait.Wait()
	require.Eventually(t, func() bool {
		return a.send(http.MethodGet, fmt.Sprintf("%s%d%s", clusterPath, many-1, aksV), "").text("properties", "provisioningState") == "Succeeded"
	}, 5*time.Second, 10*time.Millisecond)
}
