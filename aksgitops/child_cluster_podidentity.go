package aksgitops

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func podIdentityProfile(profile *PodIdentity) containerservice.ManagedClusterPodIdentityProfilePtrInput {
	if profile == nil {
		return nil
	}
	args := &containerservice.ManagedClusterPodIdentityProfileArgs{
		Enabled:                   pulumi.BoolPtrFromPtr(profile.Enabled),
		AllowNetworkPluginKubenet: profile.AllowNetworkPluginKubenet,
	}
	if len(profile.UserAssignedIdentities) > 0 {
		args.UserAssignedIdentities = podIdentities(profile.UserAssignedIdentities)
	}
	if len(profile.Exceptions) > 0 {
		args.UserAssignedIdentityExceptions = podIdentityExceptions(profile.Exceptions)
	}
	return args
}

func podIdentities(assignments []PodIdentityAssignment) containerservice.ManagedClusterPodIdentityArray {
	identities := make(containerservice.ManagedClusterPodIdentityArray, len(assignments))
	for i, assignment := range assignments {
		identities[i] = &containerservice.ManagedClusterPodIdentityArgs{
			Name:            assignment.Name,
			Namespace:       assignment.Namespace,
			BindingSelector: assignment.BindingSelector,
			Identity: &containerservice.UserAssignedIdentityArgs{
				ResourceId: optional(assignment.ResourceId),
				ClientId:   optional(assignment.ClientId),
				ObjectId:   optional(assignment.ObjectId),
			},
		}
	}
	return identities
}

func podIdentityExceptions(exceptions []PodIdentityException) containerservice.ManagedClusterPodIdentityExceptionArray {
	args := make(containerservice.ManagedClusterPodIdentityExceptionArray, len(exceptions))
	for i, exception := range exceptions {
		args[i] = &containerservice.ManagedClusterPodIdentityExceptionArgs{
			Name:      pulumi.String(exception.Name),
			Namespace: pulumi.String(exception.Namespace),
			PodLabels: exception.PodLabels,
		}
	}
	return args
}
