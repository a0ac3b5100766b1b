package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// NodePool is a group of nodes of the same size. Azure refuses to change `vmSize`, `maxPods` and the subnets of a pool that exists: add a
// pool of another name, and remove the old one afterwards.
type NodePool struct {
	// The name of the pool: 1 to 12 lower-case letters and digits, beginning with a letter; at most 6 for Windows.
	Name pulumi.StringInput `pulumi:"name"`

	// What runs on the pool. Defaults to `System`.
	Mode NodePoolMode `pulumi:"mode,optional"`

	// The size of the virtual machines, for example `Standard_D4ds_v5`.
	VmSize pulumi.StringInput `pulumi:"vmSize"`

	// The number of nodes: 1 to 1000, and for a user pool also 0. With autoscaling, the number to begin with, from `minCount` to
	// `maxCount`. Defaults to `minCount` with autoscaling, because Azure then creates no pool without it, else to the platform's 1.
	Count pulumi.IntPtrInput `pulumi:"count,optional"`

	// Whether the cluster autoscaler sets the number of nodes. True needs `minCount` and `maxCount`. Defaults to the platform's false.
	EnableAutoScaling pulumi.BoolPtrInput `pulumi:"enableAutoScaling,optional"`

	// The least number of nodes for autoscaling: 1 to 1000, and for a user pool also 0.
	MinCount pulumi.IntPtrInput `pulumi:"minCount,optional"`

	// The greatest number of nodes for autoscaling: at least `minCount`, at most 1000.
	MaxCount pulumi.IntPtrInput `pulumi:"maxCount,optional"`

	// The availability zones over which the nodes are spread: `1`, `2` and `3`. Not every region and size has them. Defaults to the
	// platform's choice, no zone in particular.
	AvailabilityZones pulumi.StringArrayInput `pulumi:"availabilityZones,optional"`

	// The labels of the nodes, as Kubernetes writes them. Defaults to those that AKS gives every node.
	NodeLabels pulumi.StringMapInput `pulumi:"nodeLabels,optional"`

	// The taints of the nodes: `key=value:effect` or `key:effect`, where the effect is `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
	// Defaults to none.
	NodeTaints pulumi.StringArrayInput `pulumi:"nodeTaints,optional"`

	// The resource ID of the subnet of the nodes. Either every node pool has one, all of the same virtual network, or none. The cluster's
	// identity must be allowed to join it (role Network Contributor). Defaults to a network that Azure makes.
	VnetSubnetId pulumi.StringPtrInput `pulumi:"vnetSubnetId,optional"`

	// The resource ID of the subnet of the pods, in the network of `vnetSubnetId`. Not with network plug-in mode `overlay`, in which pods
	// have addresses of `podCidr`. Defaults to none.
	PodSubnetId pulumi.StringPtrInput `pulumi:"podSubnetId,optional"`

	// The greatest number of pods on a node, 10 to 250. The nodes of a pool in mode `System` must have room for 30 together. Defaults to
	// the platform's: 250 in overlay mode, 110 with kubenet, 30 where pods have addresses of the nodes' subnet; with `podSubnetId`
	// better say it, because Microsoft names 110 and 250.
	MaxPods pulumi.IntPtrInput `pulumi:"maxPods,optional"`

	// The operating system. Defaults to the platform's `Linux`.
	OsType OsType `pulumi:"osType,optional"`

	// The distribution of the operating system. Defaults to the platform's: `Ubuntu` for Linux, `Windows2022` for Windows.
	OsSku OsSku `pulumi:"osSku,optional"`

	// Where the disk of the operating system is. Defaults to the platform's choice: `Ephemeral` if the size of the virtual machine has
	// room for it, else `Managed`.
	OsDiskType OsDiskType `pulumi:"osDiskType,optional"`

	// The size of the disk of the operating system in gigabytes, 0 to 2048, where 0 means the platform's choice. Defaults to the
	// platform's choice, by the size of the virtual machine.
	OsDiskSizeGb pulumi.IntPtrInput `pulumi:"osDiskSizeGb,optional"`
}

// NodePoolMode says what runs on a node pool.
type NodePoolMode string

const (
	// The pool hosts the system pods (DNS, metrics, the Flux extension) and may host others. A cluster needs at least one.
	NodePoolModeSystem NodePoolMode = "System"
	// The pool hosts applications only.
	NodePoolModeUser NodePoolMode = "User"
)

// OsType is the operating system of a node pool.
type OsType string

const (
	// Linux.
	OsTypeLinux OsType = "Linux"
	// Windows Server. For pools in mode `User` only. Needs `networkPlugin` `azure`, and not `networkDataplane` `cilium`.
	OsTypeWindows OsType = "Windows"
)

// OsSku is the distribution of a node pool's operating system.
type OsSku string

const (
	// Ubuntu Linux.
	OsSkuUbuntu OsSku = "Ubuntu"
	// Azure Linux, Microsoft's own distribution.
	OsSkuAzureLinux OsSku = "AzureLinux"
	// Windows Server 2019.
	OsSkuWindows2019 OsSku = "Windows2019"
	// Windows Server 2022.
	OsSkuWindows2022 OsSku = "Windows2022"
)

// OsDiskType says where the disk of a node's operating system is.
type OsDiskType string

const (
	// On the node's own host: faster, free of charge, and as short-lived as the node.
	OsDiskTypeEphemeral OsDiskType = "Ephemeral"
	// A managed disk in Azure Storage.
	OsDiskTypeManaged OsDiskType = "Managed"
)
