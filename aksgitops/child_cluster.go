package aksgitops

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func clusterChild(component string, resourceGroup pulumi.StringInput, cluster *Cluster) child {
	return child{
		token: clusterType,
		name:  clusterChildName(component),
		args: &containerservice.ManagedClusterArgs{
			ResourceGroupName:  resourceGroup,
			ResourceName:       optional(cluster.Name),
			Location:           cluster.Location,
			KubernetesVersion:  cluster.KubernetesVersion,
			DnsPrefix:          cluster.DnsPrefix,
			AgentPoolProfiles:  agentPools(cluster.NodePools),
			Identity:           clusterIdentity(cluster.Identity),
			PodIdentityProfile: podIdentityProfile(cluster.PodIdentity),
			Tags:               cluster.Tags,
		},
	}
}

func agentPools(pools []NodePool) containerservice.ManagedClusterAgentPoolProfileArray {
	profiles := make(containerservice.ManagedClusterAgentPoolProfileArray, len(pools))
	for i, pool := range pools {
		profiles[i] = &containerservice.ManagedClusterAgentPoolProfileArgs{
			Name:   pool.Name,
			Mode:   pulumi.String(pool.Mode),
			VmSize: optional(pool.VmSize),
			Count:  pool.Count,
		}
	}
	return profiles
}

func clusterIdentity(identity *ClusterIdentity) containerservice.ManagedClusterIdentityPtrInput {
	return &containerservice.ManagedClusterIdentityArgs{
		Type:                   containerservice.ResourceIdentityType(identity.Type),
		UserAssignedIdentities: identity.UserAssignedIdentities,
	}
}

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
