package cluster

// Behaviour is what a cluster does. Its methods return at once and do their
// work in their own time; the functions they are given may be called from any
// goroutine. All of them are safe for concurrent use.
type Behaviour interface {
	// Install puts Flux's controllers into the cluster, or changes their settings.
	// done is called once, with an error when they do not run.
	Install(extension Extension, done func(error))
	// Uninstall takes the controllers out. What they had applied stays.
	Uninstall(cluster string, done func(error))
	// Apply makes a configuration what the cluster should follow, in place of an earlier
	// one of the same cluster and name. report is told each change that the cluster
	// observes, until Remove or the next Apply.
	Apply(configuration Configuration, report func(Status))
	// Remove takes a configuration's objects out of the cluster.
	Remove(configuration Reference, done func(error))
	// Close ends what still runs. Nothing more is started after it returns.
	Close() error
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
