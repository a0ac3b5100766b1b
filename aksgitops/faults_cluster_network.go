package aksgitops

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// network checks what the program says of the network; resolved is what will be sent.
func (c *checker) network(path Path, network, resolved *ClusterNetwork) {
	oneOf(c, path.Field("networkPlugin"), network.NetworkPlugin, NetworkPluginAzure, NetworkPluginKubenet, NetworkPluginNone)
	oneOf(c, path.Field("networkPluginMode"), network.NetworkPluginMode, NetworkPluginModeOverlay)
	oneOf(c, path.Field("networkPolicy"), network.NetworkPolicy, NetworkPolicyCilium, NetworkPolicyAzure, NetworkPolicyCalico, NetworkPolicyNone)
	oneOf(c, path.Field("networkDataplane"), network.NetworkDataplane, NetworkDataplaneAzure, NetworkDataplaneCilium)
	oneOf(c, path.Field("outboundType"), network.OutboundType, OutboundTypeLoadBalancer, OutboundTypeManagedNATGateway,
		OutboundTypeUserAssignedNATGateway, OutboundTypeUserDefinedRouting)
	c.networkParts(path, resolved)
	c.addresses(path, network, resolved)
}

// networkParts reports combinations of plug-in, mode, policy and data plane that AKS refuses.
func (c *checker) networkParts(path Path, network *ClusterNetwork) {
	azure, cilium := network.NetworkPlugin == NetworkPluginAzure, network.NetworkDataplane == NetworkDataplaneCilium
	policy := network.NetworkPolicy
	if network.NetworkPluginMode == NetworkPluginModeOverlay && !azure {
		c.report(path.Field("networkPluginMode"), "overlay is a mode of networkPlugin azure; use that, or leave the mode out")
	}
	if cilium && !azure {
		c.report(path.Field("networkDataplane"), "cilium needs networkPlugin azure; use that, or leave networkDataplane out")
	}
	at := path.Field("networkPolicy")
	switch {
	case policy == NetworkPolicyCilium && !cilium:
		c.report(at, "cilium needs networkDataplane cilium; set that, or use another policy")
	case cilium && (policy == NetworkPolicyAzure || policy == NetworkPolicyCalico):
		c.report(at, "%s cannot be used with networkDataplane cilium; use cilium, or leave it out", policy)
	case policy == NetworkPolicyAzure && !azure:
		c.report(at, "azure needs networkPlugin azure; use that, or another policy")
	}
}

// addresses checks the ranges of addresses, and against each other; those that were left out are the platform's.
func (c *checker) addresses(path Path, network, resolved *ClusterNetwork) {
	overlay := resolved.NetworkPluginMode == NetworkPluginModeOverlay
	podCidr, serviceCidr := path.Field("podCidr"), path.Field("serviceCidr")
	if given(network.PodCidr) && resolved.NetworkPlugin == NetworkPluginAzure && !overlay {
		c.report(podCidr, "is given with networkPlugin azure without mode overlay, where pods have addresses of a subnet; use the mode, or leave it out")
		return
	}
	c.together(path, "serviceCidr", network.ServiceCidr, "dnsServiceIp", network.DnsServiceIp)
	pods, services := c.cidr(podCidr, network.PodCidr), c.cidr(serviceCidr, network.ServiceCidr)
	if services.IsValid() && services.Bits() < widestServiceCidr {
		c.report(serviceCidr, "is too wide; the widest range that Kubernetes takes is a /%d", widestServiceCidr)
	}
	c.dnsServiceIP(path.Field("dnsServiceIp"), network.DnsServiceIp, services)

	ownPods, ownServices := given(network.PodCidr), given(network.ServiceCidr)
	if !ownPods && (overlay || resolved.NetworkPlugin == NetworkPluginKubenet) {
		pods = netip.MustParsePrefix(platformPodCidr)
	}
	if !ownServices {
		services = netip.MustParsePrefix(platformServiceCidr)
	}
	if !pods.IsValid() || !services.IsValid() || !pods.Overlaps(services) {
		return
	}
	switch {
	case ownServices && ownPods:
		c.report(serviceCidr, "overlaps with podCidr; give ranges that have no address in common")
	case ownServices:
		c.report(serviceCidr, "overlaps with %s, the platform's range for pods; use another range, or give podCidr", platformPodCidr)
	case ownPods:
		c.report(podCidr, "overlaps with %s, the platform's range for services; use another range, or give serviceCidr", platformServiceCidr)
	}
}

// cidr checks a range and returns it; one that is not known or wrong is not valid.
func (c *checker) cidr(path Path, in pulumi.StringPtrInput) netip.Prefix {
	text, known := staticString(in)
	if !known {
		return netip.Prefix{}
	}
	prefix, problem := parseCidr(text)
	if problem != "" {
		c.report(path, "%s %s", c.quote(path, text), problem)
		return netip.Prefix{}
	}
	if reserved, overlaps := firstOverlap(prefix, reservedCidrs); overlaps {
		c.report(path, "overlaps with %s, which AKS keeps for itself; use another range", reserved)
	}
	return prefix
}

func (c *checker) dnsServiceIP(path Path, in pulumi.StringPtrInput, services netip.Prefix) {
	text, known := staticString(in)
	if !known {
		return
	}
	if problem := dnsServiceIPProblem(text, services); problem != "" {
		c.report(path, "%s %s", c.quote(path, text), problem)
	}
}
