package plugin_test

import (
	"crypto/x509"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

const (
	groupToken     = "azure-native:resources:ResourceGroup"
	extensionToken = "azure-native:kubernetesconfiguration:Extension"
)

// stack is a plugin before a local Azure, and what it has made there, as an engine would hold it.
type stack struct {
	t      *testing.T
	server *standin.Server
	held   map[string]*held
}

type held struct {
	token, id     string
	inputs, state *structpb.Struct
}

// localAzure starts a local Azure in which nothing is registered, with a plugin before it.
func localAzure(t *testing.T, options emulator.Options) *stack {
	t.Helper()
	server, err := emulator.Start(t.Context(), options)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, server.Close()) })
	return &stack{t: t, server: inFrontOf(t, server), held: map[string]*held{}}
}

func inFrontOf(t *testing.T, azure *emulator.Server) *standin.Server {
	t.Helper()
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(azure.CACertificate()))
	plugin := newServer(t, "2.92.3", standin.Options{RootCAs: roots})
	environment := azure.Environment()
	configure(t, plugin, map[string]string{
		"subscriptionId": environment["ARM_SUBSCRIPTION_ID"], "tenantId": environment["ARM_TENANT_ID"],
		"clientId": environment["ARM_CLIENT_ID"], "clientSecret": environment["ARM_CLIENT_SECRET"],
		"metadataHost": environment["ARM_METADATA_HOSTNAME"],
	})
	return plugin
}

func (s *stack) create(token, name string, inputs map[string]any) error {
	s.t.Helper()
	checked, err := s.server.Check(s.t.Context(), &pulumirpc.CheckRequest{Urn: urn(token, name), News: marshal(s.t, inputs)})
	require.NoError(s.t, err)
	require.Empty(s.t, checked.GetFailures())
	created, err := s.server.Create(s.t.Context(),
		&pulumirpc.CreateRequest{Urn: urn(token, name), Properties: checked.GetInputs()})
	if err != nil {
		return err
	}
	s.held[name] = &held{token: token, id: created.GetId(), inputs: checked.GetInputs(), state: created.GetProperties()}
	return nil
}

func (s *stack) update(token, name string, inputs map[string]any) error {
	s.t.Helper()
	h := s.held[name]
	news := marshal(s.t, inputs)
	updated, err := s.server.Update(s.t.Context(), &pulumirpc.UpdateRequest{
		Id: h.id, Urn: urn(token, name), Olds: h.state, OldInputs: h.inputs, News: news,
	})
	if err != nil {
		return err
	}
	h.token, h.inputs, h.state = token, news, updated.GetProperties()
	return nil
}

// refresh reads a resource and makes sure that nothing of its inputs seems to have changed.
func (s *stack) refresh(name string) resource.PropertyMap {
	s.t.Helper()
	h := s.held[name]
	read, err := s.server.Read(s.t.Context(), &pulumirpc.ReadRequest{
		Id: h.id, Urn: urn(h.token, name), Properties: h.state, Inputs: h.inputs,
	})
	require.NoError(s.t, err)
	require.Equal(s.t, h.id, read.GetId())
	assert.Equal(s.t, unmarshal(s.t, h.inputs), unmarshal(s.t, read.GetInputs()), "%s seems changed", name)
	h.state = read.GetProperties()
	return s.state(name)
}

func (s *stack) delete(name string, timeout float64) error {
	s.t.Helper()
	h := s.held[name]
	_, err := s.server.Delete(s.t.Context(), &pulumirpc.DeleteRequest{
		Id: h.id, Urn: urn(h.token, name), Properties: h.state, OldInputs: h.inputs, Timeout: timeout,
	})
	return err
}

func (s *stack) state(name string) resource.PropertyMap {
	s.t.Helper()
	return unmarshal(s.t, s.held[name].state)
}

func cluster(name string) map[string]any {
	return map[string]any{
		"resourceGroupName": "rg", "resourceName": name, "dnsPrefix": name,
		"identity": map[string]any{"type": "SystemAssigned"},
		"agentPoolProfiles": []any{map[string]any{
			"name": "system", "mode": "System", "vmSize": "Standard_DS2_v2", "count": 1.0,
		}},
	}
}

func onCluster(name string, inputs map[string]any) map[string]any {
	inputs["resourceGroupName"], inputs["clusterName"] = "rg", name
	inputs["clusterRp"], inputs["clusterResourceName"] = "Microsoft.ContainerService", "managedClusters"
	return inputs
}

func extension(clusterName string) map[string]any {
	return onCluster(clusterName, map[string]any{
		"extensionName": "flux", "extensionType": "microsoft.flux", "releaseTrain": "Stable",
		"autoUpgradeMinorVersion":        true,
		"configurationSettings":          map[string]any{"image-reflector-controller.enabled": "true"},
		"configurationProtectedSettings": map[string]any{"token": "hidden"},
		"scope":                          map[string]any{"cluster": map[string]any{"releaseNamespace": "flux-system"}},
	})
}

// withFlux makes a group, a cluster and the extension.
func (s *stack) withFlux(clusterName string) {
	s.t.Helper()
	require.NoError(s.t, s.create(groupToken, "rg", map[string]any{"resourceGroupName": "rg", "location": "westeurope"}))
	require.NoError(s.t, s.create(clusterToken, "aks", cluster(clusterName)))
	require.NoError(s.t, s.create(extensionToken, "ext", extension(clusterName)))
}
