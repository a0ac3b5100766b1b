package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestNodePoolFaults(t *testing.T) {
	t.Parallel()
	scale := func(least, count, most int) func(*NodePool) {
		return func(p *NodePool) {
			p.EnableAutoScaling = pulumi.Bool(true)
			p.MinCount, p.Count, p.MaxCount = pulumi.Int(least), pulumi.Int(count), pulumi.Int(most)
		}
	}
	runClusterCases(t, map[string]clusterCase{
		"name and size": poolCase(func(p *NodePool) { p.Name, p.VmSize = pulumi.String("System-Pool"), nil },
			`name: "System-Pool" is not a valid name; use 1 to 12 lower-case letters`, "vmSize: is missing"),
		"empty size": poolCase(func(p *NodePool) { p.VmSize = pulumi.String(" ") },
			"vmSize: is empty; name a size of virtual machine, for example Standard_D4ds_v5"),
		"mode": {func(c *Cluster) { c.NodePools[0].Mode = "system" }, []string{
			`nodePools[0].mode: "system" is not one of System and User`, "nodePools: holds no pool in mode System",
		}},
		"no nodes":        poolCase(func(p *NodePool) { p.Count = pulumi.Int(0) }, "count: 0 is too small; the least is 1"),
		"too many nodes":  poolCase(func(p *NodePool) { p.Count = pulumi.Int(1001) }, "count: 1001 is too large; the most is 1000"),
		"autoscaling":     poolCase(scale(1, 2, 3)),
		"one size":        poolCase(scale(3, 3, 3)),
		"limits reversed": poolCase(scale(3, 3, 2), "minCount: 3 is greater than maxCount, which is 2", "count: 3 is greater than maxCount"),
		"too few":         poolCase(scale(2, 1, 3), "minCount: 2 is greater than count, which is 1"),
		"too many":        poolCase(scale(2, 4, 3), "count: 4 is greater than maxCount, which is 3"),
		"limits out of range": poolCase(scale(0, 1, 1001),
			"minCount: 0 is too small; the least is 1", "maxCount: 1001 is too large; the most is 1000"),
		"autoscaling without limits": poolCase(func(p *NodePool) { p.EnableAutoScaling = pulumi.Bool(true) },
			"minCount: is missing; enableAutoScaling needs it", "maxCount: is missing; enableAutoScaling needs it"),
		"limits without autoscaling": poolCase(func(p *NodePool) { p.MinCount, p.MaxCount = pulumi.Int(1), pulumi.Int(2) },
			"minCount: is given without enableAutoScaling", "maxCount: is given without enableAutoScaling"),
		"limits and nobody knows": poolCase(func(p *NodePool) {
			p.EnableAutoScaling, p.MinCount = pulumi.Bool(true).ToBoolOutput(), pulumi.Int(1)
		}),
		"zones": poolCase(func(p *NodePool) { p.AvailabilityZones = pulumi.ToStringArray([]string{"1", "4", "1"}) },
			`availabilityZones[1]: "4" is not an availability zone; they are 1, 2 and 3`, `availabilityZones[2]: zone "1" is also at cluster.nodePools[0].availabilityZones[0]; name each zone once`),
		"good labels": poolCase(func(p *NodePool) {
			p.NodeLabels = pulumi.StringMap{"team": pulumi.String(""), "example.com/tier": pulumi.String("web_1.x")}
		}),
		"labels": poolCase(func(p *NodePool) {
			p.NodeLabels = pulumi.StringMap{"-team": pulumi.String("a"), "tier": pulumi.String("front end"), "Up/x": pulumi.String("a")}
		}, `nodeLabels["-team"]: is not the key of a label`, `nodeLabels["Up/x"]: is not the key of a label`,
			`nodeLabels["tier"]: "front end" is not the value of a label`),
		"good taints": poolCase(func(p *NodePool) {
			p.NodeTaints = pulumi.ToStringArray([]string{"sku=gpu:NoSchedule", "example.com/dedicated:NoExecute", "a=:PreferNoSchedule"})
		}),
		"taints": poolCase(func(p *NodePool) {
			p.NodeTaints = pulumi.ToStringArray([]string{"sku=gpu", "sku=gpu:Never", "=gpu:NoSchedule", "sku=g p:NoSchedule"})
		}, `nodeTaints[0]: "sku=gpu" is not a taint; write key=value:effect`, "nodeTaints[1]", "nodeTaints[2]", "nodeTaints[3]"),
		"pods": poolCase(func(p *NodePool) { p.MaxPods = pulumi.Int(9) }, "maxPods: 9 is too small; the least is 10"),
		"too few pods for the system": poolCase(func(p *NodePool) { p.MaxPods, p.Count = pulumi.Int(14), pulumi.Int(2) },
			"maxPods: 14 is too small with a count of 2; the nodes of a pool in mode System must have room for 30 pods together"),
		"too few pods on the platform's one node": poolCase(func(p *NodePool) { p.MaxPods, p.Count = pulumi.Int(29), nil },
			"maxPods: 29 is too small with a count of 1"),
		"few pods on enough nodes": poolCase(func(p *NodePool) { p.MaxPods, p.Count = pulumi.Int(10), pulumi.Int(3) }),
		"few pods on nodes that somebody else counts": poolCase(func(p *NodePool) {
			scale(1, 1, 3)(p)
			p.MaxPods = pulumi.Int(10)
		}),
		"few pods for applications": {spoil: func(c *Cluster) {
			c.NodePools = append(c.NodePools, NodePool{
				Name: pulumi.String("work"), VmSize: pulumi.String("Standard_D4ds_v5"), Mode: NodePoolModeUser,
				Count: pulumi.Int(0), MaxPods: pulumi.Int(10),
			})
		}},
		"disk": poolCase(func(p *NodePool) { p.OsDiskSizeGb, p.OsDiskType = pulumi.Int(4096), "SSD" },
			`osDiskType: "SSD" is not one of Ephemeral and Managed`, "osDiskSizeGb: 4096 is too large; the most is 2048"),
		"Windows distribution on Linux": poolCase(func(p *NodePool) { p.OsSku = OsSkuWindows2022 }, "osSku: Windows2022 needs osType Windows"),
		"Windows": poolCase(func(p *NodePool) {
			p.OsType, p.OsSku, p.Name = OsTypeWindows, OsSkuUbuntu, pulumi.String("windows")
		}, "osSku: Ubuntu is for osType Linux", "mode: must be User with osType Windows", `name: "windows" is too long for osType Windows`),
	})
}

