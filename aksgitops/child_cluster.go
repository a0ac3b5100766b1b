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
			ResourceGroupName:      resourceGroup,
			ResourceName:           optional(cluster.Name),
			Location:               cluster.Location,
			Sku:                    clusterSku(cluster.Tier),
			SupportPlan:            enum(cluster.SupportPlan),
			KubernetesVersion:      cluster.KubernetesVersion,
			DnsPrefix:              cluster.DnsPrefix,
			AgentPoolProfiles:      agentPools(cluster.NodePools),
			NetworkProfile:         networkProfile(cluster.Network),
			Identity:               clusterIdentity(cluster.Identity),
			AadProfile:             entraProfile(cluster.EntraId),
			DisableLocalAccounts:   cluster.DisableLocalAccounts,
			ApiServerAccessProfile: apiServerProfile(cluster.ApiServer),
			OidcIssuerProfile:      &containerservice.ManagedClusterOIDCIssuerProfileArgs{Enabled: cluster.EnableOidcIssuer},
			SecurityProfile:        securityProfile(cluster.EnableWorkloadIdentity),
			AutoUpgradeProfile:     upgradeProfile(cluster),
			PodIdentityProfile:     podIdentityProfile(cluster.PodIdentity),
			Tags:                   cluster.Tags,
		},
	}
}

// clusterSku is the only product that can be created with this API version, in a tier.
func clusterSku(tier ClusterTier) containerservice.ManagedClusterSKUPtrInput {
	if tier == "" {
		return nil
	}
	return &containerservice.ManagedClusterSKUArgs{
		Name: pulumi.String(containerservice.ManagedClusterSKUNameBase),
		Tier: pulumi.String(tier),
	}
}

func clusterIdentity(identity *ClusterIdentity) containerservice.ManagedClusterIdentityPtrInput {
	return &containerservice.ManagedClusterIdentityArgs{
		Type:                   containerservice.ResourceIdentityType(identity.Type),
		UserAssignedIdentities: identity.UserAssignedIdentities,
	}
}

func securityProfile(workloadIdentity pulumi.BoolPtrInput) containerservice.ManagedClusterSecurityProfilePtrInput {
	return &containerservice.ManagedClusterSecurityProfileArgs{
		WorkloadIdentity: &containerservice.ManagedClusterSecurityProfileWorkloadIdentityArgs{Enabled: workloadIdentity},
	}
}

func upgradeProfile(cluster *Cluster) containerservice.ManagedClusterAutoUpgradeProfilePtrInput {
	profile := &containerservice.ManagedClusterAutoUpgradeProfileArgs{UpgradeChannel: upgradeChannel(cluster)}
	if cluster.Upgrade != nil {
		profile.NodeOSUpgradeChannel = enum(cluster.Upgrade.NodeOsUpgradeChannel)
	}
	if profile.UpgradeChannel == nil && profile.NodeOSUpgradeChannel == nil {
		return nil
	}
	return profile
}
