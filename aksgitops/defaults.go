package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// The defaults of this component. Everything else that is left out is not sent, so that the platform's defaults stay the platform's.
const (
	defaultClusterType   = ClusterTypeManagedClusters
	defaultExtensionName = "flux"
	defaultNamespace     = fluxNamespace
	defaultScope         = ScopeCluster

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

func orDefault[T ~string](value, fallback T) T {
	if value == "" {
		return fallback
	}
	return value
}
