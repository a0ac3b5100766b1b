package aksgitops

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	testNetwork  = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/"
	testSubnet   = testNetwork + "hub/subnets/nodes"
	testIdentity = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks"
	testZone     = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io"
	testGUID     = "11111111-2222-3333-4444-555555555555"
)

// goodCluster has no fault; tests spoil it.
func goodCluster() *Cluster {
	return &Cluster{
		Name:      pulumi.String("prod"),
		NodePools: []NodePool{{Name: pulumi.String("system"), VmSize: pulumi.String("Standard_D4ds_v5")}},
	}
}

// clusterFaults are the faults of a component that creates a cluster.
func clusterFaults(cluster *Cluster) []string {
	var texts []string
	for _, fault := range Faults(&AksGitOpsArgs{ResourceGroupName: pulumi.String("platform"), Cluster: cluster}, nil) {
		texts = append(texts, fault.String())
	}
	return texts
}

// clusterCase spoils the good cluster; each text of want is a fault's path, a colon, and how its problem begins. No want, no fault.
type clusterCase struct {
	spoil func(*Cluster)
	want  []string
}

func runClusterCases(t *testing.T, cases map[string]clusterCase) {
	t.Helper()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster := goodCluster()
			test.spoil(cluster)
			got := clusterFaults(cluster)
			require.Len(t, got, len(test.want), strings.Join(got, "\n"))
			for i, want := range test.want {
				assert.True(t, strings.HasPrefix(got[i], "cluster."+want), cmp.Diff("cluster."+want, got[i]))
			}
		})
	}
}

// poolCase spoils the only node pool.
func poolCase(spoil func(*NodePool), want ...string) clusterCase {
	for i, text := range want {
		want[i] = "nodePools[0]." + text
	}
	return clusterCase{func(c *Cluster) { spoil(&c.NodePools[0]) }, want}
}

// networkCase gives the cluster a network.
func networkCase(network *ClusterNetwork, want ...string) clusterCase {
	for i, text := range want {
		want[i] = "network." + text
	}
	return clusterCase{func(c *Cluster) { c.Network = network }, want}
}

func TestClusterFaults(t *testing.T) {
	t.Parallel()
	runClusterCases(t, map[string]clusterCase{
		"good": {spoil: func(*Cluster) {}},
		"no pools": {func(c *Cluster) { c.NodePools = nil }, []string{
			"nodePools: is empty; a cluster needs at least one node pool, in mode System",
		}},
		"no system pool": {func(c *Cluster) { c.NodePools[0].Mode = NodePoolModeUser }, []string{
			"nodePools: holds no pool in mode System",
		}},
		"two pools of one name": {func(c *Cluster) { c.NodePools = append(c.NodePools, c.NodePools[0]) }, []string{
			`nodePools[1].name: "system" is also the name at cluster.nodePools[0].name`,
		}},
		"version": {func(c *Cluster) { c.KubernetesVersion = pulumi.String("v1.33") }, []string{
			`kubernetesVersion: "v1.33" is not a Kubernetes version; write major.minor`,
		}},
		"tier": {func(c *Cluster) { c.Tier = "Paid" }, []string{`tier: "Paid" is not one of Free, Standard and Premium`}},
		"long-term support of a free cluster": {func(c *Cluster) { c.SupportPlan = SupportPlanAKSLongTermSupport }, []string{
			"supportPlan: AKSLongTermSupport needs tier Premium",
		}},
		"long-term support": {spoil: func(c *Cluster) {
			c.SupportPlan, c.Tier = SupportPlanAKSLongTermSupport, ClusterTierPremium
		}},
		"patch version with the default channel": {spoil: func(c *Cluster) { c.KubernetesVersion = pulumi.String("1.33.2") }},
		"patch version with a channel that moves it": {func(c *Cluster) {
			c.KubernetesVersion, c.Upgrade = pulumi.String("1.33.2"), &ClusterUpgrade{UpgradeChannel: UpgradeChannelPatch}
		}, []string{`kubernetesVersion: "1.33.2" names a patch, and upgrade.upgradeChannel patch moves the cluster past it`}},
		"patch version with a channel that leaves it": {spoil: func(c *Cluster) {
			c.KubernetesVersion, c.Upgrade = pulumi.String("1.33.2"), &ClusterUpgrade{UpgradeChannel: UpgradeChannelNodeImage}
		}},
		"channels": {func(c *Cluster) { c.Upgrade = &ClusterUpgrade{UpgradeChannel: "fast", NodeOsUpgradeChannel: "weekly"} }, []string{
			`upgrade.upgradeChannel: "fast" is not one of patch, stable, rapid, node-image and none`,
			`upgrade.nodeOsUpgradeChannel: "weekly" is not one of NodeImage, SecurityPatch, Unmanaged and None`,
		}},
		"node-image without NodeImage": {func(c *Cluster) {
			c.Upgrade = &ClusterUpgrade{UpgradeChannel: UpgradeChannelNodeImage, NodeOsUpgradeChannel: NodeOsUpgradeChannelSecurityPatch}
		}, []string{"upgrade.nodeOsUpgradeChannel: is given with upgradeChannel node-image"}},
		"identity that is no ID": {func(c *Cluster) {
			c.Identity = &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String("aks")}}
		}, []string{`identity.userAssignedIdentities[0]: "aks" is not the resource ID of a user-assigned identity; write /subscriptions/`}},
		"two identities": {func(c *Cluster) {
			c.Identity = &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String(testIdentity), pulumi.String(testIdentity)}}
		}, []string{"identity.userAssignedIdentities: holds 2 identities"}},
		"identity in another case": {spoil: func(c *Cluster) {
			c.Identity = &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String(strings.ToLower(testIdentity))}}
		}},
	})
}

