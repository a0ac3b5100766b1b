package plugin_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/lockedbuffer"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"
)

const latency = 20 * time.Millisecond

func TestLifeOnTheLocalAzure(t *testing.T) {
	t.Parallel()
	s := localAzure(t, emulator.Options{Latency: latency})
	s.withFlux("aks")
	assert.Equal(t, "westeurope", s.state("aks")["location"].StringValue(), "the group's location")
	assert.True(t, s.state("aks")["currentKubernetesVersion"].HasValue())

	require.NoError(t, s.create(fluxToken, "apps", flux(nil)))
	assert.Equal(t, "Succeeded", s.state("apps")["provisioningState"].StringValue())
	require.Eventually(t, func() bool {
		return s.refresh("apps")["complianceState"].StringValue() == "Compliant"
	}, 5*time.Second, latency)
	for _, name := range []string{"rg", "aks", "ext", "apps"} {
		s.refresh(name)
	}
	state := s.state("apps")
	assert.NotContains(t, state, resource.PropertyKey("ociRepository"))
	assert.Equal(t, "infra", state["kustomizations"].ObjectValue()["infra"].ObjectValue()["name"].StringValue(),
		"what only Azure writes is an output, and no change of the inputs")

	suspended := flux(map[string]any{"suspend": true})
	require.NoError(t, s.update(fluxToken, "apps", suspended))
	assert.True(t, s.refresh("apps")["suspend"].BoolValue())
	// The other version of the type is an alias, so that the engine updates what has the same ID.
	suspended["gitRepository"].(map[string]any)["provider"] = "Generic"
	require.NoError(t, s.update(datedFluxToken, "apps", suspended))
	assert.Equal(t, "2024-11-01", s.refresh("apps")["azureApiVersion"].StringValue())

	for _, name := range []string{"apps", "ext", "aks", "rg"} {
		require.NoError(t, s.delete(name, 0), name)
		require.NoError(t, s.delete(name, 0), "%s is gone, and may be deleted all the same", name)
	}
}

var registered = regexp.MustCompile(`"method":"POST","path":"[^"]*/Microsoft.ContainerService/register"`)

func TestTheNamespaceIsRegisteredOnce(t *testing.T) {
	t.Parallel()
	var log lockedbuffer.Buffer
	s := localAzure(t, emulator.Options{Latency: latency, RequestLog: &log, ResourceGroups: []string{"rg"}})
	require.NoError(t, s.create(clusterToken, "aks", cluster("aks")))
	require.NoError(t, s.create(clusterToken, "more", cluster("more")))
	assert.Len(t, registered.FindAllString(log.String(), -1), 1)
}

func TestAzureRefuses(t *testing.T) {
	t.Parallel()
	s := localAzure(t, emulator.Options{})
	s.withFlux("aks")
	require.NoError(t, s.create(fluxToken, "apps", flux(nil)))
	assert.ErrorContains(t, s.create(fluxToken, "again", flux(nil)), "cannot create already existing resource '/subscriptions/")

	second := extension("aks")
	second["extensionName"] = "second"
	assert.ErrorContains(t, s.create(extensionToken, "second", second), "Status=")
	assert.ErrorContains(t, s.create(fluxToken, "bad", flux(map[string]any{
		"fluxConfigurationName": "bad", "gitRepository": nil,
	})), `Code="ValidationFailed"`)
	assert.ErrorContains(t, s.create(clusterToken, "lost", map[string]any{
		"resourceGroupName": "nowhere", "resourceName": "lost", "location": "westeurope", "dnsPrefix": "lost",
	}), `Code="ResourceGroupNotFound"`)
}

