package aksgitops

import (
	"slices"

	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// GetPodIdentityProfile adds the exception that the Flux extension needs to the pod identity profile of a cluster that a Go program
// creates with azure-native:
//
//	PodIdentityProfile: aksgitops.GetPodIdentityProfile(&containerservice.ManagedClusterPodIdentityProfileArgs{
//		Enabled: pulumi.Bool(true),
//	}),
//
// The exception comes last, and only if it is not there already and pod identity is not off; everything else stays as it was given. The
// profile, or any part of it, may be an Output. A profile that is nil stays so.
func GetPodIdentityProfile(profile containerservice.ManagedClusterPodIdentityProfilePtrInput) containerservice.ManagedClusterPodIdentityProfilePtrInput {
	if !given(profile) {
		return nil
	}
	args, isArgs := profile.(*containerservice.ManagedClusterPodIdentityProfileArgs)
	if value, isValue := profile.(containerservice.ManagedClusterPodIdentityProfileArgs); isValue {
		args, isArgs = &value, true
	}
	if isArgs {
		merged := *args
		merged.UserAssignedIdentityExceptions = profileExceptions(args.Enabled, args.UserAssignedIdentityExceptions)
		return &merged
	}
	return profile.ToManagedClusterPodIdentityProfilePtrOutput().ApplyT(mergedProfile).(containerservice.ManagedClusterPodIdentityProfilePtrOutput)
}

func mergedProfile(profile *containerservice.ManagedClusterPodIdentityProfile) *containerservice.ManagedClusterPodIdentityProfile {
	if profile == nil {
		return nil
	}
	merged := *profile
	merged.UserAssignedIdentityExceptions = mergedExceptions(profile.Enabled, profile.UserAssignedIdentityExceptions)
	return &merged
}

func mergedExceptions(enabled *bool, exceptions []containerservice.ManagedClusterPodIdentityException) []containerservice.ManagedClusterPodIdentityException {
	isFlux := func(e containerservice.ManagedClusterPodIdentityException) bool {
		return e.Name == FluxExceptionName && e.Namespace == FluxExceptionNamespace
	}
	if off := enabled != nil && !*enabled; off || slices.ContainsFunc(exceptions, isFlux) {
		return exceptions
	}
	return append(slices.Clone(exceptions), containerservice.ManagedClusterPodIdentityException{
		Name: FluxExceptionName, Namespace: FluxExceptionNamespace, PodLabels: map[string]string{FluxPodLabelKey: FluxPodLabelValue},
	})
}

// profileExceptions merges at once if the program says enough, so that a preview shows the result; else as soon as it is known.
func profileExceptions(
	enabled pulumi.BoolPtrInput, exceptions containerservice.ManagedClusterPodIdentityExceptionArrayInput,
) containerservice.ManagedClusterPodIdentityExceptionArrayInput {
	on, onKnown := staticBool(enabled)
	if onKnown && !on {
		return exceptions
	}
	if !given(exceptions) {
		exceptions = containerservice.ManagedClusterPodIdentityExceptionArray{}
	}
	list, listed := exceptions.(containerservice.ManagedClusterPodIdentityExceptionArray)
	if listed && (onKnown || !given(enabled)) {
		if found, known := listsFlux(list); known {
			return withFluxLast(list, found)
		}
	}
	return pulumi.All(later(enabled), exceptions).ApplyT(func(in []any) []containerservice.ManagedClusterPodIdentityException {
		return mergedExceptions(in[0].(*bool), in[1].([]containerservice.ManagedClusterPodIdentityException))
	}).(containerservice.ManagedClusterPodIdentityExceptionArrayOutput)
}

func withFluxLast(list containerservice.ManagedClusterPodIdentityExceptionArray, found bool) containerservice.ManagedClusterPodIdentityExceptionArray {
	if found {
		return list
	}
	return append(slices.Clone(list), podIdentityExceptions([]PodIdentityException{fluxException()})...)
}

// listsFlux tells whether a list holds the exception, if the names in it stand in the program.
func listsFlux(list containerservice.ManagedClusterPodIdentityExceptionArray) (found, known bool) {
	for _, element := range list {
		exception, isArgs := element.(containerservice.ManagedClusterPodIdentityExceptionArgs)
		if pointer, isPointer := element.(*containerservice.ManagedClusterPodIdentityExceptionArgs); isPointer {
			exception, isArgs = *pointer, true
		}
		name, nameKnown := staticString(exception.Name)
		namespace, namespaceKnown := staticString(exception.Namespace)
		if !isArgs || !nameKnown || !namespaceKnown {
			return false, false
		}
		found = found || name == FluxExceptionName && namespace == FluxExceptionNamespace
	}
	return found, true
}
