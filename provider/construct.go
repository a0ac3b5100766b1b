package provider

import (
	"context"
	"reflect"
	"slices"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

type constructFunc = func(context.Context, p.ConstructRequest) (p.ConstructResponse, error)

// refuseFaults lets only inputs without faults through to the component.
func refuseFaults(construct constructFunc) constructFunc {
	return func(ctx context.Context, req p.ConstructRequest) (p.ConstructResponse, error) {
		if faults := Faults(req.Inputs); len(faults) > 0 {
			err := &aksgitops.FaultsError{Name: req.Urn.Name(), Faults: faults}
			return p.ConstructResponse{}, status.Error(codes.InvalidArgument, err.Error())
		}
		stack := resource.DefaultRootStackURN(req.Urn.Stack(), req.Urn.Project())
		req.Inputs = attributeUnknowns(property.New(req.Inputs), stack).AsMap()
		return construct(ctx, req)
	}
}

// Faults returns all that is wrong with raw inputs, as a language host sent them: first their shape against the schema, then, of
// what has the right shape, the component's own checks. Secrets are looked into and never shown.
func Faults(inputs property.Map) []aksgitops.Fault {
	shape := newShape(aksgitops.Token, inputs, false)
	found := shape.meaning()
	if len(shape.faults) > 0 {
		// Nobody knows what was meant where something was refused. What is wrong both with something there and with nothing is wrong.
		without := newShape(aksgitops.Token, inputs, true).meaning()
		found = slices.DeleteFunc(found, func(fault aksgitops.Fault) bool { return shape.explains(fault) || !slices.Contains(without, fault) })
	}
	faults := append(shape.faults, found...)
	slices.SortStableFunc(faults, func(a, b aksgitops.Fault) int { return strings.Compare(a.Path, b.Path) })
	return faults
}

// meaning returns what the component finds in inputs of sound shape.
func (s *shape) meaning() []aksgitops.Fault {
	args := &aksgitops.AksGitOpsArgs{}
	decode(property.New(s.sound), reflect.ValueOf(args).Elem())
	return aksgitops.Faults(args, s.isSecret)
}
