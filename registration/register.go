package registration

import (
	"context"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
)

const idPrefix = "/subscriptions/"

// Create registers what the inputs ask for. In a preview it asks nobody.
func (s SubscriptionRegistration) Create(
	ctx context.Context, req infer.CreateRequest[SubscriptionRegistrationArgs],
) (infer.CreateResponse[SubscriptionRegistrationState], error) {
	var none infer.CreateResponse[SubscriptionRegistrationState]
	subscription := s.env[varSubscription]
	if req.Inputs.SubscriptionID != nil {
		subscription = *req.Inputs.SubscriptionID
	}
	wanted := newPlan(req.Inputs)
	if req.DryRun {
		none.Output = newState(subscription, wanted, nil)
		return none, nil
	}
	azure, err := s.open(ctx, s.env, subscription)
	if err != nil {
		return none, err
	}
	state, err := s.register(ctx, azure, wanted, nil)
	return infer.CreateResponse[SubscriptionRegistrationState]{ID: idPrefix + azure.subscription, Output: state}, err
}

// Update registers what the inputs ask for and the state does not know as registered. Nothing is unregistered.
func (s SubscriptionRegistration) Update(
	ctx context.Context, req infer.UpdateRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState],
) (infer.UpdateResponse[SubscriptionRegistrationState], error) {
	wanted, recorded := newPlan(req.Inputs), req.State.recorded()
	if req.DryRun {
		return infer.UpdateResponse[SubscriptionRegistrationState]{Output: newState(req.State.SubscriptionID, wanted, recorded)}, nil
	}
	azure, err := s.open(ctx, s.env, req.State.SubscriptionID)
	if err != nil {
		return infer.UpdateResponse[SubscriptionRegistrationState]{}, err
	}
	state, err := s.register(ctx, azure, wanted, recorded)
	return infer.UpdateResponse[SubscriptionRegistrationState]{Output: state}, err
}

// register carries out a plan. If it fails after Azure has begun to register something, the state says how far it came, so that the next
// `pulumi up` goes on from there; if nothing was changed, the stack's state does not change either.
func (s SubscriptionRegistration) register(
	ctx context.Context, azure connection, wanted plan, recorded states,
) (SubscriptionRegistrationState, error) {
	// What is said last is said after the context has ended.
	log := p.GetLogger(context.WithoutCancel(ctx))
	r := &run{plan: wanted, azure: azure, log: log, pace: s.pace, recorded: recorded}
	err := r.do(ctx)
	if err != nil && r.changed {
		err = infer.ResourceInitFailedError{Reasons: strings.Split(err.Error(), "\n")}
	}
	return newState(azure.subscription, wanted, r.seen), err
}

// Read asks Azure for the states, once each. An import reads the ID, which is that of the subscription.
func (s SubscriptionRegistration) Read(
	ctx context.Context, req infer.ReadRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState],
) (infer.ReadResponse[SubscriptionRegistrationArgs, SubscriptionRegistrationState], error) {
	var none infer.ReadResponse[SubscriptionRegistrationArgs, SubscriptionRegistrationState]
	imported := req.State.SubscriptionID == ""
	subscription := strings.TrimPrefix(req.ID, idPrefix)
	if imported && req.Inputs.SubscriptionID == nil {
		req.Inputs.SubscriptionID = &subscription
	}
	azure, err := s.open(ctx, s.env, subscription)
	if err != nil {
		return none, err
	}
	wanted := newPlan(req.Inputs)
	seen, err := look(ctx, azure, wanted, req.State.recorded(), imported)
	if err != nil {
		return none, err
	}
	return infer.ReadResponse[SubscriptionRegistrationArgs, SubscriptionRegistrationState]{
		ID: idPrefix + azure.subscription, Inputs: req.Inputs, State: newState(azure.subscription, wanted, seen),
	}, nil
}

// look reads the states. A provider that an interrupted run has not registered again after its features stays unknown, or the next
// `pulumi up` would take it for done.
func look(ctx context.Context, azure registrar, wanted plan, recorded states, imported bool) (states, error) {
	items := append([]item(nil), wanted.features...)
	for _, provider := range wanted.providers {
		_, known := recorded[provider]
		if known || imported || len(wanted.featuresOf(provider)) == 0 {
			items = append(items, provider)
		}
	}
	r := &run{seen: states{}, log: silent{}}
	err := each(items, func(i item) error {
		got, err := azure.get(ctx, i)
		if err != nil {
			return err
		}
		_ = r.note(i, got.state) // a refresh takes any state
		return nil
	})
	return r.seen, err
}

// silent is nobody who reads.
type silent struct{}

func (silent) Info(string)       {}
func (silent) InfoStatus(string) {}
