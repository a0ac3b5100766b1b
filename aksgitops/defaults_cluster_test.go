package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// resolve waits for an input and returns its value; nil if it was left out or came out as null.
func resolve(t *testing.T, in pulumi.Input) any {
	t.Helper()
	if !given(in) {
		return nil
	}
	recorder := &childgraph.Recorder{}
	require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error { return childgraph.Show(ctx, pulumi.Map{"value": in}) }))
	return recorder.Graph().Outputs.(map[string]any)["value"]
}

func TestLocalAccounts(t *testing.T) {
	t.Parallel()
	groups := pulumi.StringArray{pulumi.String(testGUID)}
	for name, test := range map[string]struct {
		cluster Cluster
		off     any
	}{
		"no Entra ID":         {Cluster{}, nil},
		"nobody let in":       {Cluster{EntraId: &EntraId{}}, nil},
		"empty group list":    {Cluster{EntraId: &EntraId{AdminGroupObjectIds: pulumi.StringArray{}}}, nil},
		"groups":              {Cluster{EntraId: &EntraId{AdminGroupObjectIds: groups}}, true},
		"Azure RBAC":          {Cluster{EntraId: &EntraId{EnableAzureRbac: pulumi.Bool(true)}}, true},
		"no Azure RBAC":       {Cluster{EntraId: &EntraId{EnableAzureRbac: pulumi.Bool(false)}}, nil},
		"groups later":        {Cluster{EntraId: &EntraId{AdminGroupObjectIds: groups.ToStringArrayOutput()}}, true},
		"no groups later":     {Cluster{EntraId: &EntraId{AdminGroupObjectIds: pulumi.StringArray{}.ToStringArrayOutput()}}, nil},
		"Azure RBAC later":    {Cluster{EntraId: &EntraId{EnableAzureRbac: pulumi.Bool(true).ToBoolOutput()}}, true},
		"no Azure RBAC later": {Cluster{EntraId: &EntraId{EnableAzureRbac: pulumi.Bool(false).ToBoolOutput()}}, nil},
		"groups or Azure RBAC later": {Cluster{EntraId: &EntraId{
			AdminGroupObjectIds: pulumi.StringArray{}.ToStringArrayOutput(), EnableAzureRbac: pulumi.Bool(true).ToBoolOutput(),
		}}, true},
		"kept on": {Cluster{DisableLocalAccounts: pulumi.Bool(false), EntraId: &EntraId{AdminGroupObjectIds: groups}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster := test.cluster
			cluster.Name = pulumi.String("prod")
			assert.Equal(t, test.off, resolve(t, clusterDefaults(&cluster).DisableLocalAccounts))
		})
	}
}

func TestUpgradeChannel(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		version pulumi.StringPtrInput
		asked   UpgradeChannel
		want    any
	}{
		"nothing said":         {nil, "", "patch"},
		"minor version":        {pulumi.String("1.33"), "", "patch"},
		"patch version":        {pulumi.String("1.33.2"), "", nil},
		"minor version, later": {pulumi.String("1.33").ToStringOutput().ToStringPtrOutput(), "", "patch"},
		"patch version, later": {pulumi.String("1.33.2").ToStringOutput().ToStringPtrOutput(), "", nil},
		"no version, later":    {noText(), "", "patch"},
		"asked for":            {pulumi.String("1.33"), UpgradeChannelNone, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster := &Cluster{KubernetesVersion: test.version, Upgrade: &ClusterUpgrade{UpgradeChannel: test.asked}}
			assert.Equal(t, test.want, resolve(t, upgradeChannel(cluster)))
		})
	}
}

func TestWorkloadIdentityFollowsTheIssuer(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		issuer, workload         pulumi.BoolPtrInput
		wantIssuer, wantWorkload any
	}{
		"nothing said":     {nil, nil, true, true},
		"no issuer":        {pulumi.Bool(false), nil, false, false},
		"issuer later":     {pulumi.Bool(false).ToBoolOutput(), nil, false, false},
		"issuer alone":     {nil, pulumi.Bool(false), true, false},
		"everything stays": {pulumi.Bool(true), pulumi.Bool(true), true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resolved := clusterDefaults(&Cluster{Name: pulumi.String("prod"), EnableOidcIssuer: test.issuer, EnableWorkloadIdentity: test.workload})
			assert.Equal(t, test.wantIssuer, resolve(t, resolved.EnableOidcIssuer))
			assert.Equal(t, test.wantWorkload, resolve(t, resolved.EnableWorkloadIdentity))
		})
	}
}

func TestNetworkDefaults(t *testing.T) {
	t.Parallel()
	podSubnets := []NodePool{{PodSubnetId: pulumi.String(testSubnet)}}
	for name, test := range map[string]struct {
		cluster Cluster
		want    ClusterNetwork
	}{
		"nothing said":     {Cluster{}, ClusterNetwork{NetworkPlugin: NetworkPluginAzure, NetworkPluginMode: NetworkPluginModeOverlay}},
		"subnets for pods": {Cluster{NodePools: podSubnets}, ClusterNetwork{NetworkPlugin: NetworkPluginAzure}},
		"Azure CNI as ARM has it": {
			Cluster{Network: &ClusterNetwork{NetworkPlugin: NetworkPluginAzure}}, ClusterNetwork{NetworkPlugin: NetworkPluginAzure},
		},
		"kubenet": {Cluster{Network: &ClusterNetwork{NetworkPlugin: NetworkPluginKubenet}}, ClusterNetwork{NetworkPlugin: NetworkPluginKubenet}},
		"Cilium": {Cluster{Network: &ClusterNetwork{NetworkDataplane: NetworkDataplaneCilium}}, ClusterNetwork{
			NetworkPlugin: NetworkPluginAzure, NetworkPluginMode: NetworkPluginModeOverlay,
			NetworkDataplane: NetworkDataplaneCilium, NetworkPolicy: NetworkPolicyCilium,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, &test.want, networkDefaults(&test.cluster))
		})
	}
}

func TestNodePoolDefaults(t *testing.T) {
	t.Parallel()
	assert.Equal(t, NodePool{Mode: NodePoolModeSystem}, nodePoolDefaults(NodePool{}), "no count: the platform's default stays the platform's")
	scaled := NodePool{Mode: NodePoolModeUser, EnableAutoScaling: pulumi.Bool(true), MinCount: pulumi.Int(2)}
	assert.Equal(t, pulumi.Int(2), nodePoolDefaults(scaled).Count)
	scaled.Count = pulumi.Int(3)
	assert.Equal(t, pulumi.Int(3), nodePoolDefaults(scaled).Count)
}

func TestDnsPrefixIsValid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?`).Draw(t, "name")
		assert.True(t, dnsPrefixes.fits(dnsPrefixOf(name)), dnsPrefixOf(name))
	})
}
