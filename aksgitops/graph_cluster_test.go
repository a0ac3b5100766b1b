package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// completeCluster says something of everything that goes together.
func completeCluster() *Cluster {
	return &Cluster{
		Name:              pulumi.String("prod_1"),
		Location:          pulumi.String("westeurope"),
		KubernetesVersion: pulumi.String("1.33"),
		Tier:              ClusterTierPremium,
		SupportPlan:       SupportPlanAKSLongTermSupport,
		DnsPrefix:         pulumi.String("prod-dns"),
		NodePools:         completeNodePools(),
		Network: &ClusterNetwork{
			NetworkPlugin: NetworkPluginAzure, NetworkPluginMode: NetworkPluginModeOverlay, NetworkDataplane: NetworkDataplaneCilium,
			PodCidr: pulumi.String("10.1.0.0/16"), ServiceCidr: pulumi.String("10.2.0.0/16"), DnsServiceIp: pulumi.String("10.2.0.10"),
			OutboundType: OutboundTypeUserDefinedRouting,
		},
		Identity: &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String(testIdentity)}},
		EntraId: &EntraId{
			AdminGroupObjectIds: pulumi.StringArray{pulumi.String(testGUID)}, EnableAzureRbac: pulumi.Bool(true), TenantId: pulumi.String(testGUID),
		},
		ApiServer: &ApiServer{
			EnablePrivateCluster: pulumi.Bool(true), PrivateDnsZone: pulumi.String(testZone), EnablePrivateClusterPublicFqdn: pulumi.Bool(false),
		},
		EnableOidcIssuer:       pulumi.Bool(true),
		EnableWorkloadIdentity: pulumi.Bool(true),
		Upgrade:                &ClusterUpgrade{UpgradeChannel: UpgradeChannelPatch, NodeOsUpgradeChannel: NodeOsUpgradeChannelSecurityPatch},
		PodIdentity: &PodIdentity{
			UserAssignedIdentities: []PodIdentityAssignment{{
				Name: pulumi.String("app"), Namespace: pulumi.String("apps"), BindingSelector: pulumi.String("app-selector"),
				ResourceId: pulumi.String(testIdentity), ClientId: pulumi.String(testGUID), ObjectId: pulumi.String(testGUID),
			}},
			Exceptions: []PodIdentityException{{
				Name: "monitoring", Namespace: "kube-system", PodLabels: pulumi.StringMap{"app": pulumi.String("monitor")},
			}},
		},
		Tags: pulumi.StringMap{"team": pulumi.String("platform")},
	}
}

func completeNodePools() []NodePool {
	return []NodePool{{
		Name: pulumi.String("system"), Mode: NodePoolModeSystem, VmSize: pulumi.String("Standard_D4ds_v5"),
		EnableAutoScaling: pulumi.Bool(true), MinCount: pulumi.Int(2), MaxCount: pulumi.Int(5),
		AvailabilityZones: pulumi.ToStringArray([]string{"1", "2", "3"}), NodeTaints: pulumi.ToStringArray([]string{"CriticalAddonsOnly=true:NoSchedule"}),
		VnetSubnetId: pulumi.String(testSubnet), MaxPods: pulumi.Int(110),
		OsType: OsTypeLinux, OsSku: OsSkuAzureLinux, OsDiskType: OsDiskTypeEphemeral, OsDiskSizeGb: pulumi.Int(128),
	}, {
		Name: pulumi.String("work"), Mode: NodePoolModeUser, VmSize: pulumi.String("Standard_D8ds_v5"), Count: pulumi.Int(0),
		NodeLabels: pulumi.StringMap{"example.com/tier": pulumi.String("work")}, VnetSubnetId: pulumi.String(testNetwork + "hub/subnets/work"),
	}}
}

// publicCluster has what a private cluster excludes, and subnets for pods.
func publicCluster() *Cluster {
	cluster := goodCluster()
	cluster.NodePools[0].VnetSubnetId = pulumi.String(testSubnet)
	cluster.NodePools[0].PodSubnetId = pulumi.String(testNetwork + "hub/subnets/pods")
	cluster.KubernetesVersion = pulumi.String("1.33.2")
	cluster.EntraId = &EntraId{}
	cluster.DisableLocalAccounts = pulumi.Bool(true)
	cluster.ApiServer = &ApiServer{AuthorizedIpRanges: pulumi.ToStringArray([]string{"8.8.8.0/24"})}
	cluster.EnableOidcIssuer = pulumi.Bool(false)
	return cluster
}

func TestClusterGraph(t *testing.T) {
	t.Parallel()
	for name, cluster := range map[string]func() *Cluster{
		"cluster-defaults": goodCluster,
		"cluster-complete": completeCluster,
		"cluster-public":   publicCluster,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := graphOf(t, &childgraph.Recorder{}, func(*pulumi.Context) *AksGitOpsArgs {
				return &AksGitOpsArgs{ResourceGroupName: pulumi.String("platform"), Cluster: cluster()}
			})
			golden.Compare(t, "testdata/graphs/"+name+".json", graph.JSON())
		})
	}
}
