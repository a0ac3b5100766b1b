package cluster

// Behaviour is what clusters do. Its methods return at once and do their
// work in their own time; the functions they are given may be called from any
// goroutine. All of them are safe for concurrent use.
type Behaviour interface {
	// Create starts a cluster, or brings one that is there up to date. done is called
	// once, with tags that Azure should show on the cluster beside those it was given.
	Create(cluster Cluster, done func(tags map[string]string, err error))
	// Delete ends a cluster with all that is in it.
	Delete(cluster string, done func(error))
	// Install puts Flux's controllers into the cluster, or changes their settings.
	// report is told the state of all controllers whenever one's changes, until
	// Uninstall or the next Install. done is called once, with an error when they do
	// not run.
	Install(extension Extension, report func([]Controller), done func(error))
	// Uninstall takes the controllers out. What they had applied stays.
	Uninstall(cluster string, done func(error))
	// Apply makes a configuration what the cluster should follow, in place of an earlier
	// one of the same cluster and name. report is told each change that the cluster
	// observes, until Remove or the next Apply.
	Apply(configuration Configuration, report func(Status))
	// Reconcile fetches a configuration's source and applies it now, not when its
	// interval is over.
	Reconcile(configuration Reference)
	// Remove takes a configuration's objects out of the cluster.
	Remove(configuration Reference, done func(error))
	// Kubeconfig is a file with which a cluster is reached, with all rights.
	Kubeconfig(cluster string) ([]byte, error)
	// Close ends what still runs. Nothing more is started after it returns.
	Close() error
}

// Cluster is a cluster as Azure was asked for it.
type Cluster struct {
	// ID is its ARM ID.
	ID string
	// NodePools are empty for a cluster whose nodes Azure does not manage.
	NodePools []NodePool
}

// NodePool is a group of equal nodes.
type NodePool struct {
	Name string
	// Count is how many nodes there are.
	Count int
	// Labels and Taints are those of each node; a taint is key=value:effect.
	Labels map[string]string
	Taints []string
}

// Extension is the Flux extension of one cluster.
type Extension struct {
	// Cluster is the cluster's ARM ID.
	Cluster string
	// Version is the extension's version.
	Version string
	// Namespace is where its controllers run.
	Namespace string
	// Settings are its configuration settings; ProtectedSettings those that are secret.
	Settings, ProtectedSettings map[string]string
}

// Reference names a configuration in a cluster.
type Reference struct {
	// Cluster is the cluster's ARM ID.
	Cluster string
	// Namespace and Name are those of the source object; each kustomization's object is
	// named like the configuration, a hyphen, and the kustomization.
	Namespace, Name string
}
