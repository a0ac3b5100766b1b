package plugin

import (
	"context"
	"fmt"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/convert"
)

// defaultTimeout is how long an operation may take when the program sets no custom timeout.
const defaultTimeout = 2 * time.Hour

// rescueTime is how long the state of a resource may take to be read after its operation failed or was cancelled.
const rescueTime = 10 * time.Second

func (s *Server) bounded(seconds float64) (context.Context, context.CancelFunc) {
	timeout := defaultTimeout
	if seconds > 0 {
		timeout = time.Duration(seconds * float64(time.Second))
	}
	return context.WithTimeout(s.life, timeout)
}

// write is a PUT of a whole resource, with everything that it takes.
type write struct {
	server *Server
	client *arm.Client
	res    *catalog.Resource
	urn    string
	id     string
	inputs resource.PropertyMap
	// sent are the inputs as the engine sent them; they go back to it when the operation fails half-way.
	sent *structpb.Struct
}

func (s *Server) newWrite(res *catalog.Resource, urn string, sent *structpb.Struct) (*write, error) {
	inputs, err := decode(sent)
	if err != nil {
		return nil, err
	}
	client, err := s.azure()
	if err != nil {
		return nil, err
	}
	id, err := convert.ResourceID(res, plain(inputs), client.SubscriptionID)
	if err != nil {
		return nil, err
	}
	return &write{server: s, client: client, res: res, urn: urn, id: id, inputs: inputs, sent: sent}, nil
}

// Create makes a resource that is not there yet.
func (s *Server) Create(_ context.Context, req *pulumirpc.CreateRequest) (*pulumirpc.CreateResponse, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	if req.GetPreview() {
		outputs, err := previewOutputs(res, req.GetProperties(), nil)
		return &pulumirpc.CreateResponse{Properties: outputs}, err
	}
	w, err := s.newWrite(res, req.GetUrn(), req.GetProperties())
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.bounded(req.GetTimeout())
	defer cancel()
	if err := w.client.CanCreate(ctx, w.id, res.APIVersion); err != nil {
		return nil, err
	}
	state, err := w.run(ctx)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.CreateResponse{Id: w.id, Properties: state}, nil
}

// Update replaces what Azure has by the whole of the new inputs.
func (s *Server) Update(_ context.Context, req *pulumirpc.UpdateRequest) (*pulumirpc.UpdateResponse, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	if req.GetPreview() {
		outputs, err := previewOutputs(res, req.GetNews(), req.GetOlds())
		return &pulumirpc.UpdateResponse{Properties: outputs}, err
	}
	w, err := s.newWrite(res, req.GetUrn(), req.GetNews())
	if err != nil {
		return nil, err
	}
	w.id = req.GetId()
	ctx, cancel := s.bounded(req.GetTimeout())
	defer cancel()
	state, err := w.run(ctx)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.UpdateResponse{Properties: state}, nil
}

// Delete deletes a resource and waits until it is gone.
func (s *Server) Delete(_ context.Context, req *pulumirpc.DeleteRequest) (*emptypb.Empty, error) {
	res, err := s.lookup(req.GetUrn())
	if err != nil {
		return nil, err
	}
	client, err := s.azure()
	if err != nil {
		return nil, err
	}
	ctx, cancel := s.bounded(req.GetTimeout())
	defer cancel()
	return &emptypb.Empty{}, client.Delete(ctx, req.GetId(), res.APIVersion)
}

// run sends the PUT, waits, and reads the resource: what a PUT answers differs from what a GET does, which would show
// as a change in the next refresh.
func (w *write) run(ctx context.Context) (*structpb.Struct, error) {
	body := convert.RequestBody(w.res, plain(w.inputs))
	accepted, err := w.client.Put(ctx, w.id, w.res.APIVersion, body)
	if err == nil {
		var answer map[string]any
		if answer, err = w.client.Get(ctx, w.id, w.res.APIVersion); err == nil {
			return w.state(answer)
		}
		err = fmt.Errorf("failed to read resource after it was written: %w", err)
	}
	if accepted {
		return nil, w.partial(err)
	}
	return nil, err
}

func (w *write) state(answer map[string]any) (*structpb.Struct, error) {
	if id, ok := answer["id"].(string); ok {
		w.id = id
	}
	return w.server.checkpoint(w.res, w.inputs, convert.Outputs(w.res, answer))
}

// partial makes the error after which the engine keeps the resource in its state, so that the next update or destroy
// finds it. It must work although the operation's own context is over.
func (w *write) partial(cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(w.server.life), rescueTime)
	defer cancel()
	var state *structpb.Struct
	answer, err := w.client.Get(ctx, w.id, w.res.APIVersion)
	if err == nil {
		state, err = w.state(answer)
	}
	if err != nil {
		cause = fmt.Errorf("%w; resource created but read failed: %w", cause, err)
		if state, err = w.server.checkpoint(w.res, w.inputs, map[string]any{}); err != nil {
			return cause
		}
	}
	return rpcerror.WithDetails(rpcerror.New(codes.Unknown, cause.Error()), &pulumirpc.ErrorResourceInitFailed{
		Id: w.id, Properties: state, Reasons: []string{cause.Error()}, Inputs: w.sent,
	})
}

// stable are the outputs that an update does not change.
var stable = []resource.PropertyKey{"name", "location"}

func previewOutputs(res *catalog.Resource, sent, olds *structpb.Struct) (*structpb.Struct, error) {
	inputs, err := decode(sent)
	if err != nil {
		return nil, err
	}
	outputs := convert.Preview(res, inputs)
	if olds != nil {
		state, err := decode(olds)
		if err != nil {
			return nil, err
		}
		for _, key := range stable {
			if value, ok := state[key]; ok {
				outputs[key] = value
			}
		}
	}
	return encode(outputs)
}
