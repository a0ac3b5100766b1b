package aksgitops

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The defaults of this component. Everything else that is left out is not sent, so that the platform's defaults stay the platform's.
const (
	defaultClusterType   = ClusterTypeManagedClusters
	defaultExtensionName = "flux"
	defaultNamespace     = fluxNamespace
	defaultScope         = ScopeCluster
	defaultNodePoolMode  = NodePoolModeSystem

	// fluxNamespace is where the extension always lives.
	fluxNamespace = "flux-system"
)

// withDefaults returns the inputs with every default of the component filled in. It changes nothing of what it is given, and
// expects inputs without faults.
func withDefaults(given AksGitOpsArgs) AksGitOpsArgs {
	args := given
	args.ClusterType = orDefault(args.ClusterType, defaultClusterType)
	args.Cluster = clusterDefaults(given.Cluster)
	args.Extension = extensionDefaults(given.Extension)
	args.Configurations = make(map[string]*FluxConfiguration, len(given.Configurations))
	for name, config := range given.Configurations {
		args.Configurations[name] = configurationDefaults(config)
	}
	return args
}

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
		pool.Mode = orDefault(pool.Mode, defaultNodePoolMode)
		resolved.NodePools = append(resolved.NodePools, pool)
	}
	resolved.Identity = identityDefaults(cluster.Identity)
	if cluster.PodIdentity != nil {
		profile := *cluster.PodIdentity
		if profile.Enabled == nil {
			profile.Enabled = new(true)
		}
		if *profile.Enabled {
			profile.Exceptions = withFluxException(profile.Exceptions)
		}
		resolved.PodIdentity = &profile
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

func extensionDefaults(ext *FluxExtension) *FluxExtension {
	var resolved FluxExtension
	if ext != nil {
		resolved = *ext
	}
	if resolved.Install == nil {
		resolved.Install = new(true)
	}
	if !given(resolved.Name) {
		resolved.Name = pulumi.String(defaultExtensionName)
	}
	if given(resolved.Version) {
		resolved.AutoUpgradeMinorVersion = pulumi.Bool(false)
	}
	return &resolved
}

func configurationDefaults(config *FluxConfiguration) *FluxConfiguration {
	resolved := *config
	if !given(resolved.Namespace) {
		resolved.Namespace = pulumi.String(defaultNamespace)
	}
	resolved.Scope = orDefault(resolved.Scope, defaultScope)
	if config.Bucket != nil && !given(config.Bucket.Insecure) {
		// The platform's own default is true.
		bucket := *config.Bucket
		bucket.Insecure = pulumi.Bool(false)
		resolved.Bucket = &bucket
	}
	return &resolved
}

// dnsPrefixOf makes a DNS prefix of a cluster's name.
func dnsPrefixOf(cluster string) string {
	prefix := strings.ReplaceAll(cluster, "_", "-")
	return strings.TrimRight(prefix[:min(len(prefix), dnsPrefixes.max)], "-")
}

func orDefault[T ~string](value, fallback T) T {
	if value == "" {
		return fallback
	}
	return value
}
