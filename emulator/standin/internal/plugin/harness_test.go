package plugin_test

import (
	"sync"
	"testing"
	"time"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/fakearm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

const (
	fluxToken      = "azure-native:kubernetesconfiguration:FluxConfiguration"
	datedFluxToken = "azure-native:kubernetesconfiguration/v20241101:FluxConfiguration"
	fluxID         = "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks" +
		"/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/apps"
)

func urn(token, name string) string { return "urn:pulumi:dev::project::" + token + "::" + name }

// flux are the inputs of a small Flux configuration, with changes applied.
func flux(changes map[string]any) map[string]any {
	inputs := map[string]any{
		"resourceGroupName": "rg", "clusterRp": "Microsoft.ContainerService", "clusterResourceName": "managedClusters",
		"clusterName": "aks", "fluxConfigurationName": "apps", "namespace": "flux-system", "scope": "cluster",
		"sourceKind": "GitRepository",
		"gitRepository": map[string]any{
			"url": "https://example.com/repo", "repositoryRef": map[string]any{"branch": "main"},
		},
		"configurationProtectedSettings": map[string]any{"httpsKey": "c2VjcmV0"},
		"kustomizations":                 map[string]any{"infra": map[string]any{"path": "./infra"}},
	}
	for key, value := range changes {
		if value == nil {
			delete(inputs, key)
			continue
		}
		inputs[key] = value
	}
	return inputs
}

func marshal(t *testing.T, values map[string]any) *structpb.Struct {
	t.Helper()
	return marshalMap(t, resource.NewPropertyMapFromMap(values))
}

func marshalMap(t *testing.T, values resource.PropertyMap) *structpb.Struct {
	t.Helper()
	s, err := plugin.MarshalProperties(values, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true})
	require.NoError(t, err)
	return s
}

func unmarshal(t *testing.T, s *structpb.Struct) resource.PropertyMap {
	t.Helper()
	values, err := plugin.UnmarshalProperties(s, plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true})
	require.NoError(t, err)
	return values
}

func newServer(t *testing.T, version string, o standin.Options) *standin.Server {
	t.Helper()
	o.Identity = identity.Identity{Version: semver.MustParse(version)}
	o.Interval = time.Millisecond
	server, err := standin.New(o)
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = server.Cancel(t.Context(), nil) })
	return server
}

func configure(t *testing.T, server *standin.Server, config map[string]string) {
	t.Helper()
	args := resource.PropertyMap{}
	for key, value := range config {
		args[resource.PropertyKey(key)] = resource.MakeSecret(resource.NewStringProperty(value))
	}
	_, err := server.Configure(t.Context(), &pulumirpc.ConfigureRequest{
		Args: marshalMap(t, args), SendsOldInputs: true, SendsOldInputsToDelete: true,
	})
	require.NoError(t, err)
}

// unreachable is a configuration that leads nowhere: whoever asks Azure all the same fails.
var unreachable = map[string]string{"subscriptionId": "sub"}

// shelf is an Azure that keeps one resource, and answers every write at once.
type shelf struct {
	mu       sync.Mutex
	resource map[string]any
}

func (s *shelf) script(r fakearm.Request) fakearm.Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r.Method {
	case "PUT":
		properties, _ := r.Body["properties"].(map[string]any)
		s.resource = map[string]any{"id": r.Path, "name": "apps", "type": "flux", "properties": properties}
		properties["provisioningState"] = "Succeeded"
		properties["complianceState"] = "Pending"
		properties["ociRepository"] = nil
		if _, ok := properties["configurationProtectedSettings"]; ok {
			properties["configurationProtectedSettings"] = map[string]any{"httpsKey": "<redacted>"}
		}
	case "DELETE":
		s.resource = nil
		return fakearm.Answer{Status: 204}
	}
	if s.resource == nil {
		return fakearm.NotFound()
	}
	return fakearm.Answer{Status: 200, Body: s.resource}
}

func (s *shelf) change(path string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.resource["properties"].(map[string]any)[path] = value
}

// azure starts a scripted Azure with a configured plugin before it.
func azure(t *testing.T, version string, script func(fakearm.Request) fakearm.Answer) (*standin.Server, *fakearm.Server) {
	t.Helper()
	fake := fakearm.Start(t, script)
	server := newServer(t, version, standin.Options{RootCAs: fake.RootCAs()})
	configure(t, server, fake.Configuration())
	return server, fake
}
