package tests

import (
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// example is the stack of examples/yaml with the values of the demo, on a subscription in which nothing is registered yet.
func example(t *testing.T) *stack.Stack {
	t.Helper()
	s := stack.NewOn(t, stack.Example(t, "yaml"), emulator.Options{Latency: stack.Latency})
	s.Config(map[string]string{
		"resourceGroupName":      stack.Group,
		"configurationNamespace": "flux-system",
		"repositoryUrl":          "https://github.com/fluxcd/flux2-kustomize-helm-example",
		"branch":                 "gitops-aks",
		"path":                   "clusters/staging",
	})
	return s
}

const (
	exampleCluster       = "aks-gitops"
	exampleConfiguration = "flux2-kustomize-helm-example"
)

func TestExampleFromNothingToNothing(t *testing.T) {
	t.Parallel()
	s := example(t)

	s.Up()
	outputs := s.Outputs()
	assert.Equal(t, s.Azure.ID(stack.Managed(exampleCluster)), outputs["clusterId"])
	assert.Regexp(t, `^\d+\.\d+\.\d+$`, outputs["extensionVersion"])
	assert.Contains(t, outputs["complianceStates"], exampleConfiguration)
	assert.Contains(t, outputs["syncedCommits"], exampleConfiguration)
	assert.Equal(t, map[string]any{exampleConfiguration + "/staging": exampleConfiguration + "-staging"}, outputs["kustomizationNames"])

	t.Run("Azure holds what the post has", func(t *testing.T) { exampleInAzure(t, s) })
	registersNamespaces(t, s)

	s.UpUnchanged()
	s.Preview("--expect-no-changes")

	mark := s.Azure.Now()
	s.Refresh()
	assert.Empty(t, s.Azure.Since(mark).Attempts(), "a refresh only reads")
	s.UpUnchanged()
	assert.Equal(t, map[string]any{exampleConfiguration: "Compliant"}, s.Outputs()["complianceStates"], "a refresh reads the compliance anew")
	s.Refresh("--expect-no-changes")

	s.Destroy()
	assert.Empty(t, s.Azure.Left())
	assert.Empty(t, s.State().Types())
}

// exampleInAzure reads what the post has from Azure.
func exampleInAzure(t *testing.T, s *stack.Stack) {
	t.Helper()
	cluster := s.Azure.Properties(s.Azure.ID(stack.Managed(exampleCluster)), stack.ClusterVersion)
	profile := cluster["podIdentityProfile"].(map[string]any)
	assert.Equal(t, true, profile["enabled"])
	assert.Equal(t, []any{map[string]any{
		"name": "flux-extension-exception", "namespace": "flux-system", "podLabels": map[string]any{"app.kubernetes.io/name": "flux-extension"},
	}}, profile["userAssignedIdentityExceptions"])

	extension := s.Azure.Properties(s.Azure.ID(stack.Managed(exampleCluster), stack.Extension("flux")), stack.FluxVersion)
	assert.Equal(t, "microsoft.flux", extension["extensionType"])
	assert.Equal(t, map[string]any{"cluster": map[string]any{"releaseNamespace": "flux-system"}}, extension["scope"])
	assert.Equal(t, map[string]any{
		"source-controller.enabled": "true", "kustomize-controller.enabled": "true", "helm-controller.enabled": "true",
		"notification-controller.enabled": "true", "image-automation-controller.enabled": "true", "image-reflector-controller.enabled": "true",
	}, extension["configurationSettings"])

	configuration := s.Azure.Properties(s.Azure.ID(stack.Managed(exampleCluster), stack.Configuration(exampleConfiguration)), stack.FluxVersion)
	assert.Equal(t, "flux-system", configuration["namespace"])
	assert.Equal(t, "cluster", configuration["scope"])
	assert.Equal(t, "GitRepository", configuration["sourceKind"])
	repository := configuration["gitRepository"].(map[string]any)
	assert.Equal(t, "https://github.com/fluxcd/flux2-kustomize-helm-example", repository["url"])
	assert.Equal(t, "gitops-aks", repository["repositoryRef"].(map[string]any)["branch"])
	assert.InDelta(t, 600, repository["syncIntervalInSeconds"], 0)
	assert.InDelta(t, 600, repository["timeoutInSeconds"], 0)
	staging := configuration["kustomizations"].(map[string]any)["staging"].(map[string]any)
	for property, value := range map[string]any{
		"path": "clusters/staging", "prune": true,
		"syncIntervalInSeconds": 600.0, "retryIntervalInSeconds": 600.0, "timeoutInSeconds": 600.0,
	} {
		assert.Equal(t, value, staging[property], property)
	}
}

// registersNamespaces checks how a new subscription came to know the namespaces: refused, registered, taken.
func registersNamespaces(t *testing.T, s *stack.Stack) {
	t.Helper()
	for _, step := range []struct{ namespace, resource string }{
		{"Microsoft.ContainerService", "managedClusters/" + exampleCluster},
		{"Microsoft.KubernetesConfiguration", "extensions/flux"},
	} {
		var refused, registered, taken int64
		for _, entry := range s.Azure.Log() {
			switch {
			case entry.Kind != "request":
			case entry.Name() == step.resource && entry.Code == "MissingSubscriptionRegistration":
				refused = max(refused, entry.Sequence)
			case entry.Method == "POST" && entry.Path == "/subscriptions/"+emulator.SubscriptionID+"/providers/"+step.namespace+"/register":
				registered = max(registered, entry.Sequence)
			case entry.Method == "PUT" && entry.Name() == step.resource && entry.Status == 201:
				taken = entry.Sequence
			}
		}
		require.Positive(t, refused, "%s: no request was refused", step.namespace)
		assert.Less(t, refused, registered, step.namespace)
		assert.Less(t, registered, taken, step.namespace)
	}
}
