package aksgitops

import "regexp"

var kubernetesVersions = regexp.MustCompile(`^\d+\.\d+(\.\d+)?$`)

func (c *checker) cluster(path Path, cluster *Cluster) {
	// Rules on several properties at once look at what will be sent, the defaults included.
	network := networkDefaults(cluster)
	c.requiredName(path.Field("name"), managedNames, cluster.Name)
	c.notEmpty(path.Field("location"), cluster.Location)
	c.kubernetesVersion(path, cluster)
	c.tier(path, cluster)
	c.name(path.Field("dnsPrefix"), dnsPrefixes, cluster.DnsPrefix)
	c.nodePools(path.Field("nodePools"), cluster.NodePools, network)
	if cluster.Network != nil {
		c.network(path.Field("network"), cluster.Network, network)
		c.outbound(path, cluster, network)
	}
	if cluster.Identity != nil {
		c.identity(path.Field("identity"), cluster.Identity)
	}
	c.access(path, cluster)
	if cluster.Upgrade != nil {
		c.upgrade(path.Field("upgrade"), cluster.Upgrade)
	}
	if cluster.PodIdentity != nil {
		c.podIdentity(path.Field("podIdentity"), cluster.PodIdentity, network)
	}
}

func (c *checker) kubernetesVersion(path Path, cluster *Cluster) {
	version, known := staticString(cluster.KubernetesVersion)
	at := path.Field("kubernetesVersion")
	switch {
	case !known:
	case !kubernetesVersions.MatchString(version):
		c.report(at, "%s is not a Kubernetes version; write major.minor or major.minor.patch, for example 1.33", c.quote(at, version))
	case cluster.Upgrade == nil:
	case namesPatch(version) && movesVersion(cluster.Upgrade.UpgradeChannel):
		c.report(at, "%s names a patch, and upgrade.upgradeChannel %s moves the cluster past it; the next update would be refused as a downgrade: "+
			"write major.minor, or use upgradeChannel none", c.quote(at, version), cluster.Upgrade.UpgradeChannel)
	}
}

// movesVersion tells whether a channel changes the Kubernetes version.
func movesVersion(channel UpgradeChannel) bool {
	return channel == UpgradeChannelPatch || channel == UpgradeChannelStable || channel == UpgradeChannelRapid
}

func (c *checker) tier(path Path, cluster *Cluster) {
	oneOf(c, path.Field("tier"), cluster.Tier, ClusterTierFree, ClusterTierStandard, ClusterTierPremium)
	at := path.Field("supportPlan")
	oneOf(c, at, cluster.SupportPlan, SupportPlanKubernetesOfficial, SupportPlanAKSLongTermSupport)
	if cluster.SupportPlan == SupportPlanAKSLongTermSupport && cluster.Tier != ClusterTierPremium {
		c.report(at, "AKSLongTermSupport needs tier Premium; set tier to it, or leave supportPlan out")
	}
}

func (c *checker) identity(path Path, identity *ClusterIdentity) {
	oneOf(c, path.Field("type"), identity.Type, IdentityTypeSystemAssigned, IdentityTypeUserAssigned)
	at := path.Field("userAssignedIdentities")
	count, known := staticLen(identity.UserAssignedIdentities)
	switch {
	case identity.Type == IdentityTypeSystemAssigned && given(identity.UserAssignedIdentities):
		c.report(at, "is given with type SystemAssigned; leave it out, or use type UserAssigned")
	case identity.Type == IdentityTypeUserAssigned && !given(identity.UserAssignedIdentities):
		c.report(at, "is missing; type UserAssigned needs the resource ID of one identity")
	case known && count != 1:
		c.report(at, "holds %d identities; AKS takes exactly one", count)
	}
	for i, id := range staticElements(identity.UserAssignedIdentities) {
		c.resourceID(at.Index(i), identityIDs, id)
	}
}

func (c *checker) upgrade(path Path, upgrade *ClusterUpgrade) {
	oneOf(c, path.Field("upgradeChannel"), upgrade.UpgradeChannel, UpgradeChannelPatch, UpgradeChannelStable, UpgradeChannelRapid,
		UpgradeChannelNodeImage, UpgradeChannelNone)
	at := path.Field("nodeOsUpgradeChannel")
	oneOf(c, at, upgrade.NodeOsUpgradeChannel, NodeOsUpgradeChannelNodeImage, NodeOsUpgradeChannelSecurityPatch,
		NodeOsUpgradeChannelUnmanaged, NodeOsUpgradeChannelNone)
	others := upgrade.NodeOsUpgradeChannel != "" && upgrade.NodeOsUpgradeChannel != NodeOsUpgradeChannelNodeImage
	if upgrade.UpgradeChannel == UpgradeChannelNodeImage && others {
		c.report(at, "is given with upgradeChannel node-image, which goes with NodeImage only; leave it out, or use another upgradeChannel")
	}
}
