package provider

import (
	"context"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/podidentity"
)

// invoke runs a function of the package. The framework's own functions lose which of their arguments are not known yet, so these are
// run without it.
func invoke(_ context.Context, req p.InvokeRequest) (p.InvokeResponse, error) {
	if req.Token != podidentity.Token {
		return p.InvokeResponse{}, status.Errorf(codes.NotFound, "there is no function %s; this package has %s", req.Token, podidentity.Token)
	}
	var failures []p.CheckFailure
	for _, fault := range checkArguments(string(req.Token), req.Args).faults {
		failures = append(failures, p.CheckFailure{Property: fault.Path, Reason: fault.Problem})
	}
	if len(failures) > 0 {
		return p.InvokeResponse{Failures: failures}, nil
	}
	return p.InvokeResponse{Return: podidentity.Merge(req.Args)}, nil
}

// checkArguments checks that every argument of a function is known, present where it must be and of its type.
func checkArguments(token string, args property.Map) *shape {
	s := &shape{secrets: map[aksgitops.Path]bool{}}
	inputs := packageSchema().Functions[token].Inputs
	s.sound = s.properties("", args, inputs.Properties, inputs.Required)
	return s
}
