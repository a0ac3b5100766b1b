package aksgitops

// ClusterUpgrade says how the platform keeps a cluster and its nodes up to date. Upgrades come at any time unless the cluster has a
// maintenance configuration.
type ClusterUpgrade struct {
	// Which Kubernetes versions the cluster moves to by itself. Defaults to `patch`, which Microsoft recommends for production; to the
	// platform's `none` if `kubernetesVersion` names a patch.
	UpgradeChannel UpgradeChannel `pulumi:"upgradeChannel,optional"`

	// How the operating system of the nodes is kept up to date. `NodeImage` is the only one with the upgrade channel `node-image`.
	// Defaults to the platform's `NodeImage`, which Microsoft recommends.
	NodeOsUpgradeChannel NodeOsUpgradeChannel `pulumi:"nodeOsUpgradeChannel,optional"`
}

// UpgradeChannel says which Kubernetes versions a cluster moves to by itself.
type UpgradeChannel string

const (
	// The newest patch of the minor version that runs.
	UpgradeChannelPatch UpgradeChannel = "patch"
	// The newest patch of the minor version before the newest. Leave `kubernetesVersion` out: Azure refuses to go back to what it says.
	UpgradeChannelStable UpgradeChannel = "stable"
	// The newest patch of the newest minor version. Leave `kubernetesVersion` out: Azure refuses to go back to what it says.
	UpgradeChannelRapid UpgradeChannel = "rapid"
	// The same Kubernetes version, on the newest image of the nodes.
	UpgradeChannelNodeImage UpgradeChannel = "node-image"
	// None: the cluster stays as it is.
	UpgradeChannelNone UpgradeChannel = "none"
)

// NodeOsUpgradeChannel says how the operating system of the nodes is kept up to date.
type NodeOsUpgradeChannel string

const (
	// New node images, about weekly; nodes are replaced.
	NodeOsUpgradeChannelNodeImage NodeOsUpgradeChannel = "NodeImage"
	// Security patches as soon as AKS has tested them; nodes are replaced only where a patch demands it.
	NodeOsUpgradeChannelSecurityPatch NodeOsUpgradeChannel = "SecurityPatch"
	// The operating system's own nightly updates; nobody restarts the nodes.
	NodeOsUpgradeChannelUnmanaged NodeOsUpgradeChannel = "Unmanaged"
	// None: the operating system stays as it is.
	NodeOsUpgradeChannelNone NodeOsUpgradeChannel = "None"
)
