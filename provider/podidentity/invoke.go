package podidentity

import (
	"context"
	"slices"

	"github.com/pulumi/pulumi-go-provider/infer"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// Invoke runs the function.
func (GetPodIdentityProfile) Invoke(
	_ context.Context, req infer.FunctionRequest[GetPodIdentityProfileArgs],
) (infer.FunctionResponse[GetPodIdentityProfileResult], error) {
	return infer.FunctionResponse[GetPodIdentityProfileResult]{Output: withException(req.Input)}, nil
}

func withException(profile GetPodIdentityProfileArgs) GetPodIdentityProfileResult {
	merged := GetPodIdentityProfileResult(profile)
	off := profile.Enabled != nil && !*profile.Enabled
	if off || slices.ContainsFunc(profile.UserAssignedIdentityExceptions, isFlux) {
		return merged
	}
	merged.UserAssignedIdentityExceptions = append(slices.Clone(profile.UserAssignedIdentityExceptions), ManagedClusterPodIdentityException{
		Name:      aksgitops.FluxExceptionName,
		Namespace: aksgitops.FluxExceptionNamespace,
		PodLabels: map[string]string{aksgitops.FluxPodLabelKey: aksgitops.FluxPodLabelValue},
	})
	return merged
}

func isFlux(exception ManagedClusterPodIdentityException) bool {
	return exception.Name == aksgitops.FluxExceptionName && exception.Namespace == aksgitops.FluxExceptionNamespace
}
