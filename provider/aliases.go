package provider

import (
	"cmp"
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// rootStackType is the type of the stack, which is not part of the types that a URN names.
const rootStackType = "pulumi:pulumi:Stack"

// aliasServer hands aliases on to the component. The framework takes only aliases that are whole URNs, and drops those that give a name, a
// type or a parent; a component that was renamed with such an alias would then be created anew, and everything in it deleted.
type aliasServer struct {
	rpc.ResourceProviderServer
}

// Construct implements rpc.ResourceProviderServer.
func (s aliasServer) Construct(ctx context.Context, req *rpc.ConstructRequest) (*rpc.ConstructResponse, error) {
	for i, alias := range req.GetAliases() {
		if spec := alias.GetSpec(); spec != nil {
			req.Aliases[i] = &rpc.Alias{Alias: &rpc.Alias_Urn{Urn: aliasURN(req, spec)}}
		}
	}
	return s.ResourceProviderServer.Construct(ctx, req)
}

// aliasURN is the URN that an alias means. What the alias leaves out is as it is for the component now.
func aliasURN(req *rpc.ConstructRequest, spec *rpc.Alias_Spec) string {
	parent := req.GetParent()
	switch named := spec.GetParent().(type) {
	case *rpc.Alias_Spec_ParentUrn:
		parent = named.ParentUrn
	case *rpc.Alias_Spec_NoParent:
		if named.NoParent {
			parent = ""
		}
	}
	var parentType tokens.Type
	if parent != "" && urn.URN(parent).QualifiedType() != rootStackType {
		parentType = urn.URN(parent).QualifiedType()
	}
	return string(urn.New(
		tokens.QName(cmp.Or(spec.GetStack(), req.GetStack())),
		tokens.PackageName(cmp.Or(spec.GetProject(), req.GetProject())),
		parentType,
		tokens.Type(cmp.Or(spec.GetType(), req.GetType())),
		cmp.Or(spec.GetName(), req.GetName()),
	))
}
