package plugin

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/convert"
)

// Read asks Azure for a resource, in a refresh or to import it. One that is gone has no ID.
func (s *Server) Read(_ context.Context, req *pulumirpc.ReadRequest) (*pulumirpc.ReadResponse, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	was, err := decode(req.GetProperties())
	if err != nil {
		return nil, err
	}
	client, err := s.azure()
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.bounded(req.GetTimeout())
	defer cancel()
	answer, err := client.Get(ctx, req.GetId(), res.APIVersion)
	if arm.IsNotFound(err) {
		return &pulumirpc.ReadResponse{}, nil
	}
	if err != nil {
		return nil, err
	}
	inputs, err := currentInputs(res, req, was, answer)
	if err != nil {
		return nil, err
	}
	state, err := s.checkpoint(res, inputs, convert.Outputs(res, answer))
	if err != nil {
		return nil, err
	}
	sent, err := encode(inputs)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.ReadResponse{Id: req.GetId(), Properties: state, Inputs: sent}, nil
}

// currentInputs are the inputs that would bring about what Azure has now.
func currentInputs(
	res *catalog.Resource, req *pulumirpc.ReadRequest, was resource.PropertyMap, answer map[string]any,
) (resource.PropertyMap, error) {
	inputs, err := previousInputs(req.GetInputs(), was)
	if err != nil {
		return nil, err
	}
	if inputs == nil {
		imported, err := convert.Imported(res, req.GetId(), answer)
		if err != nil {
			return nil, err
		}
		return resource.NewPropertyMapFromMap(imported), nil
	}
	before := convert.InputsOf(res, plain(was))
	now := convert.InputsOf(res, convert.Outputs(res, answer))
	return convert.ApplyDrift(inputs, resource.NewPropertyMapFromMap(before), resource.NewPropertyMapFromMap(now)), nil
}
