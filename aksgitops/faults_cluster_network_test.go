package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestNetworkPartsFaults(t *testing.T) {
	t.Parallel()
	const kubenet, azure, cilium = NetworkPluginKubenet, NetworkPluginAzure, NetworkDataplaneCilium
	runClusterCases(t, map[string]clusterCase{
		"nothing":      networkCase(&ClusterNetwork{}),
		"Cilium":       networkCase(&ClusterNetwork{NetworkDataplane: cilium, NetworkPolicy: NetworkPolicyCilium}),
		"Azure policy": networkCase(&ClusterNetwork{NetworkPolicy: NetworkPolicyAzure}),
		"kubenet":      networkCase(&ClusterNetwork{NetworkPlugin: kubenet, NetworkPolicy: NetworkPolicyCalico}),
		"no plug-in":   networkCase(&ClusterNetwork{NetworkPlugin: NetworkPluginNone, NetworkPolicy: NetworkPolicyNone}),
		"unknown words": networkCase(&ClusterNetwork{
			NetworkPlugin: "cni", NetworkPluginMode: "nodes", NetworkPolicy: "some", NetworkDataplane: "ebpf", OutboundType: "internet",
		}, `networkPlugin: "cni" is not one of azure, kubenet and none`, `networkPluginMode: "nodes" is not one of overlay`,
			`networkPolicy: "some" is not one of`, `networkDataplane: "ebpf" is not one of azure and cilium`, `outboundType: "internet" is not one of`),
		"overlay on kubenet": networkCase(&ClusterNetwork{NetworkPlugin: kubenet, NetworkPluginMode: NetworkPluginModeOverlay},
			"networkPluginMode: overlay is a mode of networkPlugin azure"),
		"Cilium on kubenet": networkCase(&ClusterNetwork{NetworkPlugin: kubenet, NetworkDataplane: cilium},
			"networkDataplane: cilium needs networkPlugin azure"),
		"Cilium policy alone": networkCase(&ClusterNetwork{NetworkPolicy: NetworkPolicyCilium}, "networkPolicy: cilium needs networkDataplane cilium"),
		"Calico on Cilium": networkCase(&ClusterNetwork{NetworkDataplane: cilium, NetworkPolicy: NetworkPolicyCalico},
			"networkPolicy: calico cannot be used with networkDataplane cilium"),
		"Azure policy on kubenet": networkCase(&ClusterNetwork{NetworkPlugin: kubenet, NetworkPolicy: NetworkPolicyAzure},
			"networkPolicy: azure needs networkPlugin azure"),
		"range of pods in the subnet": networkCase(&ClusterNetwork{NetworkPlugin: azure, PodCidr: pulumi.String("10.1.0.0/16")},
			"podCidr: is given with networkPlugin azure without mode overlay"),
	})
}

func TestAddressFaults(t *testing.T) {
	t.Parallel()
	addresses := func(pods, services, dns string, want ...string) clusterCase {
		network := &ClusterNetwork{}
		for text, input := range map[*string]*pulumi.StringPtrInput{
			&pods: &network.PodCidr, &services: &network.ServiceCidr, &dns: &network.DnsServiceIp,
		} {
			if *text != "" {
				*input = pulumi.String(*text)
			}
		}
		return networkCase(network, want...)
	}
	runClusterCases(t, map[string]clusterCase{
		"all":         addresses("10.1.0.0/16", "10.2.0.0/16", "10.2.0.10"),
		"pods alone":  addresses("10.1.0.0/16", "", ""),
		"not ranges":  addresses("10.1.0.0", "10.2.0.1/16", "10.2.0.10", `podCidr: "10.1.0.0" is not a range`, `serviceCidr: "10.2.0.1/16" does not begin`),
		"IPv6":        addresses("fd00::/64", "", "", `podCidr: "fd00::/64" is a range of IPv6`),
		"no services": addresses("", "", "10.0.0.10", "serviceCidr: is missing; dnsServiceIp needs it"),
		"no DNS":      addresses("", "10.2.0.0/16", "", "dnsServiceIp: is missing; serviceCidr needs it"),
		"DNS outside": addresses("", "10.2.0.0/16", "10.3.0.10", `dnsServiceIp: "10.3.0.10" lies outside of serviceCidr`),
		"DNS first":   addresses("", "10.2.0.0/16", "10.2.0.1", `dnsServiceIp: "10.2.0.1" is one of the first two`),
		"overlap":     addresses("10.2.0.0/16", "10.2.128.0/20", "10.2.128.10", "serviceCidr: overlaps with podCidr"),
		"overlap with the platform's pods": addresses("", "10.244.0.0/24", "10.244.0.10",
			"serviceCidr: overlaps with 10.244.0.0/16, the platform's range for pods"),
		"overlap with the platform's services": addresses("10.0.0.0/14", "", "",
			"podCidr: overlaps with 10.0.0.0/16, the platform's range for services"),
		"reserved": addresses("172.30.0.0/16", "192.0.2.0/24", "192.0.2.10",
			"podCidr: overlaps with 172.30.0.0/16, which AKS keeps", "serviceCidr: overlaps with 192.0.2.0/24, which AKS keeps"),
		"too wide": addresses("192.168.0.0/16", "10.0.0.0/8", "10.0.0.10", "serviceCidr: is too wide; the widest range that Kubernetes takes is a /12"),
		"the platform's pods do not count without overlay": networkCase(&ClusterNetwork{
			NetworkPlugin: NetworkPluginAzure, ServiceCidr: pulumi.String("10.244.0.0/16"), DnsServiceIp: pulumi.String("10.244.0.10"),
		}),
	})
}

func TestOutboundFaults(t *testing.T) {
	t.Parallel()
	outbound := func(kind OutboundType, subnet bool, more ...func(*Cluster)) func(*Cluster) {
		return func(c *Cluster) {
			c.Network = &ClusterNetwork{OutboundType: kind}
			if subnet {
				c.NodePools[0].VnetSubnetId = pulumi.String(testSubnet)
			}
			for _, change := range more {
				change(c)
			}
		}
	}
	kubenet := func(c *Cluster) { c.Network.NetworkPlugin = NetworkPluginKubenet }
	ownIdentity := func(c *Cluster) {
		c.Identity = &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String(testIdentity)}}
	}
	runClusterCases(t, map[string]clusterCase{
		"routes":      {spoil: outbound(OutboundTypeUserDefinedRouting, true)},
		"own gateway": {spoil: outbound(OutboundTypeUserAssignedNATGateway, true)},
		"gateway":     {spoil: outbound(OutboundTypeManagedNATGateway, false)},
		"routes of no subnet": {outbound(OutboundTypeUserDefinedRouting, false), []string{
			"network.outboundType: userDefinedRouting needs a subnet of your own",
		}},
		"own gateway of no subnet": {outbound(OutboundTypeUserAssignedNATGateway, false), []string{
			"network.outboundType: userAssignedNATGateway needs a subnet of your own",
		}},
		"gateway in an own subnet": {outbound(OutboundTypeManagedNATGateway, true), []string{
			"network.outboundType: managedNATGateway needs a network that Azure makes",
		}},
		"own route table on kubenet": {outbound(OutboundTypeUserDefinedRouting, true, kubenet), []string{
			"identity: must be user-assigned with outboundType userDefinedRouting on kubenet",
		}},
		"own route table and identity on kubenet": {spoil: outbound(OutboundTypeUserDefinedRouting, true, kubenet, ownIdentity)},
	})
}
