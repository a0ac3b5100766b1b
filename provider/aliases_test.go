package provider

import (
	"context"
	"testing"

	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	stackURN  = "urn:pulumi:dev::fleet::pulumi:pulumi:Stack::fleet-dev"
	parentURN = "urn:pulumi:dev::fleet::team:index:Platform$team:index:Region::west"
)

func TestAliasesAreHandedOn(t *testing.T) {
	t.Parallel()
	whole := "urn:pulumi:dev::fleet::aks-gitops:index:AksGitOps::first"
	for name, c := range map[string]struct {
		parent string
		alias  *rpc.Alias
		want   string
	}{
		"a whole URN": {
			parent: stackURN, alias: &rpc.Alias{Alias: &rpc.Alias_Urn{Urn: whole}}, want: whole,
		},
		"a name": {
			parent: stackURN, alias: spec(&rpc.Alias_Spec{Name: "first"}), want: whole,
		},
		"a name below a parent": {
			parent: parentURN, alias: spec(&rpc.Alias_Spec{Name: "first"}),
			want: "urn:pulumi:dev::fleet::team:index:Platform$team:index:Region$aks-gitops:index:AksGitOps::first",
		},
		"another parent": {
			parent: stackURN, alias: spec(&rpc.Alias_Spec{Parent: &rpc.Alias_Spec_ParentUrn{ParentUrn: parentURN}}),
			want: "urn:pulumi:dev::fleet::team:index:Platform$team:index:Region$aks-gitops:index:AksGitOps::now",
		},
		"no parent": {
			parent: parentURN, alias: spec(&rpc.Alias_Spec{Parent: &rpc.Alias_Spec_NoParent{NoParent: true}}),
			want: "urn:pulumi:dev::fleet::aks-gitops:index:AksGitOps::now",
		},
		"type, project and stack": {
			parent: stackURN, alias: spec(&rpc.Alias_Spec{Type: "old:index:GitOps", Project: "before", Stack: "prod"}),
			want: "urn:pulumi:prod::before::old:index:GitOps::now",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inner := &recordingServer{}
			_, err := aliasServer{inner}.Construct(t.Context(), &rpc.ConstructRequest{
				Stack: "dev", Project: "fleet", Type: "aks-gitops:index:AksGitOps", Name: "now", Parent: c.parent, Aliases: []*rpc.Alias{c.alias},
			})
			require.NoError(t, err)
			require.Len(t, inner.got.GetAliases(), 1)
			assert.Equal(t, c.want, inner.got.GetAliases()[0].GetUrn())
		})
	}
}

func spec(s *rpc.Alias_Spec) *rpc.Alias { return &rpc.Alias{Alias: &rpc.Alias_Spec_{Spec: s}} }

// recordingServer keeps the request that reaches the framework.
type recordingServer struct {
	rpc.UnimplementedResourceProviderServer
	got *rpc.ConstructRequest
}

func (s *recordingServer) Construct(_ context.Context, req *rpc.ConstructRequest) (*rpc.ConstructResponse, error) {
	s.got = req
	return &rpc.ConstructResponse{}, nil
}
