package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestFaultsOfClusterIdentity(t *testing.T) {
	t.Parallel()
	with := func(identity *ClusterIdentity, want ...string) faultCase {
		return faultCase{func(a *AksGitOpsArgs) {
			a.ClusterName, a.Cluster = nil, blogPost(nil).Cluster
			a.Cluster.Identity = identity
		}, want}
	}
	runFaultCases(t, "cluster.identity.", map[string]faultCase{
		"none":            with(nil),
		"nothing said":    with(&ClusterIdentity{}),
		"of Azure":        with(&ClusterIdentity{Type: IdentityTypeSystemAssigned}),
		"of one's own":    with(&ClusterIdentity{UserAssignedIdentities: texts(someIdentity)}),
		"not known yet":   with(&ClusterIdentity{UserAssignedIdentities: texts().ToStringArrayOutput()}),
		"unknown kind":    with(&ClusterIdentity{Type: "ServicePrincipal"}, `type: "ServicePrincipal" is not one of SystemAssigned and UserAssigned`),
		"of Azure, given": with(&ClusterIdentity{Type: IdentityTypeSystemAssigned, UserAssignedIdentities: texts(someIdentity)}, "userAssignedIdentities: is given with type SystemAssigned; leave it out, or use type UserAssigned"),
		"of one's own, missing": with(&ClusterIdentity{Type: IdentityTypeUserAssigned},
			"userAssignedIdentities: is missing; type UserAssigned needs the resource ID of one identity"),
		"two": with(&ClusterIdentity{UserAssignedIdentities: texts(someIdentity, someIdentity)},
			"userAssignedIdentities: holds 2 identities; AKS takes exactly one"),
	})
}

// Whether labels that are not known yet select the extension's pods cannot be said.
func TestFaultsOfLabelsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	runFaultCases(t, "", map[string]faultCase{
		"the exception": {spoil: func(a *AksGitOpsArgs) {
			a.ClusterName, a.Cluster = nil, blogPost(nil).Cluster
			exception := fluxException()
			exception.PodLabels = pulumi.StringMap{}.ToStringMapOutput()
			a.Cluster.PodIdentity.Exceptions = []PodIdentityException{exception}
		}},
	})
}