func TestNodePoolNetworkFaults(t *testing.T) {
	t.Parallel()
	windows := NodePool{
		Name: pulumi.String("win"), VmSize: pulumi.String("Standard_D4ds_v5"), Mode: NodePoolModeUser, OsType: OsTypeWindows, OsSku: OsSkuWindows2022,
	}
	second := func(first, second string) func(*Cluster) {
		return func(c *Cluster) {
			c.NodePools = append(c.NodePools, NodePool{Name: pulumi.String("more"), VmSize: pulumi.String("Standard_D4ds_v5")})
			for i, subnet := range []string{first, second} {
				if subnet != "" {
					c.NodePools[i].VnetSubnetId = pulumi.String(subnet)
				}
			}
		}
	}
	runClusterCases(t, map[string]clusterCase{
		"subnets of one network":  {spoil: second(testSubnet, testNetwork+"HUB/subnets/more")},
		"subnets of two networks": {second(testSubnet, testNetwork+"other/subnets/nodes"), []string{"nodePools[1].vnetSubnetId: is of another virtual network"}},
		"one subnet":              {second("", testSubnet), []string{"nodePools[0].vnetSubnetId: is missing, while another node pool has one"}},
		"subnet that is none": poolCase(func(p *NodePool) { p.VnetSubnetId = pulumi.String("nodes") },
			`vnetSubnetId: "nodes" is not the resource ID of a subnet; write /subscriptions/{subscription}/resourceGroups/`),
		"subnet of pods": poolCase(func(p *NodePool) {
			p.VnetSubnetId, p.PodSubnetId = pulumi.String(testSubnet), pulumi.String(testNetwork+"hub/subnets/pods")
		}),
		"subnet of pods in another network": poolCase(func(p *NodePool) {
			p.VnetSubnetId, p.PodSubnetId = pulumi.String(testSubnet), pulumi.String(testNetwork+"other/subnets/pods")
		}, "podSubnetId: is of another virtual network than vnetSubnetId"),
		"subnet of pods alone": poolCase(func(p *NodePool) { p.PodSubnetId = pulumi.String(testSubnet) },
			"vnetSubnetId: is missing; podSubnetId needs it"),
		"subnet of pods and overlay": {func(c *Cluster) {
			c.NodePools[0].VnetSubnetId, c.NodePools[0].PodSubnetId = pulumi.String(testSubnet), pulumi.String(testSubnet)
			c.Network = &ClusterNetwork{NetworkPluginMode: NetworkPluginModeOverlay}
		}, []string{"nodePools[0].podSubnetId: is given with networkPluginMode overlay"}},
		"subnet of pods and kubenet": {func(c *Cluster) {
			c.NodePools[0].VnetSubnetId, c.NodePools[0].PodSubnetId = pulumi.String(testSubnet), pulumi.String(testSubnet)
			c.Network = &ClusterNetwork{NetworkPlugin: NetworkPluginKubenet}
		}, []string{"nodePools[0].podSubnetId: needs networkPlugin azure"}},
		"Windows": {spoil: func(c *Cluster) { c.NodePools = append(c.NodePools, windows) }},
		"Windows on kubenet": {func(c *Cluster) {
			c.NodePools, c.Network = append(c.NodePools, windows), &ClusterNetwork{NetworkPlugin: NetworkPluginKubenet}
		}, []string{"nodePools[1].osType: Windows cannot be used with networkPlugin kubenet"}},
		"Windows on a plug-in of one's own": {func(c *Cluster) {
			c.NodePools, c.Network = append(c.NodePools, windows), &ClusterNetwork{NetworkPlugin: NetworkPluginNone}
		}, []string{"nodePools[1].osType: Windows cannot be used with networkPlugin none; use networkPlugin azure"}},
		"Windows on Cilium": {func(c *Cluster) {
			c.NodePools, c.Network = append(c.NodePools, windows), &ClusterNetwork{NetworkDataplane: NetworkDataplaneCilium}
		}, []string{"nodePools[1].osType: Windows cannot be used with networkDataplane cilium"}},
	})
}
