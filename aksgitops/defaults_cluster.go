package aksgitops

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The defaults of a cluster that is created. Where they differ from the platform's, it is for what Microsoft recommends today:
//
//   - Azure CNI in overlay mode: AKS takes kubenet, which is retired in March 2028, before Kubernetes 1.30.
//   - OIDC issuer and workload identity on: they cost nothing, and pods need no secrets.
//   - Upgrade channel patch: security fixes of Kubernetes arrive by themselves.
//   - Local accounts off, but only where Microsoft Entra ID lets somebody in; otherwise nobody could sign in.
//
// The others only fill in what Azure demands: the DNS prefix, the mode of node pools, the identity, the network policy that the Cilium
// data plane implies, and the number of nodes that autoscaling begins with.
const (
	defaultNodePoolMode      = NodePoolModeSystem
	defaultNetworkPlugin     = NetworkPluginAzure
	defaultNetworkPluginMode = NetworkPluginModeOverlay
	defaultUpgradeChannel    = UpgradeChannelPatch
)

func clusterDefaults(cluster *Cluster) *Cluster {
	if cluster == nil {
		return nil
	}
	resolved := *cluster
	if !given(cluster.DnsPrefix) {
		resolved.DnsPrefix = mapString(cluster.Name, dnsPrefixOf)
	}
	resolved.NodePools = nil
	for _, pool := range cluster.NodePools {
		resolved.NodePools = append(resolved.NodePools, nodePoolDefaults(pool))
	}
	resolved.Network = networkDefaults(cluster)
	resolved.Identity = identityDefaults(cluster.Identity)
	if !given(cluster.DisableLocalAccounts) {
		resolved.DisableLocalAccounts = someoneSignsIn(cluster.EntraId)
	}
	if !given(cluster.EnableOidcIssuer) {
		resolved.EnableOidcIssuer = pulumi.Bool(true)
	}
	if !given(cluster.EnableWorkloadIdentity) {
		resolved.EnableWorkloadIdentity = resolved.EnableOidcIssuer
	}
	resolved.PodIdentity = podIdentityDefaults(cluster.PodIdentity)
	return &resolved
}

func nodePoolDefaults(pool NodePool) NodePool {
	pool.Mode = orDefault(pool.Mode, defaultNodePoolMode)
	if scales, _ := staticBool(pool.EnableAutoScaling); scales && !given(pool.Count) {
		pool.Count = pool.MinCount
	}
	return pool
}

func networkDefaults(cluster *Cluster) *ClusterNetwork {
	var resolved ClusterNetwork
	if cluster.Network != nil {
		resolved = *cluster.Network
	}
	podSubnets := slices.ContainsFunc(cluster.NodePools, func(pool NodePool) bool { return given(pool.PodSubnetId) })
	if resolved.NetworkPlugin == "" {
		resolved.NetworkPlugin = defaultNetworkPlugin
		if !podSubnets {
			resolved.NetworkPluginMode = defaultNetworkPluginMode
		}
	}
	if resolved.NetworkDataplane == NetworkDataplaneCilium {
		resolved.NetworkPolicy = orDefault(resolved.NetworkPolicy, NetworkPolicyCilium)
	}
	return &resolved
}

func identityDefaults(identity *ClusterIdentity) *ClusterIdentity {
	var resolved ClusterIdentity
	if identity != nil {
		resolved = *identity
	}
	if given(resolved.UserAssignedIdentities) {
		resolved.Type = orDefault(resolved.Type, IdentityTypeUserAssigned)
	}
	resolved.Type = orDefault(resolved.Type, IdentityTypeSystemAssigned)
	return &resolved
}

// someoneSignsIn tells whether Entra ID lets somebody into the cluster; nothing at all if it does not.
func someoneSignsIn(entra *EntraId) pulumi.BoolPtrInput {
	if entra == nil {
		return nil
	}
	rbac, rbacKnown := staticBool(entra.EnableAzureRbac)
	groups, groupsKnown := staticLen(entra.AdminGroupObjectIds)
	switch {
	case rbac || groups > 0:
		return pulumi.Bool(true)
	case given(entra.AdminGroupObjectIds) && !groupsKnown:
		return pulumi.All(entra.AdminGroupObjectIds, later(entra.EnableAzureRbac)).ApplyT(func(in []any) *bool {
			azureRbac, _ := in[1].(*bool)
			return trueOrNothing(len(in[0].([]string)) > 0 || azureRbac != nil && *azureRbac)
		}).(pulumi.BoolPtrOutput)
	case given(entra.EnableAzureRbac) && !rbacKnown:
		return entra.EnableAzureRbac.ToBoolPtrOutput().ApplyT(func(azureRbac *bool) *bool {
			return trueOrNothing(azureRbac != nil && *azureRbac)
		}).(pulumi.BoolPtrOutput)
	}
	return nil
}

// later makes an Output of a switch that may have been left out.
func later(in pulumi.BoolPtrInput) pulumi.BoolPtrOutput {
	if given(in) {
		return in.ToBoolPtrOutput()
	}
	return pulumi.All().ApplyT(func([]any) *bool { return nil }).(pulumi.BoolPtrOutput)
}

func trueOrNothing(value bool) *bool {
	if value {
		return new(true)
	}
	return nil
}

func podIdentityDefaults(profile *PodIdentity) *PodIdentity {
	if profile == nil {
		return nil
	}
	resolved := *profile
	if resolved.Enabled == nil {
		resolved.Enabled = new(true)
	}
	if *resolved.Enabled {
		resolved.Exceptions = withFluxException(resolved.Exceptions)
	}
	return &resolved
}

// upgradeChannel is the channel that was asked for, else the default that fits the Kubernetes version.
func upgradeChannel(cluster *Cluster) pulumi.StringPtrInput {
	if cluster.Upgrade != nil && cluster.Upgrade.UpgradeChannel != "" {
		return pulumi.String(cluster.Upgrade.UpgradeChannel)
	}
	if version, known := staticString(cluster.KubernetesVersion); known {
		return enum(channelFor(version))
	}
	if !given(cluster.KubernetesVersion) {
		return pulumi.String(defaultUpgradeChannel)
	}
	return cluster.KubernetesVersion.ToStringPtrOutput().ApplyT(func(version *string) *string {
		if version == nil {
			return new(string(defaultUpgradeChannel))
		}
		if channel := string(channelFor(*version)); channel != "" {
			return &channel
		}
		return nil
	}).(pulumi.StringPtrOutput)
}

// channelFor is the default channel for a Kubernetes version: none if it names a patch, because the next update of the cluster would send
// that patch again, and Azure refuses to go back to it.
func channelFor(version string) UpgradeChannel {
	if namesPatch(version) {
		return ""
	}
	return defaultUpgradeChannel
}

// namesPatch tells whether a Kubernetes version is more than major and minor.
func namesPatch(version string) bool { return strings.Count(version, ".") > 1 }

// dnsPrefixOf makes a DNS prefix of a cluster's name.
func dnsPrefixOf(cluster string) string {
	prefix := strings.ReplaceAll(cluster, "_", "-")
	return strings.TrimRight(prefix[:min(len(prefix), dnsPrefixes.max)], "-")
}
