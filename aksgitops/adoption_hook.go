package aksgitops

import (
	"strings"

	"github.com/pulumi/pulumi-azure-native-sdk/v2/utilities"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"
)

// adviceCLI are the versions of Pulumi whose error hooks the component uses. Older ones lack them, or call them for some errors only. The
// component has to ask beforehand: registering a child with a hook that the CLI does not know fails without an error, and the engine would
// then take the child for one that was removed from the program.
const adviceCLI = ">=3.259.0"

const azureNativeProvider = "pulumi:providers:azure-native"

// advise has the engine call the component when an operation on a child fails, so that it can say how to adopt what exists already. It
// gives nil where that cannot be had; the error of azure-native then stands alone.
//
// The engine writes the name of a hook into the state, so it must be the same in each run; and it must be the component's alone. A hook
// that is in the state and not registered, as in `pulumi destroy`, is passed over when a deletion fails, and nothing else asks for it.
func (r *registrar) advise(opts *pulumi.ResourceOptions) *pulumi.ErrorHook {
	if r.ctx.RequirePulumiVersion(adviceCLI) != nil {
		return nil
	}
	component, err := awaitURN(r.ctx, r.component)
	if err != nil {
		return nil
	}
	hook, err := r.ctx.RegisterErrorHook("adoption advice of "+string(component), func(failed *pulumi.ErrorHookArgs) (bool, error) {
		id, exists := existingID(failed.FailedOperation, failed.Errors)
		if !exists {
			return false, nil
		}
		found := existing{child: urn.URN(failed.URN), parent: component, provider: r.provider(component, opts), id: id}
		// What goes wrong with the advice must not take the place of what it is about.
		_ = r.ctx.Log.Error(found.advice(), &pulumi.LogArgs{Resource: &named{urn: failed.URN}})
		return false, nil
	})
	if err != nil {
		return nil
	}
	return hook
}

// provider is the provider that children get: one that was given to the component, or else the default one.
func (r *registrar) provider(component urn.URN, opts *pulumi.ResourceOptions) urn.URN {
	for _, provider := range append([]pulumi.ProviderResource{opts.Provider}, opts.Providers...) {
		if provider == nil {
			continue
		}
		if given, err := awaitURN(r.ctx, provider); err == nil && given.Type() == azureNativeProvider {
			return given
		}
	}
	return defaultProvider(component)
}

// defaultProvider is the URN that the engine gives the default provider of azure-native's bindings.
func defaultProvider(component urn.URN) urn.URN {
	name := "default"
	if defaults, err := pulumi.NewResourceOptions(utilities.PkgResourceDefaultOpts(nil)...); err == nil && defaults.Version != "" {
		name += "_" + strings.ReplaceAll(defaults.Version, ".", "_")
	}
	return urn.New(component.Stack(), component.Project(), "", tokens.Type(azureNativeProvider), name)
}

func awaitURN(ctx *pulumi.Context, resource pulumi.Resource) (urn.URN, error) {
	result, err := internals.UnsafeAwaitOutput(ctx.Context(), resource.URN())
	if err != nil {
		return "", err
	}
	return urn.URN(result.Value.(pulumi.URN)), nil
}

// named stands for a resource of which no more than the URN is known.
type named struct {
	pulumi.ResourceState
	urn pulumi.URN
}

func (n *named) URN() pulumi.URNOutput { return n.urn.ToURNOutput() }
