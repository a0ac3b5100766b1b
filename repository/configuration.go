package repository

// Options say what is deployed from the checkout.
type Options struct {
	// Configurations are all Flux configurations of the cluster, by name.
	Configurations map[string]Configuration
	// Only names the configurations whose source the checkout is. Without any it is the source of all.
	Only []string
	// MultiTenancy tells whether Flux refuses references to sources in other namespaces.
	MultiTenancy bool
}

// Configuration is a Flux configuration, as far as manifests depend on it.
type Configuration struct {
	// Namespace holds the Flux objects of the configuration.
	Namespace string
	// Limited tells whether the configuration reaches its namespace only.
	Limited bool
	// SourceKind is the kind of the source in the cluster: GitRepository, OCIRepository or Bucket.
	SourceKind string
	// Kustomizations are what is applied from the source, by name.
	Kustomizations map[string]Kustomization
}

// Kustomization is what a configuration applies from one path.
type Kustomization struct {
	// Path is the folder in the checkout.
	Path string
	// PathUnknown tells that the path is not known yet.
	PathUnknown bool
	// DependsOn names kustomizations of the same configuration.
	DependsOn []string
	// Substitute holds variables and their values.
	Substitute map[string]string
	// SubstituteUnknown tells that there are variables whose values are not known here.
	SubstituteUnknown bool
}

// Kinds of sources that a configuration can have, as they are called in the cluster.
const (
	GitRepository = "GitRepository"
	OCIRepository = "OCIRepository"
	Bucket        = "Bucket"
)
