package provider

import (
	"testing"

	"github.com/blang/semver"
	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi-go-provider/integration"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	getPodIdentityProfile = "aks-gitops:index:getPodIdentityProfile"
	exceptionsArgument    = "userAssignedIdentityExceptions"
)

// call calls the function in a plugin that runs in process.
func call(t *testing.T, args map[string]property.Value) p.InvokeResponse {
	t.Helper()
	plugin, err := New()
	require.NoError(t, err)
	server, err := integration.NewServer(t.Context(), Name, semver.MustParse(Version), integration.WithProvider(plugin))
	require.NoError(t, err)
	response, err := server.Invoke(p.InvokeRequest{Token: getPodIdentityProfile, Args: property.NewMap(args)})
	require.NoError(t, err)
	return response
}

func exception(name, namespace, labelKey, labelValue string) property.Value {
	return property.New(map[string]property.Value{
		"name": property.New(name), "namespace": property.New(namespace),
		"podLabels": property.New(map[string]property.Value{labelKey: property.New(labelValue)}),
	})
}

var (
	fluxException = exception("flux-extension-exception", "flux-system", "app.kubernetes.io/name", "flux-extension")
	monitoring    = exception("monitoring", "kube-system", "app", "monitor")
	unknown       = property.New(property.Computed)
)

var someURN = []urn.URN{urn.New("dev", "fleet", "", "azure-native:managedidentity:UserAssignedIdentity", "app")}

func withLabels(labels property.Value) property.Value {
	return property.New(map[string]property.Value{
		"name": property.New("monitoring"), "namespace": property.New("kube-system"), "podLabels": labels,
	})
}

func exceptions(elements ...property.Value) property.Value { return property.New(elements) }

func TestGetPodIdentityProfile(t *testing.T) {
	t.Parallel()
	identities := property.New([]property.Value{property.New(map[string]property.Value{
		"name": property.New("app"), "namespace": property.New("apps"), "bindingSelector": property.New("chosen"),
		"identity": property.New(map[string]property.Value{"clientId": property.New("11111111-2222-3333-4444-555555555555")}),
	})})
	for name, test := range map[string]struct{ args, want map[string]property.Value }{
		"empty": {nil, map[string]property.Value{exceptionsArgument: exceptions(fluxException)}},
		"all that there is": {
			map[string]property.Value{
				"enabled": property.New(true), "allowNetworkPluginKubenet": property.New(false),
				"userAssignedIdentities": identities, exceptionsArgument: exceptions(monitoring),
			},
			map[string]property.Value{
				"enabled": property.New(true), "allowNetworkPluginKubenet": property.New(false),
				"userAssignedIdentities": identities, exceptionsArgument: exceptions(monitoring, fluxException),
			},
		},
		"there already": {
			map[string]property.Value{exceptionsArgument: exceptions(fluxException, monitoring)},
			map[string]property.Value{exceptionsArgument: exceptions(fluxException, monitoring)},
		},
		"its name in another namespace": {
			map[string]property.Value{exceptionsArgument: exceptions(exception("flux-extension-exception", "other", "a", "b"))},
			map[string]property.Value{exceptionsArgument: exceptions(exception("flux-extension-exception", "other", "a", "b"), fluxException)},
		},
		"off": {
			map[string]property.Value{"enabled": property.New(false)},
			map[string]property.Value{"enabled": property.New(false)},
		},
		"list not known": {
			map[string]property.Value{"enabled": property.New(true), exceptionsArgument: unknown},
			map[string]property.Value{"enabled": property.New(true), exceptionsArgument: unknown},
		},
		"name not known": {
			map[string]property.Value{exceptionsArgument: exceptions(property.New(map[string]property.Value{
				"name": unknown, "namespace": property.New("flux-system"), "podLabels": property.New(map[string]property.Value{}),
			}))},
			map[string]property.Value{exceptionsArgument: unknown},
		},
		"labels not known": {
			map[string]property.Value{exceptionsArgument: exceptions(withLabels(unknown))},
			map[string]property.Value{exceptionsArgument: exceptions(withLabels(unknown), fluxException)},
		},
		"there already, and the switch not known": {
			map[string]property.Value{"enabled": unknown, exceptionsArgument: exceptions(fluxException)},
			map[string]property.Value{"enabled": unknown, exceptionsArgument: exceptions(fluxException)},
		},
		"a list that depends on something": {
			map[string]property.Value{exceptionsArgument: unknown.WithDependencies(someURN)},
			map[string]property.Value{exceptionsArgument: unknown.WithDependencies(someURN)},
		},
		"switch not known": {
			map[string]property.Value{"enabled": unknown, exceptionsArgument: exceptions(monitoring)},
			map[string]property.Value{"enabled": unknown, exceptionsArgument: unknown},
		},
		"identities not known": {
			map[string]property.Value{"userAssignedIdentities": unknown},
			map[string]property.Value{"userAssignedIdentities": unknown, exceptionsArgument: exceptions(fluxException)},
		},
		"secrets stay secret": {
			map[string]property.Value{"allowNetworkPluginKubenet": property.New(true).WithSecret(true), exceptionsArgument: exceptions(monitoring).WithSecret(true)},
			map[string]property.Value{"allowNetworkPluginKubenet": property.New(true).WithSecret(true), exceptionsArgument: exceptions(monitoring, fluxException).WithSecret(true)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			response := call(t, test.args)
			assert.Empty(t, response.Failures)
			assert.Equal(t, property.NewMap(test.want), response.Return)
		})
	}
}

func TestGetPodIdentityProfileRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		args map[string]property.Value
		want []p.CheckFailure
	}{
		"the component's word": {
			map[string]property.Value{"exceptions": exceptions(monitoring)},
			[]p.CheckFailure{{Property: "exceptions", Reason: "is not a property; there is allowNetworkPluginKubenet, enabled, userAssignedIdentities, userAssignedIdentityExceptions"}},
		},
		"a slip": {
			map[string]property.Value{"enable": property.New(true)},
			[]p.CheckFailure{{Property: "enable", Reason: "is not a property; did you mean enabled?"}},
		},
		"a wrong type and what is missing": {
			map[string]property.Value{"enabled": property.New("yes"), exceptionsArgument: exceptions(property.New(map[string]property.Value{
				"name": property.New("monitoring"), "namespace": property.New("kube-system"),
			}))},
			[]p.CheckFailure{
				{Property: "enabled", Reason: "is a string; it must be a boolean; write it without quotes"},
				{Property: "userAssignedIdentityExceptions[0].podLabels", Reason: "is missing"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			response := call(t, test.args)
			assert.ElementsMatch(t, test.want, response.Failures)
			assert.Zero(t, response.Return.Len())
		})
	}
}

func TestThereIsNoOtherFunction(t *testing.T) {
	t.Parallel()
	plugin, err := New()
	require.NoError(t, err)
	_, err = plugin.Invoke(t.Context(), p.InvokeRequest{Token: "aks-gitops:index:getProfile"})
	assert.ErrorContains(t, err, "there is no function aks-gitops:index:getProfile; this package has aks-gitops:index:getPodIdentityProfile, aks-gitops:index:lintRepository")
}

// Arguments of lintRepository are checked against the schema of the component's configurations.
func TestLintRepositoryRefuses(t *testing.T) {
	t.Parallel()
	plugin, err := New()
	require.NoError(t, err)
	response, err := plugin.Invoke(t.Context(), p.InvokeRequest{Token: "aks-gitops:index:lintRepository", Args: property.NewMap(map[string]property.Value{
		"configurations": property.New(map[string]property.Value{"web": property.New(map[string]property.Value{
			"scope": property.New("everywhere"), "kustomisations": property.New(map[string]property.Value{}),
		})}),
	})})
	require.NoError(t, err)
	assert.ElementsMatch(t, []p.CheckFailure{
		{Property: "path", Reason: "is missing"},
		{Property: `configurations["web"].scope`, Reason: `"everywhere" is not one of cluster, namespace`},
		{Property: `configurations["web"].kustomisations`, Reason: "is not a property; did you mean kustomizations?"},
	}, response.Failures)
}
