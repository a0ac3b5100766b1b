package aksgitops

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// entraProfile is always the integration that AKS manages: its predecessor, with applications of one's own, is gone.
func entraProfile(entra *EntraId) containerservice.ManagedClusterAADProfilePtrInput {
	if entra == nil {
		return nil
	}
	return &containerservice.ManagedClusterAADProfileArgs{
		Managed:             pulumi.Bool(true),
		AdminGroupObjectIDs: entra.AdminGroupObjectIds,
		EnableAzureRBAC:     entra.EnableAzureRbac,
		TenantID:            entra.TenantId,
	}
}

func apiServerProfile(server *ApiServer) containerservice.ManagedClusterAPIServerAccessProfilePtrInput {
	if server == nil {
		return nil
	}
	return &containerservice.ManagedClusterAPIServerAccessProfileArgs{
		AuthorizedIPRanges:             server.AuthorizedIpRanges,
		EnablePrivateCluster:           server.EnablePrivateCluster,
		PrivateDNSZone:                 server.PrivateDnsZone,
		EnablePrivateClusterPublicFQDN: server.EnablePrivateClusterPublicFqdn,
	}
}
