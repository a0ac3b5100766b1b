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

	// The Kubernetes version, `major.minor` or `major.minor.patch`, for example `1.33`. Defaults to the platform's current default version.
	KubernetesVersion pulumi.StringPtrInput `pulumi:"kubernetesVersion,optional"`

	// The prefix of the API server's DNS name: 1 to 54 letters, digits and hyphens, beginning and ending with a letter or digit. Defaults
	// to the cluster's name with underscores as hyphens, cut to 54 characters. Changing it replaces the cluster.
	DnsPrefix pulumi.StringPtrInput `pulumi:"dnsPrefix,optional"`

	// The node pools, at least one, one of them in mode `System`. Their names must differ.
	NodePools []NodePool `pulumi:"nodePools"`

	// The cluster's managed identity. Defaults to a system-assigned one. A service principal is not offered: the Flux extension refuses
	// clusters that use one.
	Identity *ClusterIdentity `pulumi:"identity,optional"`

	// Microsoft Entra pod identity. When it is on, the exception that the Flux extension needs is part of the cluster's profile. Pod
	// identity is a legacy add-on, supported until September 2025; prefer workload identity. From extension version 1.6.3 on, Flux brings
	// the exception itself.
	PodIdentity *PodIdentity `pulumi:"podIdentity,optional"`

	// Tags of the cluster resource.
	Tags pulumi.StringMapInput `pulumi:"tags,optional"`
}

// NodePool is a group of nodes of the same size.
type NodePool struct {
	// The name of the pool: 1 to 12 lower-case letters and digits, beginning with a letter.
	Name pulumi.StringInput `pulumi:"name"`

	// What runs on the pool. Defaults to `System`.
	Mode NodePoolMode `pulumi:"mode,optional"`

	// The size of the virtual machines, for example `Standard_D4ds_v5`.
	VmSize pulumi.StringInput `pulumi:"vmSize"`

	// The number of nodes: 1 to 1000, and for a user pool also 0. Defaults to the platform's 1.
	Count pulumi.IntPtrInput `pulumi:"count,optional"`
}

// NodePoolMode says what runs on a node pool.
type NodePoolMode string

const (
	// The pool hosts the system pods (DNS, metrics, the Flux extension) and may host others. A cluster needs at least one.
	NodePoolModeSystem NodePoolMode = "System"
	// The pool hosts applications only.
	NodePoolModeUser NodePoolMode = "User"
)

// ClusterIdentity is the managed identity of an AKS cluster.
type ClusterIdentity struct {
	// The kind of identity. Defaults to `UserAssigned` if `userAssignedIdentities` is given, else to `SystemAssigned`.
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

// PodIdentity is the cluster's Microsoft Entra pod identity profile.
type PodIdentity struct {
	// Whether pod identity is on. Defaults to true, since this object was given.
	Enabled *bool `pulumi:"enabled,optional"`

	// Whether pod identity may run with the kubenet network plug-in, which is open to spoofing by default. Defaults to the platform's
	// false.
	AllowNetworkPluginKubenet pulumi.BoolPtrInput `pulumi:"allowNetworkPluginKubenet,optional"`

	// The identities that pods may use. Azure refuses them while the cluster is being created: add them afterwards.
	UserAssignedIdentities []PodIdentityAssignment `pulumi:"userAssignedIdentities,optional"`

	// The pods that bypass pod identity. `flux-extension-exception` (namespace `flux-system`, pod label
	// `app.kubernetes.io/name: flux-extension`) is added if it is not listed here. At most 200, that one included.
	Exceptions []PodIdentityException `pulumi:"exceptions,optional"`
}

// PodIdentityAssignment lets the pods of a namespace use a managed identity.
type PodIdentityAssignment struct {
	// The name of the pod identity.
	Name pulumi.StringInput `pulumi:"name"`

	// The namespace in which pods may use it.
	Namespace pulumi.StringInput `pulumi:"namespace"`

	// The label value by which pods choose it (`aadpodidbinding`). Defaults to the name.
	BindingSelector pulumi.StringPtrInput `pulumi:"bindingSelector,optional"`

	// The resource ID of the managed identity.
	ResourceId pulumi.StringInput `pulumi:"resourceId"`

	// The client ID of the managed identity.
	ClientId pulumi.StringInput `pulumi:"clientId"`

	// The object (principal) ID of the managed identity.
	ObjectId pulumi.StringInput `pulumi:"objectId"`
}

// PodIdentityException names pods that reach the instance metadata service directly, past pod identity.
type PodIdentityException struct {
	// The name of the exception. Not an Output: it is compared with the one that the component adds.
	Name string `pulumi:"name"`

	// The namespace of the pods. Not an Output, for the same reason.
	Namespace string `pulumi:"namespace"`

	// The labels of the pods, at least one.
	PodLabels pulumi.StringMapInput `pulumi:"podLabels"`
}