func TestClusterAccessFaults(t *testing.T) {
	t.Parallel()
	private := func(server ApiServer) func(*Cluster) {
		return func(c *Cluster) {
			server.EnablePrivateCluster = pulumi.Bool(true)
			c.ApiServer = &server
		}
	}
	ranges := func(texts ...string) func(*Cluster) {
		return func(c *Cluster) { c.ApiServer = &ApiServer{AuthorizedIpRanges: pulumi.ToStringArray(texts)} }
	}
	runClusterCases(t, map[string]clusterCase{
		"local accounts off without Entra ID": {func(c *Cluster) { c.DisableLocalAccounts = pulumi.Bool(true) }, []string{
			"disableLocalAccounts: is true without entraId, and then nobody could sign in",
		}},
		"local accounts off": {spoil: func(c *Cluster) { c.DisableLocalAccounts, c.EntraId = pulumi.Bool(true), &EntraId{} }},
		"groups and tenant": {func(c *Cluster) {
			c.EntraId = &EntraId{
				AdminGroupObjectIds: pulumi.StringArray{pulumi.String(testGUID), pulumi.String("admins")},
				TenantId:            pulumi.String("contoso.com"),
			}
		}, []string{`entraId.adminGroupObjectIds[1]: "admins" is not a GUID`, `entraId.tenantId: "contoso.com" is not a GUID`}},
		"workload identity without issuer": {func(c *Cluster) {
			c.EnableWorkloadIdentity, c.EnableOidcIssuer = pulumi.Bool(true), pulumi.Bool(false)
		}, []string{"enableWorkloadIdentity: is true with enableOidcIssuer false"}},
		"no issuer":         {spoil: func(c *Cluster) { c.EnableOidcIssuer = pulumi.Bool(false) }},
		"authorised ranges": {spoil: ranges("8.8.8.0/24", "9.9.9.9")},
		"ranges that are none": {ranges("8.8.8.0/24", "10.0.0.0/8", "office"), []string{
			`apiServer.authorizedIpRanges[1]: "10.0.0.0/8" is in 10.0.0.0/8`,
			`apiServer.authorizedIpRanges[2]: "office" is no IPv4 address or range`,
		}},
		"outbound addresses only": {spoil: ranges("0.0.0.0/32")},
		"outbound addresses and others": {ranges("0.0.0.0/32", "8.8.8.8"), []string{
			`apiServer.authorizedIpRanges[0]: "0.0.0.0/32" stands for the cluster's own outbound addresses only`,
		}},
		"too many ranges": {ranges(strings.Split(strings.Repeat("8.8.8.8 ", 200)+"8.8.8.8", " ")...), []string{
			"apiServer.authorizedIpRanges: holds 201 ranges; AKS takes at most 200",
		}},
		"private with ranges": {private(ApiServer{AuthorizedIpRanges: pulumi.StringArray{pulumi.String("8.8.8.8")}}), []string{
			"apiServer.authorizedIpRanges: is given with enablePrivateCluster",
		}},
		"private things of a public cluster": {func(c *Cluster) {
			c.ApiServer = &ApiServer{PrivateDnsZone: pulumi.String("none"), EnablePrivateClusterPublicFqdn: pulumi.Bool(true)}
		}, []string{
			"apiServer.privateDnsZone: is given without enablePrivateCluster",
			"apiServer.enablePrivateClusterPublicFqdn: is given without enablePrivateCluster",
		}},
		"private": {spoil: private(ApiServer{PrivateDnsZone: pulumi.String("system")})},
		"no zone and no public name": {
			private(ApiServer{PrivateDnsZone: pulumi.String("none"), EnablePrivateClusterPublicFqdn: pulumi.Bool(false)}),
			[]string{"apiServer.privateDnsZone: is none while enablePrivateClusterPublicFqdn is false"},
		},
		"zone that is none": {private(ApiServer{PrivateDnsZone: pulumi.String("privatelink.westeurope.azmk8s.io")}), []string{
			`apiServer.privateDnsZone: "privatelink.westeurope.azmk8s.io" is neither system nor none nor the resource ID`,
		}},
		"own zone with the cluster's own identity": {private(ApiServer{PrivateDnsZone: pulumi.String(testZone)}), []string{
			"identity: must be user-assigned with a private DNS zone of your own",
		}},
		"own zone": {spoil: func(c *Cluster) {
			private(ApiServer{PrivateDnsZone: pulumi.String(testZone)})(c)
			c.Identity = &ClusterIdentity{UserAssignedIdentities: pulumi.StringArray{pulumi.String(testIdentity)}}
		}},
		"not known yet": {spoil: func(c *Cluster) {
			c.ApiServer = &ApiServer{EnablePrivateCluster: pulumi.Bool(true).ToBoolOutput(), PrivateDnsZone: pulumi.String("system")}
		}},
	})
}
