package tests

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// posted are the features that people once had to register for Flux on AKS.
var posted = [][2]string{
	{"Microsoft.ContainerService", "AKS-ExtensionManager"},
	{"Microsoft.ContainerService", "EnablePodIdentityPreview"},
	{"Microsoft.KubernetesConfiguration", "FluxConfigurations"},
}

// registration is a SubscriptionRegistration of these features.
func registration(properties string) string {
	return "registration:\n  type: aks-gitops:SubscriptionRegistration\n  properties:\n" + indent("    ", properties)
}

func postedFeatures() string {
	text := "features:\n"
	for _, feature := range posted {
		text += "  - " + feature[0] + "/" + feature[1] + "\n"
	}
	return text
}

const registrationOutputs = `
outputs:
  features: ${registration.featureStates}
  providers: ${registration.resourceProviderStates}
`

// newSubscription is a stack that registers the three features with a subscription in which nothing is.
func newSubscription(t *testing.T, latency time.Duration) *stack.Stack {
	t.Helper()
	return stack.NewOn(t, program(registration(postedFeatures()))+registrationOutputs, emulator.Options{Latency: latency, Registered: []string{}})
}

func everythingRegistered(t *testing.T, s *stack.Stack) {
	t.Helper()
	for _, feature := range posted {
		assert.Equal(t, "Registered", s.Azure.FeatureState(feature[0], feature[1]), feature[1])
	}
	for _, namespace := range stack.Namespaces {
		assert.Equal(t, "Registered", s.Azure.ProviderState(namespace), namespace)
	}
	registered := map[string]any{}
	for _, namespace := range stack.Namespaces {
		registered[namespace] = "Registered"
	}
	assert.Equal(t, registered, s.Outputs()["providers"])
}

// actions are the requests with a method about registrations, as the end of their paths.
func actions(entries journal.Entries, method string) []string {
	var found []string
	for _, entry := range entries {
		if entry.Kind == "request" && entry.Method == method && strings.Contains(entry.Path, "/providers/") {
			found = append(found, entry.Path[strings.LastIndex(entry.Path, "/providers/")+len("/providers/"):])
		}
	}
	return found
}

func TestRegistrationFromNewSubscriptionToDestroy(t *testing.T) {
	t.Parallel()
	s := newSubscription(t, stack.Latency)

	s.Preview()
	assert.Empty(t, s.Azure.Log().Attempts(), "a preview asks nobody")

	up := s.Up()
	assert.Contains(t, up.Output(), "feature Microsoft.ContainerService/AKS-ExtensionManager: NotRegistered → Registering")
	assert.Contains(t, up.Output(), "resource provider Microsoft.KubernetesConfiguration: Registering → Registered")
	everythingRegistered(t, s)
	providerAfterItsFeatures(t, s.Azure.Log())

	mark := s.Azure.Now()
	s.UpUnchanged()
	assert.Empty(t, s.Azure.Since(mark).Attempts())

	s.Azure.Act(stack.ProviderID("Microsoft.Kubernetes"), "unregister")
	s.Azure.Act(stack.FeatureID(posted[0][0], posted[0][1]), "unregister")
	time.Sleep(5 * stack.Latency)
	s.Refresh()
	refreshed, _ := s.State().Find("registration")
	assert.Equal(t, "Unregistered", refreshed.Outputs["resourceProviderStates"].(map[string]any)["Microsoft.Kubernetes"])
	mark = s.Azure.Now()
	s.Up()
	everythingRegistered(t, s)
	assert.ElementsMatch(t, []string{
		"Microsoft.Kubernetes/register", posted[0][0] + "/features/" + posted[0][1] + "/register", posted[0][0] + "/register",
	}, actions(s.Azure.Since(mark), "POST"))
	s.UpUnchanged()
	s.Refresh("--expect-no-changes")

	mark = s.Azure.Now()
	destroyed := s.Destroy()
	assert.Contains(t, destroyed.Output(), "stays as it is")
	assert.Empty(t, s.Azure.Since(mark).Attempts())
	for _, namespace := range stack.Namespaces {
		assert.Equal(t, "Registered", s.Azure.ProviderState(namespace))
	}
}

// providerAfterItsFeatures checks that a provider is registered once its last feature is.
func providerAfterItsFeatures(t *testing.T, log journal.Entries) {
	t.Helper()
	var feature, provider int64
	for _, entry := range log {
		switch {
		case entry.Method != "POST":
		case strings.HasSuffix(entry.Path, "/features/FluxConfigurations/register"):
			feature = entry.Sequence
		case strings.HasSuffix(entry.Path, "/providers/Microsoft.KubernetesConfiguration/register"):
			provider = entry.Sequence
		}
	}
	require.Positive(t, feature)
	assert.Less(t, feature, provider)
}

