package aksgitops

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Token is the type of the component.
const Token = "aks-gitops:index:AksGitOps" //nolint:gosec // a type token, no credential

// AksGitOps turns an Azure Kubernetes cluster into a GitOps cluster: it creates the AKS cluster or takes one that exists, installs the
// Flux extension, and applies Flux configurations, each created after the extension and deleted before it.
type AksGitOps struct {
	pulumi.ResourceState

	// The resource ID of the cluster.
	ClusterId pulumi.StringPtrOutput `pulumi:"clusterId"`

	// The name of the cluster.
	ClusterName pulumi.StringOutput `pulumi:"clusterName"`

	// The address of the cluster's OIDC issuer, which the federated credentials of a workload identity name. Known only with `cluster`.
	OidcIssuerUrl pulumi.StringPtrOutput `pulumi:"oidcIssuerUrl"`

	// The resource ID of the Flux extension, also when `extension.install` is false.
	ExtensionId pulumi.StringPtrOutput `pulumi:"extensionId"`

	// The version of the Flux extension that Azure reports as installed. Not known when `extension.install` is false.
	ExtensionVersion pulumi.StringPtrOutput `pulumi:"extensionVersion"`

	// The principal ID of the identity that Azure gave the Flux extension. Not known when `extension.install` is false.
	ExtensionPrincipalId pulumi.StringPtrOutput `pulumi:"extensionPrincipalId"`

	// The resource IDs of the Flux configurations, by configuration name.
	ConfigurationIds pulumi.StringMapOutput `pulumi:"configurationIds"`

	// The compliance state of each Flux configuration when it was last read (`Compliant`, `Non-Compliant`, `Pending`, `Suspended` or
	// `Unknown`), by configuration name. Right after creation it may be `Pending`; `pulumi refresh` reads it again.
	ComplianceStates pulumi.StringMapOutput `pulumi:"complianceStates"`

	// The commit, tag or digest that the cluster last fetched of each source, by configuration name. Empty until the first fetch.
	SyncedCommits pulumi.StringMapOutput `pulumi:"syncedCommits"`

	// The public SSH key that the cluster made for each repository reached over SSH without a private key, by configuration name: register
	// it as a deploy key with the git host. Empty for the others, and until the cluster has made it: `pulumi up --refresh` reads it again.
	RepositoryPublicKeys pulumi.StringMapOutput `pulumi:"repositoryPublicKeys"`

	// What went wrong with each Flux configuration when it was last read, by configuration name: the first of its objects in the cluster
	// that is not ready, Flux's reason and Flux's message, for example `Kustomization flux-system/web-apps: BuildFailed: kustomize build
	// failed: …`. What failed by itself comes before what merely waits for others, and the source before kustomizations and Helm releases.
	// Where Azure reports no such object, it is Azure's own message. Empty if nothing went wrong; what waits while the state is `Pending`
	// has not.
	ErrorMessages pulumi.StringMapOutput `pulumi:"errorMessages"`

	// The names of the Kustomization objects in the cluster, by `configuration/kustomization`.
	KustomizationNames pulumi.StringMapOutput `pulumi:"kustomizationNames"`
}

// NewAksGitOps registers the component and its children. If anything is wrong with args it registers nothing and returns a
// [*FaultsError] that names every fault.
func NewAksGitOps(ctx *pulumi.Context, name string, args *AksGitOpsArgs, opts ...pulumi.ResourceOption) (*AksGitOps, error) {
	if faults := Faults(args, nil); len(faults) > 0 {
		return nil, &FaultsError{Name: name, Faults: faults}
	}
	resolved := withDefaults(*args)
	component := &AksGitOps{}
	r, err := register(ctx, name, component, opts)
	if err != nil {
		return nil, err
	}
	cluster, at, err := r.cluster(&resolved)
	if err != nil {
		return nil, err
	}
	extension, err := r.extension(at, resolved.Extension)
	if err != nil {
		return nil, err
	}
	configurations := make(map[string]*configurationState, len(resolved.Configurations))
	for _, key := range slices.Sorted(maps.Keys(resolved.Configurations)) {
		if configurations[key], err = r.configuration(at, extension, key, resolved.Configurations[key]); err != nil {
			return nil, err
		}
	}
	component.setOutputs(&resolved, at, cluster, extension, configurations)
	return component, r.finish()
}
