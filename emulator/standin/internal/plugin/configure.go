package plugin

import (
	"cmp"
	"context"
	"errors"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
)

// CheckConfig takes every configuration, as azure-native does.
func (s *Server) CheckConfig(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: req.GetNews()}, nil
}

// DiffConfig leaves the comparison to the engine; no change of configuration replaces resources.
func (s *Server) DiffConfig(context.Context, *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	return &pulumirpc.DiffResponse{}, nil
}

// Configure reads the settings. Azure is asked nothing yet, and missing credentials are no error yet.
func (s *Server) Configure(
	ctx context.Context, req *pulumirpc.ConfigureRequest,
) (*pulumirpc.ConfigureResponse, error) {
	if !s.identity.KeepsInputsInState() && (!req.GetSendsOldInputs() || !req.GetSendsOldInputsToDelete()) {
		return nil, errors.New("azure-native 3 requires Pulumi CLI v3.74.0 or later")
	}
	args, err := decode(req.GetArgs())
	if err != nil {
		return nil, err
	}
	config := make(map[string]string, len(args))
	for key, value := range args {
		if value.IsString() { // as all settings are that matter here
			config[string(key)] = value.StringValue()
		}
	}
	settings := arm.ReadSettings(arm.LookupIn(config))
	settings.Interval = cmp.Or(s.options.Interval, arm.DefaultInterval)
	settings.RootCAs = s.options.RootCAs
	s.mu.Lock()
	s.config, s.settings, s.client = config, settings, nil
	s.mu.Unlock()
	s.log(ctx, pulumirpc.LogSeverity_DEBUG, "", s.identity.Title()+": "+identity.Notice)
	return &pulumirpc.ConfigureResponse{SupportsPreview: true, SupportsAutonamingConfiguration: true}, nil
}

// azure is the client for Azure. The first who needs it makes it; a failure is not kept, since the next may succeed.
func (s *Server) azure() (*arm.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client == nil {
		client, err := arm.Connect(s.life, s.settings)
		if err != nil {
			return nil, err
		}
		s.client = client
	}
	return s.client, nil
}

func (s *Server) configured(key string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok := s.config[key]
	return value, ok
}
