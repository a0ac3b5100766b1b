package registration

import "maps"

// Registration states of Azure.
const (
	registered    = "Registered"
	registering   = "Registering"
	pending       = "Pending"
	unregistering = "Unregistering"
)

// states are the states of features and resource providers as they were last seen.
type states map[item]string

// recorded are the states that a stack's state holds.
func (s SubscriptionRegistrationState) recorded() states {
	found := states{}
	for name, state := range s.FeatureStates {
		found[parseItem(name)] = state
	}
	for name, state := range s.ResourceProviderStates {
		found[parseItem(name)] = state
	}
	return found
}

// newState is what a stack's state keeps. What was not seen yet is left out of the maps.
func newState(subscription string, p plan, seen states) SubscriptionRegistrationState {
	return SubscriptionRegistrationState{
		Features: names(p.features), ResourceProviders: names(p.providers),
		SubscriptionID: subscription, WaitTimeoutInSeconds: int(p.wait.Seconds()),
		FeatureStates: seen.of(p.features), ResourceProviderStates: seen.of(p.providers),
	}
}

func (s states) of(items []item) map[string]string {
	out := map[string]string{}
	for _, i := range items {
		if state, ok := s[i]; ok {
			out[i.name()] = state
		}
	}
	return out
}

func (s states) clone() states { return maps.Clone(s) }

// step is what to do about a registration in some state.
type step int

const (
	// stepRegister asks Azure to register.
	stepRegister step = iota
	// stepWait waits for Azure.
	stepWait
	// stepDone leaves it as it is.
	stepDone
	// stepRefuse stops: somebody else has to act first.
	stepRefuse
)

// next decides by the state that Azure answered. States that are not known yet count as not registered.
func next(state string) step {
	switch state {
	case registered:
		return stepDone
	case registering:
		return stepWait
	case pending, unregistering:
		return stepRefuse
	}
	return stepRegister
}
