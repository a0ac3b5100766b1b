package registration

import (
	"context"
	"slices"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
)

// Token is the resource's type token.
const Token = "aks-gitops:index:SubscriptionRegistration" //nolint:gosec // a type token

// SubscriptionRegistration registers preview features and resource providers with an Azure subscription, and waits until both say
// `Registered`.
//
// Azure answers requests to a resource provider only in subscriptions that have registered it, and features that are in preview only in
// those that have registered the feature as well. azure-native registers most providers by itself on first use; this resource is for
// features, for credentials that may do one but not the other, and for stacks that are to find everything ready.
//
// While it waits, it reports each change, and every half minute what it still waits for. Interrupted, the next `pulumi up` goes on where
// it was. What is registered already is asked about once and left alone; the provider of a feature is registered again, which changes
// nothing if it has been before. After a `pulumi refresh` that finds something unregistered, `pulumi up` registers it anew. Deleting the
// resource leaves the subscription as it is, because others may rely on it.
//
// It authenticates like azure-native from the environment: ARM_CLIENT_ID and ARM_TENANT_ID with ARM_CLIENT_SECRET,
// ARM_CLIENT_CERTIFICATE_PATH or an OIDC token (ARM_USE_OIDC), a managed identity (ARM_USE_MSI), else the Azure CLI; ARM_ENVIRONMENT or
// ARM_METADATA_HOSTNAME name another cloud. The credential needs the actions `Microsoft.Features/providers/features/register/action` and
// `<namespace>/register/action` on the subscription, which Owner and Contributor have; reading is enough if everything is registered.
type SubscriptionRegistration struct {
	env  map[string]string
	open func(ctx context.Context, env map[string]string, subscription string) (connection, error)
	pace pace
}

// New makes the resource, which finds Azure through an environment as [os.Environ] returns it.
func New(environ []string) SubscriptionRegistration {
	env := map[string]string{}
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		env[name] = value
	}
	return SubscriptionRegistration{env: env, open: connect, pace: usualPace}
}

// Check finds everything that is wrong with the inputs, and with the environment, before anything is asked of Azure.
func (s SubscriptionRegistration) Check(
	ctx context.Context, req infer.CheckRequest,
) (infer.CheckResponse[SubscriptionRegistrationArgs], error) {
	args, failures, err := infer.DefaultCheck[SubscriptionRegistrationArgs](ctx, req.NewInputs)
	if err != nil {
		return infer.CheckResponse[SubscriptionRegistrationArgs]{}, err
	}
	// A failure that names no property is shown without the property's value.
	for _, fault := range faultsIn(req.NewInputs) {
		failures = append(failures, p.CheckFailure{Reason: fault})
	}
	chosen, err := readSettings(s.env)
	if err != nil {
		for problem := range strings.Lines(err.Error()) {
			failures = append(failures, p.CheckFailure{Reason: strings.TrimSpace(problem)})
		}
	} else if req.NewInputs.Get("subscriptionId").IsNull() && s.env[varSubscription] == "" && chosen.credential.method != methodCLI {
		failures = append(failures, p.CheckFailure{Reason: errNoSubscription.Error()})
	}
	return infer.CheckResponse[SubscriptionRegistrationArgs]{Inputs: args, Failures: failures}, nil
}

// Diff compares the inputs with what is registered. What somebody unregistered, or what was not waited for, is an update.
func (s SubscriptionRegistration) Diff(
	_ context.Context, req infer.DiffRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState],
) (infer.DiffResponse, error) {
	return diff(req.State, req.Inputs, s.env[varSubscription]), nil
}

func diff(state SubscriptionRegistrationState, args SubscriptionRegistrationArgs, fallback string) infer.DiffResponse {
	wanted := newPlan(args)
	changes := map[string]p.PropertyDiff{}
	update := func(name string, changed bool) {
		if changed {
			changes[name] = p.PropertyDiff{Kind: p.Update, InputDiff: true}
		}
	}
	update("features", !slices.Equal(names(wanted.features), state.Features))
	update("resourceProviders", !slices.Equal(names(wanted.providers), state.ResourceProviders))
	update("waitTimeoutInSeconds", int(wanted.wait.Seconds()) != state.WaitTimeoutInSeconds)
	if len(changes) == 0 && !wanted.complete(state.recorded()) {
		for name, missing := range map[string]bool{
			"featureStates":          !plan{features: wanted.features}.complete(state.recorded()),
			"resourceProviderStates": !plan{providers: wanted.providers}.complete(state.recorded()),
		} {
			if missing {
				changes[name] = p.PropertyDiff{Kind: p.Update}
			}
		}
	}
	subscription := fallback
	if args.SubscriptionID != nil {
		subscription = *args.SubscriptionID
	}
	if subscription != "" && !strings.EqualFold(subscription, state.SubscriptionID) {
		changes["subscriptionId"] = p.PropertyDiff{Kind: p.UpdateReplace, InputDiff: args.SubscriptionID != nil}
	}
	return infer.DiffResponse{HasChanges: len(changes) > 0, DetailedDiff: changes}
}

// Delete leaves the subscription as it is and says so.
func (s SubscriptionRegistration) Delete(
	ctx context.Context, req infer.DeleteRequest[SubscriptionRegistrationState],
) (infer.DeleteResponse, error) {
	p.GetLogger(ctx).Info(kept(req.State.SubscriptionID))
	return infer.DeleteResponse{}, nil
}
