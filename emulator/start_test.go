package emulator_test

import (
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerservice/armcontainerservice/v6"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/kubernetesconfiguration/armkubernetesconfiguration/v2"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
)

// What the tests call things.
const (
	group    = "demo"
	aks      = "aks"
	location = "westeurope"
)

// all are the namespaces that a test needs when it is not about registration.
var all = []string{
	"Microsoft.ContainerService", "Microsoft.KubernetesConfiguration", "Microsoft.Kubernetes", "Microsoft.HybridContainerService",
}

// quickly is how often the tests' pollers ask where the server does not say.
var quickly = &runtime.PollUntilDoneOptions{Frequency: 10 * time.Millisecond}

// azure is a local Azure and what the real SDK's clients need for it.
type azure struct {
	*testing.T
	server *emulator.Server
	*connect.Connection
}

// start starts a local Azure with one group, for one test.
func start(t *testing.T, options emulator.Options) *azure {
	t.Helper()
	options.ResourceGroups = append(options.ResourceGroups, group)
	if options.Registered == nil {
		options.Registered = all
	}
	server, err := emulator.Start(t.Context(), options)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	return &azure{T: t, server: server, Connection: open(t, server)}
}

// open connects to a server by its metadata host and client secret alone.
func open(t *testing.T, server *emulator.Server) *connect.Connection {
	t.Helper()
	environment := server.Environment()
	settings, err := connect.FromEnvironment(func(name string) string { return environment[name] })
	require.NoError(t, err)
	settings.CACertificate = server.CACertificate()
	connection, err := connect.Open(t.Context(), settings)
	require.NoError(t, err)
	return connection
}

// version is the connection's options with an API version other than the client's own.
func (a *azure) version(version string) *arm.ClientOptions {
	options := *a.Options
	options.APIVersion = version
	return &options
}

func (a *azure) clusters() *armcontainerservice.ManagedClustersClient {
	client, err := armcontainerservice.NewManagedClustersClient(a.SubscriptionID, a.Credential, a.version("2024-09-01"))
	require.NoError(a, err)
	return client
}

func (a *azure) extensions() *armkubernetesconfiguration.ExtensionsClient {
	client, err := armkubernetesconfiguration.NewExtensionsClient(a.SubscriptionID, a.Credential, a.Options)
	require.NoError(a, err)
	return client
}

func (a *azure) configurations() *armkubernetesconfiguration.FluxConfigurationsClient {
	client, err := armkubernetesconfiguration.NewFluxConfigurationsClient(a.SubscriptionID, a.Credential, a.Options)
	require.NoError(a, err)
	return client
}

// pipeline sends requests as azcore's clients do, for what no client can say.
func (a *azure) pipeline() runtime.Pipeline {
	client, err := arm.NewClient("emulator-test", "v1.0.0", a.Credential, &arm.ClientOptions{
		ClientOptions:         policy.ClientOptions{Transport: a.Options.Transport, Cloud: a.Options.Cloud, Retry: policy.RetryOptions{MaxRetries: -1}},
		DisableRPRegistration: true,
	})
	require.NoError(a, err)
	return client.Pipeline()
}

// managedCluster is the smallest cluster that AKS takes.
func managedCluster() armcontainerservice.ManagedCluster {
	return armcontainerservice.ManagedCluster{
		Location: new(location),
		Identity: &armcontainerservice.ManagedClusterIdentity{Type: new(armcontainerservice.ResourceIdentityTypeSystemAssigned)},
		Properties: &armcontainerservice.ManagedClusterProperties{
			DNSPrefix: new("demo"),
			AgentPoolProfiles: []*armcontainerservice.ManagedClusterAgentPoolProfile{{
				Name: new("system"), Mode: new(armcontainerservice.AgentPoolModeSystem), Count: new(int32(1)), VMSize: new("Standard_D4s_v5"),
			}},
		},
	}
}

// fluxExtension is the extension as it is mostly installed.
func fluxExtension() armkubernetesconfiguration.Extension {
	return armkubernetesconfiguration.Extension{Properties: &armkubernetesconfiguration.ExtensionProperties{
		ExtensionType:           new("microsoft.flux"),
		AutoUpgradeMinorVersion: new(true),
		ConfigurationSettings:   map[string]*string{"image-automation-controller.enabled": new("true")},
	}}
}

// gitConfiguration follows a repository with kustomizations that depend on each
// other in the order in which they are named.
func gitConfiguration(url string, kustomizations ...string) armkubernetesconfiguration.FluxConfiguration {
	properties := &armkubernetesconfiguration.FluxConfigurationProperties{
		Namespace:  new("flux-system"),
		Scope:      new(armkubernetesconfiguration.ScopeTypeCluster),
		SourceKind: new(armkubernetesconfiguration.SourceKindTypeGitRepository),
		GitRepository: &armkubernetesconfiguration.GitRepositoryDefinition{
			URL: new(url), RepositoryRef: &armkubernetesconfiguration.RepositoryRefDefinition{Branch: new("main")},
		},
		Kustomizations: map[string]*armkubernetesconfiguration.KustomizationDefinition{},
	}
	for i, name := range kustomizations {
		k := &armkubernetesconfiguration.KustomizationDefinition{Path: new("./" + name), Prune: new(true)}
		if i > 0 {
			k.DependsOn = []*string{new(kustomizations[i-1])}
		}
		properties.Kustomizations[name] = k
	}
	return armkubernetesconfiguration.FluxConfiguration{Properties: properties}
}

// withCluster makes a cluster and waits for it.
func (a *azure) withCluster() *azure {
	poller, err := a.clusters().BeginCreateOrUpdate(a.Context(), group, aks, managedCluster(), nil)
	require.NoError(a, err)
	_, err = poller.PollUntilDone(a.Context(), quickly)
	require.NoError(a, err)
	return a
}

// withFlux makes a cluster with the Flux extension and waits for both.
func (a *azure) withFlux() *azure {
	a.withCluster()
	poller, err := a.extensions().BeginCreate(a.Context(), group, "Microsoft.ContainerService", "managedClusters", aks, "flux", fluxExtension(), nil)
	require.NoError(a, err)
	_, err = poller.PollUntilDone(a.Context(), quickly)
	require.NoError(a, err)
	return a
}
