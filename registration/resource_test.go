package registration

import (
	"context"
	"errors"
	"testing"
	"time"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const subscription = "5c0a1a00-0000-4000-8000-000000000001"

// on is the resource with this subscription in place of Azure.
func on(azure *fakeAzure) SubscriptionRegistration {
	s := New([]string{"ARM_SUBSCRIPTION_ID=" + subscription})
	s.open = func(_ context.Context, _ map[string]string, id string) (connection, error) {
		return connection{azure, id}, nil
	}
	return s
}

func wholeState() SubscriptionRegistrationState {
	return SubscriptionRegistrationState{
		Features: []string{extension}, ResourceProviders: []string{aks, arc, flux}, SubscriptionID: subscription, WaitTimeoutInSeconds: 2700,
		FeatureStates:          map[string]string{extension: registered},
		ResourceProviderStates: map[string]string{aks: registered, arc: registered, flux: registered},
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	other, seconds := "00000000-0000-4000-8000-000000000002", 60
	update := p.PropertyDiff{Kind: p.Update, InputDiff: true}
	found := p.PropertyDiff{Kind: p.Update}
	for name, test := range map[string]struct {
		args   SubscriptionRegistrationArgs
		change func(*SubscriptionRegistrationState)
		env    string
		want   map[string]p.PropertyDiff
	}{
		"nothing":            {args: SubscriptionRegistrationArgs{Features: []string{extension}}, env: subscription, want: map[string]p.PropertyDiff{}},
		"no environment":     {args: SubscriptionRegistrationArgs{Features: []string{extension}}, want: map[string]p.PropertyDiff{}},
		"defaults spelt out": {args: SubscriptionRegistrationArgs{Features: []string{extension}, ResourceProviders: defaultProviders}, want: map[string]p.PropertyDiff{}},
		"a feature more":     {args: SubscriptionRegistrationArgs{Features: []string{extension, pods}}, want: map[string]p.PropertyDiff{"features": update}},
		"a provider less": {
			args: SubscriptionRegistrationArgs{Features: []string{extension}, ResourceProviders: []string{}},
			want: map[string]p.PropertyDiff{"resourceProviders": update},
		},
		"another limit": {
			args: SubscriptionRegistrationArgs{Features: []string{extension}, WaitTimeoutInSeconds: &seconds},
			want: map[string]p.PropertyDiff{"waitTimeoutInSeconds": update},
		},
		"another subscription": {
			args: SubscriptionRegistrationArgs{Features: []string{extension}, SubscriptionID: &other}, env: subscription,
			want: map[string]p.PropertyDiff{"subscriptionId": {Kind: p.UpdateReplace, InputDiff: true}},
		},
		"another environment": {
			args: SubscriptionRegistrationArgs{Features: []string{extension}}, env: other,
			want: map[string]p.PropertyDiff{"subscriptionId": {Kind: p.UpdateReplace}},
		},
		"an unregistered provider": {
			args:   SubscriptionRegistrationArgs{Features: []string{extension}},
			change: func(s *SubscriptionRegistrationState) { s.ResourceProviderStates[arc] = "Unregistered" },
			want:   map[string]p.PropertyDiff{"resourceProviderStates": found},
		},
		"an interrupted run": {
			args: SubscriptionRegistrationArgs{Features: []string{extension}},
			change: func(s *SubscriptionRegistrationState) {
				s.FeatureStates[extension] = registering
				delete(s.ResourceProviderStates, aks)
			},
			want: map[string]p.PropertyDiff{"featureStates": found, "resourceProviderStates": found},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := wholeState()
			if test.change != nil {
				test.change(&state)
			}
			got := diff(state, test.args, test.env)
			assert.Equal(t, test.want, got.DetailedDiff)
			assert.Equal(t, len(test.want) > 0, got.HasChanges)
		})
	}
}

func TestCreateKeepsWhatItBegan(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure(aks, arc, flux)
		azure.takes[extension] = time.Hour
		request := infer.CreateRequest[SubscriptionRegistrationArgs]{Name: "x", Inputs: SubscriptionRegistrationArgs{Features: []string{extension}}}
		got, err := on(azure).Create(t.Context(), request)
		var kept infer.ResourceInitFailedError
		require.ErrorAs(t, err, &kept)
		require.Len(t, kept.Reasons, 1)
		assert.Contains(t, kept.Reasons[0], "after 45m this is still not registered")
		assert.Equal(t, "/subscriptions/"+subscription, got.ID)
		assert.Equal(t, map[string]string{extension: registering}, got.Output.FeatureStates)
		assert.Equal(t, map[string]string{arc: registered, flux: registered}, got.Output.ResourceProviderStates)

		// Somebody refreshes after the feature was registered; the provider still has to be registered again.
		time.Sleep(time.Hour)
		read, err := on(azure).Read(t.Context(), infer.ReadRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState]{
			ID: got.ID, Inputs: request.Inputs, State: got.Output,
		})
		require.NoError(t, err)
		assert.Equal(t, map[string]string{extension: registered}, read.State.FeatureStates)
		assert.NotContains(t, read.State.ResourceProviderStates, aks)
		assert.True(t, diff(read.State, request.Inputs, "").HasChanges)
		azure.calls = nil
		updated, err := on(azure).Update(t.Context(), infer.UpdateRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState]{
			ID: got.ID, Inputs: request.Inputs, State: read.State,
		})
		require.NoError(t, err)
		assert.Equal(t, []string{aks}, azure.registers())
		assert.Equal(t, wholeState(), updated.Output)
	})
}

