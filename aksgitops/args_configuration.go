package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// FluxConfiguration is a source of manifests and what to apply from it.
type FluxConfiguration struct {
	// The namespace in the cluster that holds the Flux objects of this configuration. Defaults to `flux-system`; the platform's own default
	// is `default`. At most 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit. Changing it replaces
	// the configuration.
	Namespace pulumi.StringPtrInput `pulumi:"namespace,optional"`

	// How far the configuration reaches. Defaults to `cluster`. Changing it replaces the configuration.
	Scope Scope `pulumi:"scope,optional"`

	// Whether reconciliation is suspended: nothing in the cluster changes until it is false again. Defaults to the platform's false.
	Suspend pulumi.BoolPtrInput `pulumi:"suspend,optional"`

	// The git repository that holds the manifests. Required: it is the configuration's source.
	GitRepository *GitRepository `pulumi:"gitRepository,optional"`

	// What to apply from the source, by name; at least one. The Kustomization object in the cluster is named
	// `<configuration>-<kustomization>`, at most 63 characters in all. Lower-case letters, digits, hyphens and periods, beginning and ending
	// with a letter or digit.
	Kustomizations map[string]*Kustomization `pulumi:"kustomizations"`
}

// Scope is how far a Flux configuration reaches.
type Scope string

const (
	// The whole cluster: Flux applies manifests with cluster-admin rights.
	ScopeCluster Scope = "cluster"
	// The configuration's namespace only.
	ScopeNamespace Scope = "namespace"
)

// GitRepository is a git repository that Flux fetches.
type GitRepository struct {
	// The address of the repository: `https://…`, `http://…`, `ssh://…` or `user@host:path`.
	Url pulumi.StringInput `pulumi:"url"`

	// The branch to follow. Give one of `branch`, `tag`, `semver` and `commit`; a commit may name its branch.
	Branch pulumi.StringPtrInput `pulumi:"branch,optional"`

	// The tag to check out.
	Tag pulumi.StringPtrInput `pulumi:"tag,optional"`

	// The range of semantic versions whose newest tag is checked out, for example `>=1.0.0 <2.0.0`.
	Semver pulumi.StringPtrInput `pulumi:"semver,optional"`

	// The commit to check out: its full SHA, 40 or 64 hexadecimal digits. `branch` may say where to find it.
	Commit pulumi.StringPtrInput `pulumi:"commit,optional"`

	// How often to look for new commits, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How long one fetch may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}

// Kustomization is a folder of manifests that Flux builds and applies.
type Kustomization struct {
	// The folder in the source, for example `clusters/staging`. Defaults to the platform's choice, the root of the source.
	Path pulumi.StringPtrInput `pulumi:"path,optional"`

	// Whether objects whose manifest disappears are deleted from the cluster, and all of them when the kustomization is. Defaults to the
	// platform's false.
	Prune pulumi.BoolPtrInput `pulumi:"prune,optional"`

	// Whether objects are recreated when an immutable field changes. Defaults to the platform's false.
	Force pulumi.BoolPtrInput `pulumi:"force,optional"`

	// Whether reconciliation waits until all applied objects are healthy. Defaults to the platform's true.
	Wait pulumi.BoolPtrInput `pulumi:"wait,optional"`

	// The names of kustomizations of the same configuration that must be ready first. May not run in a circle.
	DependsOn []string `pulumi:"dependsOn,optional"`

	// How often to apply again, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How soon to try again after a failure, in seconds, at least 1. Not sent unless given; Flux itself then uses
	// `syncIntervalInSeconds`.
	RetryIntervalInSeconds pulumi.IntPtrInput `pulumi:"retryIntervalInSeconds,optional"`

	// How long one reconciliation may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}
