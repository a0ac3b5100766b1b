package aksgitops

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// nodePoolNetwork checks that a node pool fits the cluster's network.
func (c *checker) nodePoolNetwork(path Path, pool NodePool, network *ClusterNetwork) {
	c.resourceID(path.Field("vnetSubnetId"), subnetIDs, pool.VnetSubnetId)
	at := path.Field("podSubnetId")
	c.resourceID(at, subnetIDs, pool.PodSubnetId)
	if given(pool.PodSubnetId) {
		switch {
		case network.NetworkPlugin != NetworkPluginAzure:
			c.report(at, "needs networkPlugin azure; use that, or leave it out")
		case network.NetworkPluginMode == NetworkPluginModeOverlay:
			c.report(at, "is given with networkPluginMode overlay, in which pods have addresses of podCidr; leave one of them out")
		case !given(pool.VnetSubnetId):
			c.report(path.Field("vnetSubnetId"), "is missing; podSubnetId needs it")
		case !sameNetwork(pool.VnetSubnetId, pool.PodSubnetId):
			c.report(at, "is of another virtual network than vnetSubnetId; pods and nodes must be in one")
		}
	}
	if pool.OsType != OsTypeWindows {
		return
	}
	if network.NetworkPlugin != NetworkPluginAzure {
		c.report(path.Field("osType"), "Windows cannot be used with networkPlugin %s; use networkPlugin azure", network.NetworkPlugin)
	}
	if network.NetworkDataplane == NetworkDataplaneCilium {
		c.report(path.Field("osType"), "Windows cannot be used with networkDataplane cilium; leave that out")
	}
}

// sameNetwork tells whether two subnets are of one virtual network, as far as they are known and IDs of subnets.
func sameNetwork(one, other pulumi.Input) bool {
	first, firstKnown := staticString(one)
	second, secondKnown := staticString(other)
	if !firstKnown || !secondKnown || !subnetIDs.pattern.MatchString(first) || !subnetIDs.pattern.MatchString(second) {
		return true
	}
	return networkOf(first) == networkOf(second)
}

// subnets checks that either all pools have a subnet or none has, and that all subnets are of one virtual network.
func (c *checker) subnets(path Path, pools []NodePool) {
	hasSubnet := func(pool NodePool) bool { return given(pool.VnetSubnetId) }
	if !slices.ContainsFunc(pools, hasSubnet) {
		return
	}
	first := ""
	for i, pool := range pools {
		at := path.Index(i).Field("vnetSubnetId")
		if !hasSubnet(pool) {
			c.report(at, "is missing, while another node pool has one; give every node pool a subnet, or none")
		}
		subnet, known := staticString(pool.VnetSubnetId)
		if !known || !subnetIDs.pattern.MatchString(subnet) {
			continue
		}
		if first == "" {
			first = networkOf(subnet)
		}
		if networkOf(subnet) != first {
			c.report(at, "is of another virtual network than the subnet of the node pools before; all must be of one")
		}
	}
}

// outbound checks that traffic can leave the cluster as was asked for. Azure's own words for the last rule are
// CustomRouteTableWithUnsupportedMSIType.
func (c *checker) outbound(path Path, cluster *Cluster, network *ClusterNetwork) {
	at := path.Field("network").Field("outboundType")
	some := slices.ContainsFunc(cluster.NodePools, func(pool NodePool) bool { return given(pool.VnetSubnetId) })
	switch network.OutboundType {
	case OutboundTypeUserDefinedRouting, OutboundTypeUserAssignedNATGateway:
		if !some {
			c.report(at, "%s needs a subnet of your own, which says where traffic goes; give every node pool a vnetSubnetId", network.OutboundType)
		}
	case OutboundTypeManagedNATGateway:
		if some {
			c.report(at, "managedNATGateway needs a network that Azure makes, and a node pool has a vnetSubnetId; use userAssignedNATGateway")
		}
	case OutboundTypeLoadBalancer: // goes with every network
	}
	ownRoutes := network.OutboundType == OutboundTypeUserDefinedRouting && network.NetworkPlugin == NetworkPluginKubenet
	if ownRoutes && identityDefaults(cluster.Identity).Type != IdentityTypeUserAssigned {
		c.report(path.Field("identity"), "must be user-assigned with outboundType userDefinedRouting on kubenet, to whose route table it adds; "+
			"give its userAssignedIdentities")
	}
}
