package provider

import (
	"context"

	p "github.com/pulumi/pulumi-go-provider"
)

type checkFunc = func(context.Context, p.CheckRequest) (p.CheckResponse, error)

// refuseShapes checks the inputs of a custom resource against the schema before the resource's own check sees them, and returns what
// both find.
func refuseShapes(check checkFunc) checkFunc {
	return func(ctx context.Context, req p.CheckRequest) (p.CheckResponse, error) {
		shape := checkShape(string(req.Urn.Type()), req.Inputs)
		response, err := check(ctx, req)
		if err != nil || len(shape.faults) == 0 {
			return response, err
		}
		// What the framework says about a wrong type is said here already, with its path.
		var failures []p.CheckFailure
		for _, fault := range shape.faults {
			failures = append(failures, p.CheckFailure{Reason: fault.String()})
		}
		for _, failure := range response.Failures {
			if failure.Property == "" {
				failures = append(failures, failure)
			}
		}
		response.Failures = failures
		return response, nil
	}
}