func TestImportFromTheLocalAzure(t *testing.T) {
	t.Parallel()
	s := localAzure(t, emulator.Options{})
	s.withFlux("aks")
	require.NoError(t, s.create(fluxToken, "apps", flux(nil)))
	for name, h := range s.held {
		read, err := s.server.Read(t.Context(), &pulumirpc.ReadRequest{Id: h.id, Urn: urn(h.token, name)})
		require.NoError(t, err)
		checked, err := s.server.Check(t.Context(), &pulumirpc.CheckRequest{
			Urn: urn(h.token, name), Olds: read.GetInputs(), News: read.GetInputs(),
		})
		require.NoError(t, err)
		assert.Empty(t, checked.GetFailures(), name)
		diff, err := s.server.Diff(t.Context(), &pulumirpc.DiffRequest{
			Id: h.id, Urn: urn(h.token, name), Olds: read.GetProperties(), OldInputs: read.GetInputs(), News: checked.GetInputs(),
		})
		require.NoError(t, err)
		assert.Equal(t, pulumirpc.DiffResponse_DIFF_NONE, diff.GetChanges(), name)
	}
}

func TestTheWrongOrderStaysStuck(t *testing.T) {
	t.Parallel()
	s := localAzure(t, emulator.Options{})
	s.withFlux("aks")
	require.NoError(t, s.create(fluxToken, "apps", flux(nil)))
	require.NoError(t, s.delete("ext", 0))
	assert.Error(t, s.delete("apps", 1), "nobody is left in the cluster to clean up")
	h := s.held["apps"]
	read, err := s.server.Read(t.Context(), &pulumirpc.ReadRequest{Id: h.id, Urn: urn(h.token, "apps"), Inputs: h.inputs})
	require.NoError(t, err)
	assert.NotEmpty(t, read.GetId())
}

func TestCancelledOnTheLocalAzure(t *testing.T) {
	t.Parallel()
	polling := &firstPoll{seen: make(chan struct{})}
	azure, err := emulator.Start(t.Context(), emulator.Options{
		Latency: 3 * time.Second, ResourceGroups: []string{"rg"}, Registered: []string{"Microsoft.ContainerService"}, RequestLog: polling,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, azure.Close()) })
	plugin := inFrontOf(t, azure)
	inputs := marshal(t, cluster("aks"))
	go func() {
		<-polling.seen
		_, _ = plugin.Cancel(context.Background(), nil)
	}()
	_, err = plugin.Create(t.Context(), &pulumirpc.CreateRequest{
		Urn: urn(clusterToken, "aks"), Properties: marshal(t, withLocation(cluster("aks"))),
	})
	kept := initFailed(t, err)
	assert.Equal(t, "Creating", unmarshal(t, kept.GetProperties())["provisioningState"].StringValue())

	// The next run finds the cluster, and waits for the operation that still runs.
	next := inFrontOf(t, azure)
	_, err = next.Create(t.Context(), &pulumirpc.CreateRequest{Urn: urn(clusterToken, "aks"), Properties: marshal(t, withLocation(cluster("aks")))})
	require.ErrorContains(t, err, "cannot create already existing resource")
	updated, err := next.Update(t.Context(), &pulumirpc.UpdateRequest{
		Id: kept.GetId(), Urn: urn(clusterToken, "aks"), Olds: kept.GetProperties(), OldInputs: inputs,
		News: marshal(t, withLocation(cluster("aks"))),
	})
	require.NoError(t, err)
	assert.Equal(t, "Succeeded", unmarshal(t, updated.GetProperties())["provisioningState"].StringValue())
}

// firstPoll is a request log that tells when an operation is asked about for the first time: its PUT has been answered then.
type firstPoll struct {
	once sync.Once
	seen chan struct{}
}

func (p *firstPoll) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte(`"GET"`)) && bytes.Contains(line, []byte("/operations/")) {
		p.once.Do(func() { close(p.seen) })
	}
	return len(line), nil
}

func withLocation(inputs map[string]any) map[string]any {
	inputs["location"] = "westeurope"
	return inputs
}

func TestManyClusters(t *testing.T) {
	t.Parallel()
	const clusters, parallel = 200, 100
	s := localAzure(t, emulator.Options{Latency: latency, ResourceGroups: []string{"rg"}})
	var group errgroup.Group
	group.SetLimit(parallel)
	for i := range clusters {
		name := fmt.Sprintf("aks-%d", i)
		group.Go(func() error {
			_, err := s.server.Create(t.Context(), &pulumirpc.CreateRequest{
				Urn: urn(clusterToken, name), Properties: marshal(t, withLocation(cluster(name))),
			})
			return err
		})
	}
	assert.NoError(t, group.Wait())
}
