package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// someExceptions draws a list of which no two have the same name, with and without Flux's own.
func someExceptions(t *rapid.T) []PodIdentityException {
	names := []string{FluxExceptionName, "monitoring", "backup"}
	namespaces := []string{FluxExceptionNamespace, "kube-system"}
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) PodIdentityException {
		return PodIdentityException{
			Name:      rapid.SampledFrom(names).Draw(t, "name"),
			Namespace: rapid.SampledFrom(namespaces).Draw(t, "namespace"),
			PodLabels: pulumi.StringMap{FluxPodLabelKey: pulumi.String(FluxPodLabelValue)},
		}
	}), 0, 6, func(e PodIdentityException) string { return e.Namespace + "/" + e.Name }).Draw(t, "exceptions")
}

func TestTheExceptionIsThereOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		listed := someExceptions(t)
		cluster := goodCluster()
		cluster.PodIdentity = &PodIdentity{Exceptions: listed}
		require.Empty(t, clusterFaults(cluster))

		sent := clusterDefaults(cluster).PodIdentity.Exceptions
		require.GreaterOrEqual(t, len(sent), len(listed))
		assert.Equal(t, listed, append([]PodIdentityException{}, sent[:len(listed)]...), "what was listed stays, in its order")
		count := 0
		for _, exception := range sent {
			if exception.same(fluxException()) {
				count++
			}
		}
		assert.Equal(t, 1, count)
	})
}

func TestPodIdentityOffHasNoException(t *testing.T) {
	t.Parallel()
	cluster := goodCluster()
	cluster.PodIdentity = &PodIdentity{Enabled: new(false)}
	assert.Empty(t, clusterDefaults(cluster).PodIdentity.Exceptions)
	assert.Nil(t, clusterDefaults(goodCluster()).PodIdentity)
}

func TestPodIdentityFaults(t *testing.T) {
	t.Parallel()
	fluxAs := func(labels pulumi.StringMapInput) func(*Cluster) {
		return func(c *Cluster) {
			exception := fluxException()
			exception.PodLabels = labels
			c.PodIdentity = &PodIdentity{Exceptions: []PodIdentityException{exception}}
		}
	}
	many := func(count int, more ...PodIdentityException) func(*Cluster) {
		return func(c *Cluster) {
			exceptions := more
			for i := len(more); i < count; i++ {
				name := "e" + string(rune('a'+i/26)) + string(rune('a'+i%26))
				exceptions = append(exceptions, PodIdentityException{Name: name, Namespace: "n", PodLabels: pulumi.StringMap{"app": pulumi.String("a")}})
			}
			c.PodIdentity = &PodIdentity{Exceptions: exceptions}
		}
	}
	kubenet := func(profile PodIdentity) func(*Cluster) {
		return func(c *Cluster) {
			c.Network, c.PodIdentity = &ClusterNetwork{NetworkPlugin: NetworkPluginKubenet}, &profile
		}
	}
	const mustAllow = "podIdentity.allowNetworkPluginKubenet: must be true with networkPlugin kubenet"
	runClusterCases(t, map[string]clusterCase{
		"Flux's name for other pods": {fluxAs(pulumi.StringMap{"app": pulumi.String("web")}), []string{
			"podIdentity.exceptions[0].podLabels: do not select the Flux extension's pods",
		}},
		"Flux's name and one label more": {fluxAs(pulumi.StringMap{
			FluxPodLabelKey: pulumi.String(FluxPodLabelValue), "app": pulumi.String("web"),
		}), []string{"podIdentity.exceptions[0].podLabels: do not select"}},
		"Flux's name and nobody knows": {spoil: fluxAs(pulumi.StringMap{FluxPodLabelKey: pulumi.String("later").ToStringOutput()})},
		"Flux's name and no labels":    {fluxAs(nil), []string{"podIdentity.exceptions[0].podLabels: is missing"}},
		"199 and Flux's":               {spoil: many(199)},
		"200 and Flux's":               {many(200), []string{"podIdentity.exceptions: comes to 201 with the one that Flux needs"}},
		"200 with Flux's":              {spoil: many(200, fluxException())},
		"kubenet":                      {kubenet(PodIdentity{}), []string{mustAllow}},
		"kubenet not allowed":          {kubenet(PodIdentity{AllowNetworkPluginKubenet: pulumi.Bool(false)}), []string{mustAllow}},
		"kubenet allowed":              {spoil: kubenet(PodIdentity{AllowNetworkPluginKubenet: pulumi.Bool(true)})},
		"kubenet and pod identity off": {spoil: kubenet(PodIdentity{Enabled: new(false)})},
		"assignment": {func(c *Cluster) {
			c.PodIdentity = &PodIdentity{UserAssignedIdentities: []PodIdentityAssignment{{
				Name: pulumi.String("app"), Namespace: pulumi.String("Apps"),
				ResourceId: pulumi.String("app"), ClientId: pulumi.String("app"),
			}}}
		}, []string{
			`podIdentity.userAssignedIdentities[0].namespace: "Apps" is not a valid name`,
			`podIdentity.userAssignedIdentities[0].resourceId: "app" is not the resource ID of a user-assigned identity`,
			`podIdentity.userAssignedIdentities[0].clientId: "app" is not a GUID`,
			"podIdentity.userAssignedIdentities[0].objectId: is missing",
		}},
	})
}
