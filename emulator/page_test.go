package emulator_test

import (
	"io"
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// reconciled is a cluster that says what it was asked to reconcile.
type reconciled struct {
	cluster.Behaviour
	asked chan cluster.Reference
}

func (r reconciled) Reconcile(configuration cluster.Reference) { r.asked <- configuration }

func TestPage(t *testing.T) {
	t.Parallel()
	clusters := reconciled{cluster.NewSimulated(0), make(chan cluster.Reference, 1)}
	a := start(t, emulator.Options{PageAddress: "127.0.0.1:0", Clusters: clusters}).withFlux()
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+v2023, configurationBody).text("status"))
	a.complies(configurationPath, "Compliant")

	response, err := http.Get(a.server.PageURL())
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Contains(t, string(text), ">Compliant<")
	assert.NotContains(t, string(text), a.server.Environment()["ARM_CLIENT_SECRET"])

	asked, err := http.PostForm(a.server.PageURL()+"reconcile", map[string][]string{"configuration": {"/subscriptions/" + emulator.SubscriptionID + configurationPath}})
	require.NoError(t, err)
	defer func() { _ = asked.Body.Close() }()
	require.Equal(t, http.StatusOK, asked.StatusCode, "it leads back to the page")
	require.Len(t, clusters.asked, 1)
	assert.Contains(t, (<-clusters.asked).Cluster, "/managedClusters/"+aks)
}

func TestPageEndsWithTheServer(t *testing.T) {
	t.Parallel()
	server, err := emulator.Start(t.Context(), emulator.Options{PageAddress: "localhost:0"})
	require.NoError(t, err)
	events, err := http.Get(server.PageURL() + "events")
	require.NoError(t, err)
	defer func() { _ = events.Body.Close() }()
	require.NoError(t, server.Close())
	_, err = io.ReadAll(events.Body)
	assert.Error(t, err, "whoever listens is cut off")
	_, err = http.Get(server.PageURL()) //nolint:bodyclose // there is no answer
	assert.Error(t, err)
}

func TestPageIsOffAndOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	server, err := emulator.Start(t.Context(), emulator.Options{})
	require.NoError(t, err)
	assert.Empty(t, server.PageURL())
	require.NoError(t, server.Close())

	_, err = emulator.Start(t.Context(), emulator.Options{PageAddress: "0.0.0.0:0"})
	assert.EqualError(t, err, `the address "0.0.0.0:0" is not on loopback; use 127.0.0.1, ::1 or localhost`)

	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = taken.Close() }()
	_, err = emulator.Start(t.Context(), emulator.Options{PageAddress: taken.Addr().String()})
	assert.ErrorContains(t, err, "for the page")
}
