package aksgitops

import (
	"errors"

	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi-azure-native-sdk/v2/utilities"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// registrar registers the component's children with the engine.
//
// It registers by type token rather than with the constructors of azure-native's SDK: those wrap each nested object in an Output to apply
// defaults, and then one secret or unknown leaf hides the whole object in previews and in the state.
type registrar struct {
	ctx       *pulumi.Context
	name      string
	component *AksGitOps
	// timeouts are the component's custom timeouts. The engine hands down to children what they inherit, but not these.
	timeouts *pulumi.CustomTimeouts
	// advice is called when an operation on a child fails. It may be nil.
	advice *pulumi.ErrorHook
}

// clusterState is what is read of a registered cluster.
type clusterState struct {
	pulumi.CustomResourceState
	Name              pulumi.StringOutput                                               `pulumi:"name"`
	OidcIssuerProfile containerservice.ManagedClusterOIDCIssuerProfileResponsePtrOutput `pulumi:"oidcIssuerProfile"`
}

// extensionState is what is read of a registered extension.
type extensionState struct {
	pulumi.CustomResourceState
	CurrentVersion      pulumi.StringPtrOutput                                                `pulumi:"currentVersion"`
	AksAssignedIdentity kubernetesconfiguration.ExtensionResponseAksAssignedIdentityPtrOutput `pulumi:"aksAssignedIdentity"`
	Identity            kubernetesconfiguration.IdentityResponsePtrOutput                     `pulumi:"identity"`
}

// configurationState is what is read of a registered configuration.
type configurationState struct {
	pulumi.CustomResourceState
	ComplianceState      pulumi.StringOutput `pulumi:"complianceState"`
	SourceSyncedCommitId pulumi.StringOutput `pulumi:"sourceSyncedCommitId"`
	RepositoryPublicKey  pulumi.StringOutput `pulumi:"repositoryPublicKey"`
	ErrorMessage         pulumi.StringOutput `pulumi:"errorMessage"`
	// Statuses are those of the objects that the configuration made in the cluster.
	Statuses kubernetesconfiguration.ObjectStatusDefinitionResponseArrayOutput `pulumi:"statuses"`
}

// register registers the component itself.
func register(ctx *pulumi.Context, name string, component *AksGitOps, opts []pulumi.ResourceOption) (*registrar, error) {
	err := ctx.RegisterComponentResource(Token, name, component, opts...)
	snapshot, snapshotErr := pulumi.NewResourceOptions(opts...)
	if err := errors.Join(err, snapshotErr); err != nil {
		return nil, err
	}
	r := &registrar{ctx: ctx, name: name, component: component, timeouts: snapshot.CustomTimeouts}
	r.advice = r.advise(snapshot)
	return r, nil
}

// cluster registers the cluster, if there is one to create, and says how ARM addresses it.
func (r *registrar) cluster(args *AksGitOpsArgs) (*clusterState, target, error) {
	at := target{resourceGroup: args.ResourceGroupName, kind: args.ClusterType}
	if args.Cluster == nil {
		at.cluster = args.ClusterName.ToStringPtrOutput().Elem()
		if name, known := staticString(args.ClusterName); known {
			at.cluster = pulumi.String(name)
		}
		return nil, at, nil
	}
	state := &clusterState{}
	err := r.child(clusterChild(r.name, args.ResourceGroupName, args.Cluster), state)
	// The name as Azure answers it, so that the other children depend on the cluster.
	at.cluster = state.Name
	return state, at, err
}

// extension registers the Flux extension, if it is to be installed.
func (r *registrar) extension(at target, ext *FluxExtension) (*extensionState, error) {
	if !*ext.Install {
		return nil, nil
	}
	state := &extensionState{}
	return state, r.child(extensionChild(r.name, at, ext), state)
}

// configuration registers a Flux configuration that depends on the extension: created after it, deleted before it.
func (r *registrar) configuration(at target, ext *extensionState, name string, config *FluxConfiguration) (*configurationState, error) {
	var opts []pulumi.ResourceOption
	if ext != nil {
		opts = append(opts, pulumi.DependsOn([]pulumi.Resource{ext}))
	}
	state := &configurationState{}
	return state, r.child(configurationChild(r.name, at, name, config), state, opts...)
}

func (r *registrar) child(c child, state pulumi.CustomResource, opts ...pulumi.ResourceOption) error {
	opts = append(opts, pulumi.Parent(r.component))
	if len(c.aliasTypes) > 0 {
		opts = append(opts, pulumi.Aliases(c.aliases()))
	}
	if r.timeouts != nil {
		opts = append(opts, pulumi.Timeouts(r.timeouts))
	}
	if r.advice != nil {
		opts = append(opts, pulumi.ResourceHooks(&pulumi.ResourceHookBinding{OnError: []*pulumi.ErrorHook{r.advice}}))
	}
	return r.ctx.RegisterResource(c.token, c.name, c.args, state, utilities.PkgResourceDefaultOpts(opts)...)
}

// finish tells the engine that the component is complete.
func (r *registrar) finish() error {
	return r.ctx.RegisterResourceOutputs(r.component, r.component.outputs())
}
