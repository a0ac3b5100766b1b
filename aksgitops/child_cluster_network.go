package aksgitops

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
)

func networkProfile(network *ClusterNetwork) containerservice.ContainerServiceNetworkProfilePtrInput {
	return &containerservice.ContainerServiceNetworkProfileArgs{
		NetworkPlugin:     enum(network.NetworkPlugin),
		NetworkPluginMode: enum(network.NetworkPluginMode),
		NetworkPolicy:     enum(network.NetworkPolicy),
		NetworkDataplane:  enum(network.NetworkDataplane),
		PodCidr:           network.PodCidr,
		ServiceCidr:       network.ServiceCidr,
		DnsServiceIP:      network.DnsServiceIp,
		OutboundType:      enum(network.OutboundType),
	}
}
