package emulator_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
)

func TestLifeOfAConfiguration(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{Latency: 20 * time.Millisecond}).withFlux()
	client := a.configurations()

	poller, err := client.BeginCreateOrUpdate(t.Context(), group, "Microsoft.ContainerService", "managedClusters", aks, "apps",
		gitConfiguration("https://example.com/repo", "infra", "apps"), nil)
	require.NoError(t, err)
	created, err := poller.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
	assert.Equal(t, "Succeeded", string(*created.Properties.ProvisioningState))

	require.Eventually(t, func() bool {
		got, err := client.Get(t.Context(), group, "Microsoft.ContainerService", "managedClusters", aks, "apps", nil)
		return err == nil && string(*got.Properties.ComplianceState) == "Compliant"
	}, 5*time.Second, 10*time.Millisecond)
	got, err := client.Get(t.Context(), group, "Microsoft.ContainerService", "managedClusters", aks, "apps", nil)
	require.NoError(t, err)
	var names []string
	for _, status := range got.Properties.Statuses {
		names = append(names, *status.Kind+"/"+*status.Name)
	}
	assert.Equal(t, []string{"GitRepository/apps", "Kustomization/apps-infra", "Kustomization/apps-apps"}, names)
	assert.Regexp(t, "^main/[0-9a-f]{40}$", *got.Properties.SourceSyncedCommitID)

	gone, err := client.BeginDelete(t.Context(), group, "Microsoft.ContainerService", "managedClusters", aks, "apps", nil)
	require.NoError(t, err)
	_, err = gone.PollUntilDone(t.Context(), quickly)
	require.NoError(t, err)
}
