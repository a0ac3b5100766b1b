package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// ClusterNetwork is the network of an AKS cluster. Clusters made here have IPv4 addresses only.
type ClusterNetwork struct {
	// What gives pods their addresses. Defaults to `azure`, with `networkPluginMode` `overlay` unless a node pool has a `podSubnetId`; the
	// platform's own default is the same from Kubernetes 1.30 on, and kubenet before. Changing it may replace the cluster.
	NetworkPlugin NetworkPlugin `pulumi:"networkPlugin,optional"`

	// How the plug-in `azure` gives pods their addresses. Defaults to `overlay` if `networkPlugin` is left out and no node pool has a
	// `podSubnetId`. With `networkPlugin` `azure` and without a mode, pods have addresses of a subnet.
	NetworkPluginMode NetworkPluginMode `pulumi:"networkPluginMode,optional"`

	// What enforces Kubernetes' network policies. Defaults to `cilium` with `networkDataplane` `cilium`, which takes no other, else to the
	// platform's none: network policies are then ignored.
	NetworkPolicy NetworkPolicy `pulumi:"networkPolicy,optional"`

	// What forwards the packets on the nodes. Defaults to the platform's `azure`.
	NetworkDataplane NetworkDataplane `pulumi:"networkDataplane,optional"`

	// The range of the pods' addresses, in CIDR notation, for overlay mode and kubenet. It must not overlap with `serviceCidr` or the
	// virtual network. Defaults to the platform's `10.244.0.0/16`. Changing it replaces the cluster.
	PodCidr pulumi.StringPtrInput `pulumi:"podCidr,optional"`

	// The range of the services' addresses, in CIDR notation, at most a /12. It must not overlap with `podCidr` or the virtual network.
	// Needs `dnsServiceIp`. Defaults to the platform's `10.0.0.0/16`. Changing it replaces the cluster.
	ServiceCidr pulumi.StringPtrInput `pulumi:"serviceCidr,optional"`

	// The address of the DNS service: in `serviceCidr`, and neither of its first two addresses. Needs `serviceCidr`. Defaults to the
	// platform's `10.0.0.10`. Changing it replaces the cluster.
	DnsServiceIp pulumi.StringPtrInput `pulumi:"dnsServiceIp,optional"`

	// How traffic leaves the cluster. Defaults to the platform's `loadBalancer`.
	OutboundType OutboundType `pulumi:"outboundType,optional"`
}

// NetworkPlugin gives pods their addresses.
type NetworkPlugin string

const (
	// Azure CNI.
	NetworkPluginAzure NetworkPlugin = "azure"
	// Kubenet, which Microsoft retires in March 2028.
	NetworkPluginKubenet NetworkPlugin = "kubenet"
	// None: bring your own. Nodes are not ready until it is installed, and neither is Flux.
	NetworkPluginNone NetworkPlugin = "none"
)

// NetworkPluginMode says how Azure CNI gives pods their addresses.
type NetworkPluginMode string

const (
	// Pods have addresses of a range of their own, `podCidr`, which other networks do not see.
	NetworkPluginModeOverlay NetworkPluginMode = "overlay"
)

// NetworkPolicy enforces Kubernetes' network policies.
type NetworkPolicy string

const (
	// Cilium. Needs `networkDataplane` `cilium`.
	NetworkPolicyCilium NetworkPolicy = "cilium"
	// Azure Network Policy Manager. Needs `networkPlugin` `azure`.
	NetworkPolicyAzure NetworkPolicy = "azure"
	// Calico.
	NetworkPolicyCalico NetworkPolicy = "calico"
	// Nothing: network policies are ignored.
	NetworkPolicyNone NetworkPolicy = "none"
)

// NetworkDataplane forwards the packets on the nodes.
type NetworkDataplane string

const (
	// Azure's own, with iptables on Linux.
	NetworkDataplaneAzure NetworkDataplane = "azure"
	// Cilium (eBPF). Needs `networkPlugin` `azure` and Linux nodes.
	NetworkDataplaneCilium NetworkDataplane = "cilium"
)

// OutboundType says how traffic leaves the cluster.
type OutboundType string

const (
	// Through a load balancer of the cluster.
	OutboundTypeLoadBalancer OutboundType = "loadBalancer"
	// Through a NAT gateway that Azure makes, in a network that Azure makes.
	OutboundTypeManagedNATGateway OutboundType = "managedNATGateway"
	// Through the NAT gateway of the subnet. Every node pool needs a `vnetSubnetId`.
	OutboundTypeUserAssignedNATGateway OutboundType = "userAssignedNATGateway"
	// By the routes of the subnet, for example through a firewall. Every node pool needs a `vnetSubnetId`.
	OutboundTypeUserDefinedRouting OutboundType = "userDefinedRouting"
)
