package provider

import (
	"context"
	"maps"
	"slices"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/linting"
	"github.com/aks-gitops/pulumi-aks-gitops/provider/podidentity"
)

// functions are the functions of the package, by their tokens. Each gets arguments whose shape is sound, and returns a fault of what they
// say as an error.
var functions = map[string]func(property.Map) (property.Map, error){
	podidentity.Token: func(args property.Map) (property.Map, error) { return podidentity.Merge(args), nil },
	linting.Token:     linting.Call,
}

// invoke runs a function of the package. The framework's own functions lose which of their arguments are not known yet, so these are
// run without it.
func invoke(_ context.Context, req p.InvokeRequest) (p.InvokeResponse, error) {
	run, exists := functions[string(req.Token)]
	if !exists {
		return p.InvokeResponse{}, status.Errorf(codes.NotFound, "there is no function %s; this package has %s",
			req.Token, strings.Join(slices.Sorted(maps.Keys(functions)), ", "))
	}
	var failures []p.CheckFailure
	for _, fault := range checkArguments(string(req.Token), req.Args).faults {
		failures = append(failures, p.CheckFailure{Property: fault.Path, Reason: fault.Problem})
	}
	if len(failures) > 0 {
		return p.InvokeResponse{Failures: failures}, nil
	}
	result, err := run(req.Args)
	return p.InvokeResponse{Return: result}, err
}

// checkArguments checks that every argument of a function is known, present where it must be and of its type.
func checkArguments(token string, args property.Map) *shape {
	s := &shape{secrets: map[aksgitops.Path]bool{}}
	inputs := packageSchema().Functions[token].Inputs
	s.sound = s.properties("", args, inputs.Properties, inputs.Required)
	return s
}
