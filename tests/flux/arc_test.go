package flux

import (
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux"
	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

func TestAConnectedClusterIsRealToo(t *testing.T) { //nolint:paralleltest // a real cluster of its own
	azure := realAzure(t, flux.Options{}, emulator.Options{}).For(t)
	azure.Arc("edge")
	azure.Put(azure.ID(stack.Connected("edge"), stack.Extension("flux")), stack.FluxVersion, map[string]any{
		"identity":   map[string]any{"type": "SystemAssigned"},
		"properties": map[string]any{"extensionType": "microsoft.flux"},
	})
	assert.Len(t, processes(t)["kube-apiserver"], 1)
	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings("apps", "first")})
	configuration := azure.ID(stack.Connected("edge"), stack.Configuration("apps"))
	azure.Put(configuration, stack.FluxVersion, map[string]any{"properties": map[string]any{
		"namespace": "apps", "sourceKind": "GitRepository",
		"gitRepository": map[string]any{
			"url": servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{}), "repositoryRef": map[string]any{"branch": "main"},
		},
		"kustomizations":        map[string]any{"app": map[string]any{"path": "app", "prune": true}},
		"waitForReconciliation": true, "reconciliationWaitDuration": "PT1M",
	}})
	properties := azure.Properties(configuration, stack.FluxVersion)
	assert.Equal(t, "Compliant", properties["complianceState"])
	assert.Equal(t, "main@sha1:"+repository.Head(), properties["sourceSyncedCommitId"])
}
