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

	// A git repository as the source of manifests. Give exactly one of `gitRepository`, `ociRepository`, `bucket` and `azureBlob`.
	GitRepository *GitRepository `pulumi:"gitRepository,optional"`

	// An OCI artifact in a container registry as the source. It is sent with API version 2024-11-01, which needs an azure-native version 2
	// provider; the default one is.
	OciRepository *OciRepository `pulumi:"ociRepository,optional"`

	// An S3-compatible bucket as the source.
	Bucket *Bucket `pulumi:"bucket,optional"`

	// An Azure Blob Storage container as the source.
	AzureBlob *AzureBlob `pulumi:"azureBlob,optional"`

	// What to apply from the source, by name; at least one. The Kustomization object in the cluster is named
	// `<configuration>-<kustomization>`, at most 63 characters in all. Lower-case letters, digits, hyphens and periods, beginning and ending
	// with a letter or digit.
	Kustomizations map[string]*Kustomization `pulumi:"kustomizations"`

	// Whether creating or updating the configuration waits until the cluster has reconciled its kustomizations, and fails if it could not.
	// Defaults to the platform's choice, not to wait.
	WaitForReconciliation pulumi.BoolPtrInput `pulumi:"waitForReconciliation,optional"`

	// The longest that `waitForReconciliation` waits, as an ISO 8601 duration, for example `PT10M` or `PT1H`. Has no effect without it.
	// Defaults to the platform's choice, which Azure does not name. Give more than the kustomizations' `timeoutInSeconds`: only when that is
	// over does Flux say which object never became healthy.
	ReconciliationWaitDuration pulumi.StringPtrInput `pulumi:"reconciliationWaitDuration,optional"`
}

// Scope is how far a Flux configuration reaches.
type Scope string

const (
	// The whole cluster: Flux applies manifests with cluster-admin rights.
	ScopeCluster Scope = "cluster"
	// The configuration's namespace only.
	ScopeNamespace Scope = "namespace"
)

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

	// How long one reconciliation may take, in seconds, at least 1; Flux waits for the health of what it applied for 30 at least. Defaults to
	// the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`

	// Variables to replace in the manifests after they are built.
	PostBuild *PostBuild `pulumi:"postBuild,optional"`
}

// PostBuild replaces variables, written `${name}`, in built manifests.
type PostBuild struct {
	// Values by the name of the variable: letters, digits and underscores, not beginning with a digit. Mark a value as secret if it is one:
	// it stays so in previews and in the state. The cluster holds it in plain text; for real secrets use `substituteFrom`.
	Substitute pulumi.StringMapInput `pulumi:"substitute,optional"`

	// Objects in the configuration's namespace whose entries are values. A later one wins over an earlier one, and `substitute` over all.
	SubstituteFrom []SubstituteFrom `pulumi:"substituteFrom,optional"`
}

// SubstituteFrom names an object in the cluster that holds values of variables.
type SubstituteFrom struct {
	// The kind of the object.
	Kind SubstituteFromKind `pulumi:"kind"`

	// The name of the object: lower-case letters, digits, hyphens and periods, beginning and ending with a letter or digit.
	Name pulumi.StringInput `pulumi:"name"`

	// Whether the object may be missing. Defaults to the platform's false: without the object the kustomization fails.
	Optional pulumi.BoolPtrInput `pulumi:"optional,optional"`
}

// SubstituteFromKind is a kind of object that holds values of variables.
type SubstituteFromKind string

const (
	// A ConfigMap.
	SubstituteFromKindConfigMap SubstituteFromKind = "ConfigMap"
	// A Secret.
	SubstituteFromKindSecret SubstituteFromKind = "Secret"
)
