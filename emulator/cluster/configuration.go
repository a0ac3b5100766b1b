package cluster

import "time"

// Kinds of sources, as ARM spells them. Azure's blob source is a Bucket in the cluster.
const (
	GitRepository = "GitRepository"
	OCIRepository = "OCIRepository"
	Bucket        = "Bucket"
	AzureBlob     = "AzureBlob"
)

// Configuration is what a cluster should follow.
type Configuration struct {
	Reference
	// Generation grows with each change, so that an observation can be told from an older one.
	Generation int
	// Scope is cluster or namespace: what the configuration's service account may do.
	Scope string
	// Suspend stops the source and the kustomizations.
	Suspend bool
	// Source is where manifests come from.
	Source Source
	// Kustomizations are in an order in which each comes after those it depends on.
	Kustomizations []Kustomization
	// Observed is what was last reported of this generation, when the local Azure was
	// started anew; nil otherwise.
	Observed *Status
}

// Source is where manifests come from.
type Source struct {
	// Kind is one of the constants above.
	Kind string
	// URL is the repository, registry, endpoint or account.
	URL string
	// Branch, Tag, Semver, Commit and Digest choose a revision.
	Branch, Tag, Semver, Commit, Digest string
	// Interval and Timeout bound each fetch.
	Interval, Timeout time.Duration
	// Settings are the source's own members in ARM's shape: users, certificates, containers.
	Settings map[string]any
	// ProtectedSettings are sshPrivateKey, httpsKey and bucketSecretKey, in base64.
	ProtectedSettings map[string]string
}

// ObjectKind is the kind of the source's object in the cluster.
func (s Source) ObjectKind() string {
	if s.Kind == AzureBlob {
		return Bucket
	}
	return s.Kind
}

// Kustomization is one path of the source that is applied.
type Kustomization struct {
	// Name is ARM's; Object is the name in the cluster.
	Name, Object string
	// Path is the folder in the source.
	Path string
	// DependsOn are ARM names of the same configuration.
	DependsOn []string
	// Interval, RetryInterval and Timeout bound each reconciliation.
	Interval, RetryInterval, Timeout time.Duration
	// Prune, Force and Wait are Flux's fields of these names.
	Prune, Force, Wait bool
	// Substitute are the variables of postBuild.
	Substitute map[string]string
	// SubstituteFrom are the ConfigMaps and Secrets that hold more of them.
	SubstituteFrom []SubstituteReference
}

// SubstituteReference names an object that holds variables.
type SubstituteReference struct {
	// Kind is ConfigMap or Secret.
	Kind, Name string
	// Optional tolerates that it is missing.
	Optional bool
}
