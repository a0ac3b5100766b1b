package flux

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestAClusterOfOnesOwn has a second local Azure use a cluster of which it has nothing but a kubeconfig: that of the first.
func TestAClusterOfOnesOwn(t *testing.T) { //nolint:paralleltest // a real cluster of its own
	first := realAzure(t, flux.Options{}, emulator.Options{}).For(t)
	first.AKS("own")
	answer := first.Post(first.ID(stack.Managed("own"))+"/listClusterAdminCredential", stack.ClusterVersion)
	text, err := base64.StdEncoding.DecodeString(answer["kubeconfigs"].([]any)[0].(map[string]any)["value"].(string))
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "kubeconfig")
	require.NoError(t, os.WriteFile(file, text, 0o600))
	cluster := kube.Open(t, text)

	before := len(processes(t)["kube-apiserver"])
	azure := realAzure(t, flux.Options{Kubeconfig: file}, emulator.Options{}).For(t)
	azure.AKS("borrowed")
	installFlux(azure, "borrowed", nil)
	assert.Len(t, processes(t)["kube-apiserver"], before, "no cluster was started")

	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings("apps", "first")})
	configuration := azure.ID(stack.Managed("borrowed"), stack.Configuration("apps"))
	azure.Put(configuration, stack.FluxVersion, map[string]any{"properties": map[string]any{
		"namespace": "apps", "sourceKind": "GitRepository",
		"gitRepository": map[string]any{
			"url": servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{}), "repositoryRef": map[string]any{"branch": "main"},
		},
		"kustomizations":        map[string]any{"app": map[string]any{"path": "app", "prune": true, "retryIntervalInSeconds": 1}},
		"waitForReconciliation": true, "reconciliationWaitDuration": "PT1M",
	}})
	assert.Equal(t, "first", cluster.ConfigMap("apps", "settings")["value"])
	azure.Delete(configuration, stack.FluxVersion)
	azure.Delete(azure.ID(stack.Managed("borrowed")), stack.ClusterVersion)
	assert.Nil(t, cluster.ConfigMap("apps", "settings"))

	cluster.Apply(`{apiVersion: apps/v1, kind: Deployment, metadata: {name: source-controller, namespace: flux-system,
  labels: {app.kubernetes.io/part-of: flux}}, spec: {replicas: 1, selector: {matchLabels: {app: source}},
  template: {metadata: {labels: {app: source}}, spec: {containers: [{name: manager, image: source-controller}]}}}}`)
	failure := azure.PutFails(azure.ID(stack.Managed("again")), stack.ClusterVersion, stack.AKSBody("again"))
	assert.Contains(t, failure, "runs Flux already (Deployment flux-system/source-controller)")
}
