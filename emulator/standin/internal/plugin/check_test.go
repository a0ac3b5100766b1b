package plugin_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

func TestCheckListsAllFaults(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, unreachable)
	news := flux(map[string]any{"clusterName": nil, "suspend": "yes", "ociRepository": map[string]any{}})
	checked, err := server.Check(t.Context(), &pulumirpc.CheckRequest{Urn: urn(fluxToken, "apps"), News: marshal(t, news)})
	require.NoError(t, err)
	var reasons []string
	for _, failure := range checked.GetFailures() {
		assert.Empty(t, failure.GetProperty(), "the engine would print the property's value")
		reasons = append(reasons, failure.GetReason())
	}
	require.Len(t, reasons, 3)
	assert.Equal(t, "missing required property 'clusterName'", reasons[0])
	assert.Contains(t, reasons[1], "unknown property 'ociRepository'")
	assert.Equal(t, "'suspend' should be of type 'boolean' but got a string", reasons[2])
	assert.Equal(t, resource.NewPropertyMapFromMap(news), unmarshal(t, checked.GetInputs()))
}

func TestCheckNamesWhatTheProgramDoesNot(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, unreachable)
	check := func(req *pulumirpc.CheckRequest) resource.PropertyMap {
		req.Urn, req.News = urn(fluxToken, "apps"), marshal(t, flux(map[string]any{"fluxConfigurationName": nil}))
		req.RandomSeed = []byte("0123456789abcdef0123456789abcdef")
		checked, err := server.Check(t.Context(), req)
		require.NoError(t, err)
		return unmarshal(t, checked.GetInputs())
	}
	named := check(&pulumirpc.CheckRequest{})
	assert.Regexp(t, `^apps[0-9a-f]{8}$`, named["fluxConfigurationName"].StringValue())
	assert.True(t, named["__createBeforeDelete"].BoolValue())
	assert.Equal(t, named, check(&pulumirpc.CheckRequest{}), "the same seed makes the same name")

	again := check(&pulumirpc.CheckRequest{Olds: marshal(t, flux(map[string]any{"fluxConfigurationName": "kept"}))})
	assert.Equal(t, "kept", again["fluxConfigurationName"].StringValue())
	assert.NotContains(t, again, resource.PropertyKey("__createBeforeDelete"))

	proposed := check(&pulumirpc.CheckRequest{Autonaming: &pulumirpc.CheckRequest_AutonamingOptions{
		Mode: pulumirpc.CheckRequest_AutonamingOptions_ENFORCE, ProposedName: "wanted",
	}})
	assert.Equal(t, "wanted", proposed["fluxConfigurationName"].StringValue())

	off := check(&pulumirpc.CheckRequest{Autonaming: &pulumirpc.CheckRequest_AutonamingOptions{
		Mode: pulumirpc.CheckRequest_AutonamingOptions_DISABLE,
	}})
	assert.NotContains(t, off, resource.PropertyKey("fluxConfigurationName"))
}

func TestDiff(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, unreachable)
	for name, test := range map[string]struct {
		news     map[string]any
		changes  pulumirpc.DiffResponse_DiffChanges
		replaces []string
	}{
		"none":     {nil, pulumirpc.DiffResponse_DIFF_NONE, nil},
		"in place": {map[string]any{"suspend": true}, pulumirpc.DiffResponse_DIFF_SOME, nil},
		"create-only": {
			map[string]any{"namespace": "other"}, pulumirpc.DiffResponse_DIFF_SOME, []string{"namespace"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diff, err := server.Diff(t.Context(), &pulumirpc.DiffRequest{
				Id: fluxID, Urn: urn(fluxToken, "apps"), OldInputs: marshal(t, flux(nil)),
				Olds: marshal(t, map[string]any{"complianceState": "Compliant"}), News: marshal(t, flux(test.news)),
			})
			require.NoError(t, err)
			assert.Equal(t, test.changes, diff.GetChanges())
			assert.Equal(t, test.replaces, diff.GetReplaces())
			assert.Equal(t, len(test.replaces) > 0, diff.GetDeleteBeforeReplace())
			assert.Len(t, diff.GetDetailedDiff(), len(test.news))
		})
	}
}

func TestDiffOfWhatWasNamedHereCreatesFirst(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	diff, err := server.Diff(t.Context(), &pulumirpc.DiffRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), Olds: marshal(t, nil),
		OldInputs: marshal(t, flux(map[string]any{"__createBeforeDelete": true})),
		News:      marshal(t, flux(map[string]any{"scope": "namespace"})),
	})
	require.NoError(t, err)
	assert.Equal(t, []string{"scope"}, diff.GetReplaces())
	assert.False(t, diff.GetDeleteBeforeReplace())
}