func TestCreateThatChangedNothingLeavesNothing(t *testing.T) {
	t.Parallel()
	azure := newFakeAzure()
	problem := errors.New("no such provider")
	azure.refuses["get "+flux] = []error{problem}
	_, err := on(azure).Create(t.Context(), infer.CreateRequest[SubscriptionRegistrationArgs]{})
	require.ErrorIs(t, err, problem)
	require.NotErrorAs(t, err, new(infer.ResourceInitFailedError))
}

func TestPreviewAsksNobody(t *testing.T) {
	t.Parallel()
	s := on(nil)
	s.open = nil
	got, err := s.Create(t.Context(), infer.CreateRequest[SubscriptionRegistrationArgs]{DryRun: true})
	require.NoError(t, err)
	assert.Equal(t, SubscriptionRegistrationState{
		Features: []string{}, ResourceProviders: defaultProviders, SubscriptionID: subscription, WaitTimeoutInSeconds: 2700,
		FeatureStates: map[string]string{}, ResourceProviderStates: map[string]string{},
	}, got.Output)
	updated, err := s.Update(t.Context(), infer.UpdateRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState]{DryRun: true, State: wholeState()})
	require.NoError(t, err)
	assert.Equal(t, wholeState().ResourceProviderStates, updated.Output.ResourceProviderStates)
}

func TestImportReadsTheDefaults(t *testing.T) {
	t.Parallel()
	azure := newFakeAzure(aks, arc)
	got, err := on(azure).Read(t.Context(), infer.ReadRequest[SubscriptionRegistrationArgs, SubscriptionRegistrationState]{ID: subscription})
	require.NoError(t, err)
	assert.Equal(t, "/subscriptions/"+subscription, got.ID)
	assert.Equal(t, subscription, *got.Inputs.SubscriptionID)
	assert.Equal(t, map[string]string{aks: registered, arc: registered, flux: "NotRegistered"}, got.State.ResourceProviderStates)
}

func TestDeleteTouchesNothing(t *testing.T) {
	t.Parallel()
	s := on(nil)
	s.open = nil
	_, err := s.Delete(t.Context(), infer.DeleteRequest[SubscriptionRegistrationState]{State: wholeState()})
	require.NoError(t, err)
	assert.Contains(t, kept(subscription), "stays as it is")
}

func TestCheckFindsWhatIsWrongWithTheEnvironment(t *testing.T) {
	t.Parallel()
	for env, want := range map[string][]string{
		"":                                       nil,
		"ARM_USE_MSI=true ARM_SUBSCRIPTION_ID=s": nil,
		"ARM_USE_MSI=true":                       {errNoSubscription.Error()},
		"ARM_CLIENT_SECRET=hidden ARM_CLIENT_ID=c": {
			"the environment variable ARM_TENANT_ID is not set; it is needed because ARM_CLIENT_SECRET is",
		},
	} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			s := on(nil)
			s.env = environment(env)
			got, err := s.Check(t.Context(), infer.CheckRequest{NewInputs: property.NewMap(nil)})
			require.NoError(t, err)
			var reasons []string
			for _, failure := range got.Failures {
				assert.Empty(t, failure.Property, "the engine shows the value of a property that is named")
				reasons = append(reasons, failure.Reason)
			}
			assert.Equal(t, want, reasons)
		})
	}
}