// TestRegistrationAlreadyThere shows that what is registered takes one request each.
func TestRegistrationAlreadyThere(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(registration("{}"))+registrationOutputs)
	s.Up()
	assert.ElementsMatch(t, stack.Namespaces, actions(s.Azure.Log(), "GET"))
	assert.Empty(t, actions(s.Azure.Log(), "POST"))
}

// TestRegistrationInterrupted shows that an interrupted registration is kept, and goes on.
func TestRegistrationInterrupted(t *testing.T) {
	t.Parallel()
	s := newSubscription(t, 4*time.Second)
	up := s.Start("up", "--yes", "--skip-preview")
	for end := time.Now().Add(time.Minute); len(s.Azure.Log().Attempts()) < 4 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	up.Signal(syscall.SIGINT)
	result := up.Wait()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "interrupted while this was not registered yet: feature Microsoft.ContainerService/AKS-ExtensionManager (Registering)")
	state := s.State()
	assert.Empty(t, state.Pending)
	kept, ok := state.Find("registration")
	require.True(t, ok, "the registration that was begun is not in the state")
	assert.Equal(t, "Registering", kept.Outputs["featureStates"].(map[string]any)["Microsoft.ContainerService/AKS-ExtensionManager"])

	// By the time that somebody looks, Azure has registered the features; the providers still have to be told.
	time.Sleep(5 * time.Second)
	s.Refresh()
	mark := s.Azure.Now()
	s.Up()
	everythingRegistered(t, s)
	assert.ElementsMatch(t, []string{"Microsoft.ContainerService/register", "Microsoft.KubernetesConfiguration/register"},
		actions(s.Azure.Since(mark), "POST"))
	s.UpUnchanged()
}

// TestRegistrationKilled shows that the next deployment goes on although nobody could write the state.
func TestRegistrationKilled(t *testing.T) {
	t.Parallel()
	s := newSubscription(t, 4*time.Second)
	up := s.Start("up", "--yes", "--skip-preview")
	for end := time.Now().Add(time.Minute); len(s.Azure.Log().Attempts()) < 4 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	up.EndPlugins()
	up.Signal(syscall.SIGKILL)
	require.NotZero(t, up.Wait().ExitCode)
	require.Zero(t, s.Run("cancel", "--yes").ExitCode)
	s.Up()
	everythingRegistered(t, s)
	s.UpUnchanged()
}

func TestRegistrationTimesOutAndGoesOn(t *testing.T) {
	t.Parallel()
	s := newSubscription(t, 4*time.Second)
	s.Program(program(registration(postedFeatures()+"waitTimeoutInSeconds: 1\n")) + registrationOutputs)
	result := s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "after 1s this is still not registered")

	s.Program(program(registration(postedFeatures()+"waitTimeoutInSeconds: 1\n")+"  options:\n    customTimeouts: {create: 1m, update: 1m}\n") + registrationOutputs)
	s.Up()
	everythingRegistered(t, s)
}

func TestRegistrationFaults(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(registration(`
features: [AKS-ExtensionManager]
resourceProviders: [Microsoft.Kubernetes/connectedClusters]
subscriptionId: /subscriptions/x
waitTimeoutInSeconds: 0
`)))
	s.Setenv("ARM_CLIENT_SECRET", "canary-7f3a")
	s.Setenv("ARM_TENANT_ID", "")
	result := s.Run("preview")
	require.NotZero(t, result.ExitCode)
	for _, fault := range []string{
		`features[0]: "AKS-ExtensionManager" is not`, `resourceProviders[0]: "Microsoft.Kubernetes/connectedClusters" is not`,
		`subscriptionId: "/subscriptions/x" is not the ID`,
		"waitTimeoutInSeconds: 0 is not a whole number", "ARM_TENANT_ID is not set",
	} {
		assert.Contains(t, result.Output(), fault)
	}
	assert.NotContains(t, result.Output(), "canary-7f3a")
	assert.Empty(t, s.Azure.Log().Attempts())
}

func TestRegistrationRefusedByAzure(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(registration("features: [Microsoft.ContainerService/Nothing, Microsoft.KubernetesConfiguration/None]")))
	result := s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "cannot read the state of feature Microsoft.ContainerService/Nothing: there is no such feature")
	assert.Contains(t, result.Output(), "cannot read the state of feature Microsoft.KubernetesConfiguration/None: there is no such feature")
	assert.Empty(t, actions(s.Azure.Log(), "POST"))

	s.Setenv("ARM_CLIENT_SECRET", "canary-7f3a")
	s.Program(program(registration("{}")))
	result = s.TryUp()
	require.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "no token for the client secret of application")
	assert.Contains(t, result.Output(), "AADSTS7000215")
	assert.NotContains(t, result.Output(), "canary-7f3a")
}
