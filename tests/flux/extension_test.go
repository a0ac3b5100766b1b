package flux

import (
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// controllers are the states of Flux's controllers as the extension's statuses have them, by name.
func controllers(t *testing.T, azure *stack.Azure, name string) map[string]string {
	t.Helper()
	out := map[string]string{}
	extension := azure.Properties(azure.ID(stack.Managed(name), stack.Extension("flux")), stack.FluxVersion)
	for _, status := range extension["statuses"].([]any) {
		controller, _, _ := strings.Cut(status.(map[string]any)["displayStatus"].(string), ":")
		out[controller] = status.(map[string]any)["code"].(string)
	}
	return out
}

func TestExtensionSaysHowEachControllerIs(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]string{
		"source-controller": "Running", "kustomize-controller": "Running", "helm-controller": "Running",
		"notification-controller": "Unavailable",
	}, controllers(t, sharedAzure(t), sharedCluster), "what cannot be had is never said to run")
}

// TestLifeOfARealCluster has a cluster of its own, whose extension it changes, breaks and takes away.
func TestLifeOfARealCluster(t *testing.T) { //nolint:paralleltest // one real cluster beside the shared one is enough
	azure := realAzure(t, flux.Options{}, emulator.Options{}).For(t)
	azure.AKS("own")
	installFlux(azure, "own", nil)
	extension := azure.ID(stack.Managed("own"), stack.Extension("flux"))
	cluster := inside(t, azure, "own")

	t.Run("an update restarts what it must", func(t *testing.T) { //nolint:paralleltest // one step after the other
		before := processes(t)
		installFlux(azure.For(t), "own", map[string]any{"helm-controller.enabled": "false", "kustomize-controller.log-level": "debug"})
		after := processes(t)
		assert.Equal(t, before["source-controller"], after["source-controller"], "nothing changed for it")
		assert.Subset(t, before["helm-controller"], after["helm-controller"])
		assert.Len(t, after["helm-controller"], len(before["helm-controller"])-1, "switched off")
		assert.Len(t, after["kustomize-controller"], len(before["kustomize-controller"]))
		assert.NotEqual(t, before["kustomize-controller"], after["kustomize-controller"], "another log level")
		assert.NotContains(t, controllers(t, azure.For(t), "own"), "helm-controller")
	})

	t.Run("a setting that a controller refuses fails in its words", func(t *testing.T) { //nolint:paralleltest // one step after the other
		azure := azure.For(t)
		failure := azure.PutFails(extension, stack.FluxVersion, map[string]any{"properties": map[string]any{
			"extensionType": "microsoft.flux", "configurationSettings": map[string]any{"kustomize-controller.concurrent": "many"},
		}})
		assert.Contains(t, failure, "kustomize-controller did not start")
		assert.Contains(t, failure, "strconv.ParseInt", "Flux's own words")
		assert.Equal(t, "Failed", azure.Properties(extension, stack.FluxVersion)["provisioningState"])
		installFlux(azure, "own", nil)
		assert.Equal(t, "Running", controllers(t, azure, "own")["kustomize-controller"])
	})

	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings("apps", "first")})
	configuration := azure.ID(stack.Managed("own"), stack.Configuration("apps"))
	wanted := map[string]any{"properties": map[string]any{
		"namespace": "apps", "sourceKind": "GitRepository",
		"gitRepository": map[string]any{
			"url":           servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{}),
			"repositoryRef": map[string]any{"branch": "main"}, "syncIntervalInSeconds": 1,
		},
		"kustomizations": map[string]any{"app": map[string]any{
			"path": "app", "prune": true, "syncIntervalInSeconds": 2, "retryIntervalInSeconds": 1,
		}},
		"waitForReconciliation": true, "reconciliationWaitDuration": "PT2M",
	}}
	azure.Put(configuration, stack.FluxVersion, wanted)
	require.Equal(t, "first", cluster.ConfigMap("apps", "settings")["value"])

	for _, program := range []string{"kustomize-controller", "kube-apiserver", "etcd", "source-controller"} { //nolint:paralleltest // one step after the other
		t.Run(program+" dies and comes back", func(t *testing.T) {
			killNewest(t, program)
			repository.Commit("after "+program, servers.Files{"app/settings.yaml": settings("apps", "after-"+program)})
			kube.Eventually(t, "the commit after the death of "+program, func() bool {
				return cluster.For(t).TryConfigMap("apps", "settings")["value"] == "after-"+program
			})
		})
	}

	t.Run("a configuration outlives its extension, and nobody clears its finalizers", func(t *testing.T) { //nolint:paralleltest // one step after the other
		azure, cluster := azure.For(t), cluster.For(t)
		azure.Delete(extension, stack.FluxVersion)
		assert.Equal(t, "Unknown", azure.Properties(configuration, stack.FluxVersion)["complianceState"])
		cluster.Delete("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "apps", "apps-app")
		assert.ErrorContains(t, azure.TryDelete(configuration, stack.FluxVersion), "was deleted before this configuration")
		stuck := cluster.Get("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "apps", "apps-app")
		require.NotNil(t, stuck)
		assert.NotNil(t, stuck.GetDeletionTimestamp())
		assert.NotEmpty(t, stuck.GetFinalizers())

		installFlux(azure, "own", nil)
		kube.Eventually(t, "the extension's return to clear them", func() bool {
			return cluster.ConfigMap("apps", "settings") == nil || azure.Properties(configuration, stack.FluxVersion)["complianceState"] == "Compliant"
		})
		azure.Delete(configuration, stack.FluxVersion)
		assert.Nil(t, azure.Get(configuration, stack.FluxVersion))
		kube.Eventually(t, "the objects to go", func() bool { return cluster.ConfigMap("apps", "settings") == nil })
	})

	t.Run("a cluster that is deleted ends", func(t *testing.T) { //nolint:paralleltest // one step after the other
		azure := azure.For(t)
		before := len(processes(t)["etcd"])
		azure.Delete(azure.ID(stack.Managed("own")), stack.ClusterVersion)
		assert.Len(t, processes(t)["etcd"], before-1)
	})
}
