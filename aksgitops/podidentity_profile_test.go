package aksgitops

import (
	"testing"

	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

type (
	profileArgs   = containerservice.ManagedClusterPodIdentityProfileArgs
	exceptionArgs = containerservice.ManagedClusterPodIdentityExceptionArgs
	exceptionList = containerservice.ManagedClusterPodIdentityExceptionArray
)

// shown is a profile as the engine gets it; what a preview does not know is "[unknown]".
func shown(t *testing.T, preview bool, profile func() containerservice.ManagedClusterPodIdentityProfilePtrInput) any {
	t.Helper()
	recorder := &childgraph.Recorder{Preview: preview}
	require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
		return childgraph.Show(ctx, pulumi.Map{"profile": GetPodIdentityProfile(profile())})
	}))
	return recorder.Graph().Outputs.(map[string]any)["profile"]
}

var (
	monitoring = exceptionArgs{
		Name: pulumi.String("monitoring"), Namespace: pulumi.String("kube-system"), PodLabels: pulumi.StringMap{"app": pulumi.String("monitor")},
	}
	fluxArgs = exceptionArgs{
		Name: pulumi.String(FluxExceptionName), Namespace: pulumi.String(FluxExceptionNamespace),
		PodLabels: pulumi.StringMap{FluxPodLabelKey: pulumi.String(FluxPodLabelValue)},
	}
	shownMonitoring = map[string]any{"name": "monitoring", "namespace": "kube-system", "podLabels": map[string]any{"app": "monitor"}}
	shownFlux       = map[string]any{
		"name": "flux-extension-exception", "namespace": "flux-system", "podLabels": map[string]any{"app.kubernetes.io/name": "flux-extension"},
	}
)

func TestGetPodIdentityProfile(t *testing.T) {
	t.Parallel()
	type profile = containerservice.ManagedClusterPodIdentityProfilePtrInput
	for name, test := range map[string]struct {
		given func() profile
		want  any
	}{
		"empty": {func() profile { return &profileArgs{} }, map[string]any{"userAssignedIdentityExceptions": []any{shownFlux}}},
		"enabled": {func() profile { return profileArgs{Enabled: pulumi.Bool(true)} }, map[string]any{
			"enabled": true, "userAssignedIdentityExceptions": []any{shownFlux},
		}},
		"off": {func() profile {
			return &profileArgs{Enabled: pulumi.Bool(false), UserAssignedIdentityExceptions: exceptionList{monitoring}}
		}, map[string]any{"enabled": false, "userAssignedIdentityExceptions": []any{shownMonitoring}}},
		"others": {func() profile {
			return &profileArgs{UserAssignedIdentityExceptions: exceptionList{&monitoring}, AllowNetworkPluginKubenet: pulumi.Bool(true)}
		}, map[string]any{"allowNetworkPluginKubenet": true, "userAssignedIdentityExceptions": []any{shownMonitoring, shownFlux}}},
		"there already": {func() profile {
			return &profileArgs{UserAssignedIdentityExceptions: exceptionList{fluxArgs, monitoring}}
		}, map[string]any{"userAssignedIdentityExceptions": []any{shownFlux, shownMonitoring}}},
		"list later": {func() profile {
			return &profileArgs{UserAssignedIdentityExceptions: exceptionList{monitoring}.ToManagedClusterPodIdentityExceptionArrayOutput()}
		}, map[string]any{"userAssignedIdentityExceptions": []any{shownMonitoring, shownFlux}}},
		"element later": {func() profile {
			return &profileArgs{UserAssignedIdentityExceptions: exceptionList{fluxArgs.ToManagedClusterPodIdentityExceptionOutput()}}
		}, map[string]any{"userAssignedIdentityExceptions": []any{shownFlux}}},
		"off, later": {func() profile {
			return &profileArgs{Enabled: pulumi.Bool(false).ToBoolOutput(), UserAssignedIdentityExceptions: exceptionList{monitoring}}
		}, map[string]any{"enabled": false, "userAssignedIdentityExceptions": []any{shownMonitoring}}},
		"all later": {func() profile {
			return profileArgs{Enabled: pulumi.Bool(true)}.ToManagedClusterPodIdentityProfilePtrOutput()
		}, map[string]any{"enabled": true, "userAssignedIdentityExceptions": []any{shownFlux}}},
		"none": {func() profile { return nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, shown(t, false, test.given))
		})
	}
}

func TestGetPodIdentityProfileOfWhatAPreviewDoesNotKnow(t *testing.T) {
	t.Parallel()
	type profile = containerservice.ManagedClusterPodIdentityProfilePtrInput
	assert.Equal(t, map[string]any{"enabled": true, "userAssignedIdentityExceptions": "[unknown]"}, shown(t, true, func() profile {
		unknown := pulumi.UnsafeUnknownOutput(nil).ApplyT(func(any) []containerservice.ManagedClusterPodIdentityException { return nil })
		return &profileArgs{
			Enabled:                        pulumi.Bool(true),
			UserAssignedIdentityExceptions: unknown.(containerservice.ManagedClusterPodIdentityExceptionArrayOutput),
		}
	}), "only the list is unknown")
	assert.Equal(t, map[string]any{
		"enabled": "[unknown]", "userAssignedIdentityExceptions": "[unknown]",
	}, shown(t, true, func() profile { return &profileArgs{Enabled: unknownBool()} }))
	assert.Equal(t, "[unknown]", shown(t, true, func() profile {
		unknown := pulumi.UnsafeUnknownOutput(nil).ApplyT(func(any) *containerservice.ManagedClusterPodIdentityProfile { return nil })
		return unknown.(containerservice.ManagedClusterPodIdentityProfilePtrOutput)
	}), "nothing is known")
}

func unknownBool() pulumi.BoolOutput {
	return pulumi.UnsafeUnknownOutput(nil).ApplyT(func(any) bool { return false }).(pulumi.BoolOutput)
}
