package aksgitops

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func agentPools(pools []NodePool) containerservice.ManagedClusterAgentPoolProfileArray {
	profiles := make(containerservice.ManagedClusterAgentPoolProfileArray, len(pools))
	for i, pool := range pools {
		profiles[i] = &containerservice.ManagedClusterAgentPoolProfileArgs{
			Name:              pool.Name,
			Mode:              pulumi.String(pool.Mode),
			VmSize:            optional(pool.VmSize),
			Count:             pool.Count,
			EnableAutoScaling: pool.EnableAutoScaling,
			MinCount:          pool.MinCount,
			MaxCount:          pool.MaxCount,
			AvailabilityZones: pool.AvailabilityZones,
			NodeLabels:        pool.NodeLabels,
			NodeTaints:        pool.NodeTaints,
			VnetSubnetID:      pool.VnetSubnetId,
			PodSubnetID:       pool.PodSubnetId,
			MaxPods:           pool.MaxPods,
			OsType:            enum(pool.OsType),
			OsSKU:             enum(pool.OsSku),
			OsDiskType:        enum(pool.OsDiskType),
			OsDiskSizeGB:      pool.OsDiskSizeGb,
		}
	}
	return profiles
}
