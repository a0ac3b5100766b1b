package provider

import (
	"context"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

type invokeFunc = func(context.Context, p.InvokeRequest) (p.InvokeResponse, error)

// exceptionsArgument is the argument of getPodIdentityProfile that the function adds to.
const exceptionsArgument = "userAssignedIdentityExceptions"

// refuseArguments checks the arguments of a function against the schema before the function sees them.
func refuseArguments(invoke invokeFunc) invokeFunc {
	return func(ctx context.Context, req p.InvokeRequest) (p.InvokeResponse, error) {
		shape := checkArguments(string(req.Token), req.Args)
		if len(shape.faults) > 0 {
			var failures []p.CheckFailure
			for _, fault := range shape.faults {
				failures = append(failures, p.CheckFailure{Property: fault.Path, Reason: fault.Problem})
			}
			return p.InvokeResponse{Failures: failures}, nil
		}
		// Whether an exception has to be added cannot be said of a list that is not known yet, nor of one whose names are not.
		if req.Args.Get(exceptionsArgument).HasComputed() {
			return p.InvokeResponse{Return: req.Args.Set(exceptionsArgument, property.New(property.Computed))}, nil
		}
		return invoke(ctx, req)
	}
}

// checkArguments checks that every argument is known, present where it must be and of its type.
func checkArguments(token string, args property.Map) *shape {
	s := &shape{secrets: map[aksgitops.Path]bool{}}
	if inputs := packageSchema().Functions[token].Inputs; inputs != nil {
		s.sound = s.properties("", args, inputs.Properties, inputs.Required)
	}
	return s
}
