package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// Cluster describes an AKS cluster to create (API version 2024-09-01).
type Cluster struct {
	// The name of the cluster: 1 to 63 letters, digits, hyphens and underscores, beginning and ending with a letter or digit. Changing it
	// replaces the cluster.
	Name pulumi.StringInput `pulumi:"name"`

	// The Azure region, for example `westeurope`. Defaults to azure-native's `location` configuration, else to the region of the resource
	// group. Changing it replaces the cluster.
	Location pulumi.StringPtrInput `pulumi:"location,optional"`

	// The Kubernetes version, `major.minor` or `major.minor.patch`, for example `1.33`. Prefer `major.minor`: it stays right while
	// `upgrade` moves the cluster to newer patches. Defaults to the platform's current default version.
	KubernetesVersion pulumi.StringPtrInput `pulumi:"kubernetesVersion,optional"`

	// The pricing tier. Defaults to the platform's `Free`, which has no uptime agreement; Microsoft recommends `Standard` for production.
	Tier ClusterTier `pulumi:"tier,optional"`

	// How long a Kubernetes version is supported. Defaults to the platform's `KubernetesOfficial`.
	SupportPlan SupportPlan `pulumi:"supportPlan,optional"`

	// The prefix of the API server's DNS name: 1 to 54 letters, digits and hyphens, beginning and ending with a letter or digit. Defaults
	// to the cluster's name with underscores as hyphens, cut to 54 characters. Changing it replaces the cluster.
	DnsPrefix pulumi.StringPtrInput `pulumi:"dnsPrefix,optional"`

	// The node pools, at least one, one of them in mode `System`. Their names must differ.
	NodePools []NodePool `pulumi:"nodePools"`

	// The network. Defaults to Azure CNI in overlay mode, which Microsoft recommends, with the platform's address ranges.
	Network *ClusterNetwork `pulumi:"network,optional"`

	// The cluster's managed identity. Defaults to a system-assigned one. A service principal is not offered: the Flux extension refuses
	// clusters that use one.
	Identity *ClusterIdentity `pulumi:"identity,optional"`

	// Signing in with Microsoft Entra ID. Defaults to not at all: then people sign in with the cluster's local accounts. Once on, Azure
	// does not turn it off.
	EntraId *EntraId `pulumi:"entraId,optional"`

	// Whether the local accounts, whose certificates know no person, are off. True needs `entraId`. Defaults to true if `entraId` lets
	// somebody in (`adminGroupObjectIds` or `enableAzureRbac`), as Microsoft recommends, else to the platform's false.
	DisableLocalAccounts pulumi.BoolPtrInput `pulumi:"disableLocalAccounts,optional"`

	// Who reaches the API server. Defaults to the platform's public address without restriction.
	ApiServer *ApiServer `pulumi:"apiServer,optional"`

	// Whether the cluster issues OpenID Connect tokens that Microsoft Entra ID can trust. Defaults to true, which the platform makes the
	// default from Kubernetes 1.34 on. Once on, Azure does not turn it off.
	EnableOidcIssuer pulumi.BoolPtrInput `pulumi:"enableOidcIssuer,optional"`

	// Whether pods can take on a managed identity without a secret (Microsoft Entra Workload ID): the successor of pod identity, and what
	// the Flux extension uses to reach private repositories and registries. True needs `enableOidcIssuer`. Defaults to the value of
	// `enableOidcIssuer`.
	EnableWorkloadIdentity pulumi.BoolPtrInput `pulumi:"enableWorkloadIdentity,optional"`

	// How the platform keeps the cluster and its nodes up to date. Defaults to the newest patch of Kubernetes, as Microsoft recommends, and
	// to the platform's new images of the nodes.
	Upgrade *ClusterUpgrade `pulumi:"upgrade,optional"`

	// Microsoft Entra pod identity. When it is on, the exception that the Flux extension needs is part of the cluster's profile. Pod
	// identity is a legacy add-on, supported until September 2025; prefer workload identity. From extension version 1.6.3 on, Flux brings
	// the exception itself.
	PodIdentity *PodIdentity `pulumi:"podIdentity,optional"`

	// Tags of the cluster resource. Defaults to none.
	Tags pulumi.StringMapInput `pulumi:"tags,optional"`
}

// ClusterTier is the pricing tier of an AKS cluster.
type ClusterTier string

const (
	// No uptime agreement, for trying things out; recommended for at most 10 nodes.
	ClusterTierFree ClusterTier = "Free"
	// An uptime agreement for the API server, for production; charged by the hour.
	ClusterTierStandard ClusterTier = "Standard"
	// As `Standard`, and needed for long-term support; charged by the hour.
	ClusterTierPremium ClusterTier = "Premium"
)

// SupportPlan says how long AKS supports the cluster's Kubernetes version.
type SupportPlan string

const (
	// As long as the Kubernetes community does, about one year.
	SupportPlanKubernetesOfficial SupportPlan = "KubernetesOfficial"
	// About two years. Needs tier `Premium`.
	SupportPlanAKSLongTermSupport SupportPlan = "AKSLongTermSupport"
)

// ClusterIdentity is the managed identity of an AKS cluster.
type ClusterIdentity struct {
	// The kind of identity. Azure demands `UserAssigned` with a private DNS zone of your own, and with your own route table on kubenet.
	// Defaults to `UserAssigned` if `userAssignedIdentities` is given, else to `SystemAssigned`.
	Type IdentityType `pulumi:"type,optional"`

	// The resource IDs of the user-assigned identities; exactly one for type `UserAssigned`, none for `SystemAssigned`.
	UserAssignedIdentities pulumi.StringArrayInput `pulumi:"userAssignedIdentities,optional"`
}

// IdentityType is the kind of a cluster's managed identity.
type IdentityType string

const (
	// Azure makes an identity that lives and dies with the cluster.
	IdentityTypeSystemAssigned IdentityType = "SystemAssigned"
	// The cluster uses an identity that exists already.
	IdentityTypeUserAssigned IdentityType = "UserAssigned"
)
