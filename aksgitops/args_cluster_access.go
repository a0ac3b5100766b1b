package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// EntraId lets people sign in to a cluster with Microsoft Entra ID.
type EntraId struct {
	// The object IDs of the groups whose members are administrators of the cluster. Defaults to none.
	AdminGroupObjectIds pulumi.StringArrayInput `pulumi:"adminGroupObjectIds,optional"`

	// Whether Azure role assignments decide what people may do in the cluster (Azure RBAC), beside Kubernetes' own roles. Defaults to the
	// platform's false.
	EnableAzureRbac pulumi.BoolPtrInput `pulumi:"enableAzureRbac,optional"`

	// The ID of the tenant whose people sign in. Defaults to the platform's choice, the subscription's tenant.
	TenantId pulumi.StringPtrInput `pulumi:"tenantId,optional"`
}

// ApiServer says who reaches the API server of a cluster.
type ApiServer struct {
	// The public IPv4 addresses and CIDR ranges from which the API server is reached; `0.0.0.0/32` alone for the cluster's own outbound
	// addresses only. At most 200. Not with `enablePrivateCluster`. Defaults to everywhere.
	AuthorizedIpRanges pulumi.StringArrayInput `pulumi:"authorizedIpRanges,optional"`

	// Whether the API server has an address in the virtual network only. Defaults to the platform's false. Changing it replaces the cluster.
	EnablePrivateCluster pulumi.BoolPtrInput `pulumi:"enablePrivateCluster,optional"`

	// The private DNS zone of a private cluster: `system`, `none`, or the resource ID of a zone of your own, which needs a user-assigned
	// identity. Needs `enablePrivateCluster`. Defaults to the platform's `system`. Changing it replaces the cluster.
	PrivateDnsZone pulumi.StringPtrInput `pulumi:"privateDnsZone,optional"`

	// Whether a private cluster's name is also in public DNS, where it leads to the private address. Needs `enablePrivateCluster`. False
	// excludes `privateDnsZone` `none`. Defaults to the platform's true.
	EnablePrivateClusterPublicFqdn pulumi.BoolPtrInput `pulumi:"enablePrivateClusterPublicFqdn,optional"`
}
