package registration

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	aks       = "Microsoft.ContainerService"
	arc       = "Microsoft.Kubernetes"
	flux      = "Microsoft.KubernetesConfiguration"
	extension = aks + "/AKS-ExtensionManager"
	pods      = aks + "/EnablePodIdentityPreview"
)

func newRun(azure *fakeAzure, recorded states, features ...string) (*run, *messages) {
	said := &messages{}
	return &run{
		plan: newPlan(SubscriptionRegistrationArgs{Features: features}), azure: azure, log: said, pace: usualPace, recorded: recorded,
	}, said
}

func TestRegistersFeaturesThenTheirProviders(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure(aks)
		azure.takes = map[string]time.Duration{extension: 20 * time.Minute, pods: time.Minute, arc: 90 * time.Second, flux: time.Minute}
		r, said := newRun(azure, nil, extension, pods)
		require.NoError(t, r.do(t.Context()))
		assert.ElementsMatch(t, []string{extension, pods, arc, flux, aks}, azure.registers())
		assert.Equal(t, "register "+aks, azure.calls[len(azure.calls)-1], "after the last of its features, although it was registered")
		assert.Equal(t, states{parseItem(extension): registered, parseItem(pods): registered, parseItem(aks): registered, parseItem(arc): registered, parseItem(flux): registered}, r.seen)
		assert.InDelta(t, 20*time.Minute, time.Since(azure.start), float64(15*time.Second))
		assert.Contains(t, said.said, "feature "+extension+": NotRegistered → Registering")
		assert.Contains(t, said.said, "feature "+extension+": Registering → Registered")
		assert.Contains(t, said.said, "waiting for feature "+extension+" (Registering), feature "+pods+" (Registering), resource provider "+aks+
			" (after its features), resource provider "+arc+" (Registering), resource provider "+flux+" (Registering): 30s so far, at most 44m30s more")
		assert.Contains(t, said.said, "waiting for feature "+extension+" (Registering), resource provider "+aks+" (after its features): 19m30s so far, at most 25m30s more")
	})
}

func TestRegisteredAlreadyIsOneCallEach(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		features []string
		recorded states
		calls    []string
	}{
		"providers": {calls: []string{"get " + aks, "get " + arc, "get " + flux}},
		"features whose effect nobody knows of": {
			features: []string{extension}, calls: []string{"get " + extension, "get " + arc, "get " + flux, "register " + aks},
		},
		"features that the state knows": {
			features: []string{extension}, recorded: states{parseItem(extension): registered, parseItem(aks): registered},
			calls: []string{"get " + extension, "get " + aks, "get " + arc, "get " + flux},
		},
		"an interrupted run": {
			features: []string{extension}, recorded: states{parseItem(extension): registered},
			calls: []string{"get " + extension, "get " + arc, "get " + flux, "register " + aks},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T) {
				azure := newFakeAzure(aks, arc, flux, extension)
				r, said := newRun(azure, test.recorded, test.features...)
				require.NoError(t, r.do(t.Context()))
				assert.ElementsMatch(t, test.calls, azure.calls)
				assert.Zero(t, time.Since(azure.start))
				assert.Empty(t, said.said)
			})
		})
	}
}

func TestReadingIsEnoughWhenEverythingIsRegistered(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		forbidden := &refusal{text: "may not", status: http.StatusForbidden}
		azure := newFakeAzure(aks, arc, flux, extension)
		azure.refuses["register "+aks] = []error{forbidden}
		r, said := newRun(azure, nil, extension)
		require.NoError(t, r.do(t.Context()))
		assert.Contains(t, said.all(), "az provider register --namespace "+aks)

		azure = newFakeAzure(aks, arc, flux)
		azure.refuses["register "+aks] = []error{forbidden}
		r, _ = newRun(azure, nil, extension)
		require.ErrorIs(t, r.do(t.Context()), forbidden, "the feature is new, so it has no effect yet")
	})
}

func TestAllRefusalsTogetherBeforeAnythingChanges(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure()
		azure.refuses["get "+extension] = []error{errors.New("no such feature")}
		azure.now[arc] = unregistering
		r, _ := newRun(azure, nil, extension, pods)
		err := r.do(t.Context())
		require.ErrorContains(t, err, "no such feature")
		require.ErrorContains(t, err, "resource provider "+arc+" is being unregistered")
		assert.Empty(t, azure.registers())
		assert.False(t, r.changed)
	})
}

func TestPendingIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure(aks, arc, flux)
		azure.turns[extension], azure.takes[pods] = pending, time.Hour
		r, _ := newRun(azure, nil, extension, pods)
		require.ErrorContains(t, r.do(t.Context()), "feature "+extension+" is Pending: Microsoft has to approve it")
		assert.True(t, r.changed)
		assert.Less(t, time.Since(azure.start), time.Minute)
		assert.Equal(t, registering, r.seen[parseItem(pods)])
		assert.NotContains(t, r.seen, parseItem(aks), "its features are not registered, so it has not been registered again")
	})
}

func TestTimeLimits(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		custom, want time.Duration
	}{
		"by default":         {want: 45 * time.Minute},
		"by custom timeouts": {custom: 5 * time.Minute, want: 5 * time.Minute},
		"by longer ones":     {custom: 2 * time.Hour, want: 2 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T) {
				azure := newFakeAzure(aks, arc)
				azure.takes[flux] = 24 * time.Hour
				ctx := t.Context()
				if test.custom != 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.custom)
					defer cancel()
				}
				r, _ := newRun(azure, nil)
				err := r.do(ctx)
				require.ErrorContains(t, err, fmt.Sprintf("after %s this is still not registered: resource provider %s (Registering)", rounded(test.want), flux))
				assert.Equal(t, test.want, time.Since(azure.start))
				time.Sleep(24 * time.Hour) // let the registration end inside the bubble
			})
		})
	}
}

func TestInterruption(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure(aks, arc)
		azure.takes[flux] = time.Hour
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(10*time.Minute, cancel)
		r, _ := newRun(azure, nil)
		require.ErrorContains(t, r.do(ctx), "interrupted while this was not registered yet: resource provider "+flux+" (Registering)")
		assert.Equal(t, 10*time.Minute, time.Since(azure.start))
		time.Sleep(time.Hour)
	})
}

func TestPace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		retryAfter time.Duration
		want       []time.Duration
	}{
		"its own":     {want: []time.Duration{0, 0, 1, 3, 7, 15, 25, 35, 45}},
		"Retry-After": {retryAfter: 20 * time.Second, want: []time.Duration{0, 0, 20, 40}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBubble(t, func(t *testing.T) {
				azure := newFakeAzure()
				azure.retryAfter, azure.takes[flux] = test.retryAfter, 38*time.Second
				r := &run{plan: newPlan(SubscriptionRegistrationArgs{ResourceProviders: []string{flux}}), azure: azure, log: &messages{}, pace: usualPace}
				require.NoError(t, r.do(t.Context()))
				for n := range test.want {
					test.want[n] *= time.Second
				}
				assert.Equal(t, test.want, azure.times)
			})
		})
	}
}

func TestFailuresThatPass(t *testing.T) {
	t.Parallel()
	inBubble(t, func(t *testing.T) {
		azure := newFakeAzure(aks, arc)
		azure.takes[flux] = time.Minute
		r, said := newRun(azure, nil)
		time.AfterFunc(5*time.Second, func() {
			azure.mu.Lock()
			defer azure.mu.Unlock()
			azure.refuses["get "+flux] = []error{&refusal{text: "the network blinked"}, &refusal{text: "overloaded", status: http.StatusTooManyRequests}}
		})
		require.NoError(t, r.do(t.Context()))
		assert.Contains(t, said.all(), "the network blinked. Asking again about the resource provider "+flux)

		azure = newFakeAzure(aks, arc)
		azure.takes[flux] = time.Minute
		r, _ = newRun(azure, nil)
		lost := &refusal{text: "lost the role", status: http.StatusForbidden}
		time.AfterFunc(5*time.Second, func() {
			azure.mu.Lock()
			defer azure.mu.Unlock()
			azure.refuses["get "+flux] = []error{lost}
		})
		require.ErrorIs(t, r.do(t.Context()), lost)
		time.Sleep(time.Minute)
	})
}
