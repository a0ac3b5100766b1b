// Package plugin is the stand-in's side of Pulumi's protocol for resource providers.
package plugin

import (
	"context"
	"crypto/x509"
	"fmt"
	"sync"
	"time"

	azurenative "github.com/aks-gitops/pulumi-aks-gitops/third_party/azure-native"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
)

// Server implements the provider protocol. Like azure-native it takes inputs without marks on secrets, and leaves it
// to the engine to put the marks back on the outputs of the same name.
type Server struct {
	pulumirpc.UnimplementedResourceProviderServer

	options  Options
	identity identity.Identity
	catalog  *catalog.Catalog

	// life ends when the engine cancels: every operation under way ends with it. The engine's requests carry contexts
	// of their own, which end too early to save what was created.
	life   context.Context
	cancel context.CancelFunc

	mu       sync.Mutex
	host     host
	config   map[string]string
	client   *arm.Client
	settings arm.Settings

	locations sync.Map // name of a resource group → its location
}

var _ pulumirpc.ResourceProviderServer = (*Server)(nil)

// Options are what a server is made with.
type Options struct {
	Identity identity.Identity
	// Engine is the address of the engine, which gets the log; without one there is none.
	Engine string
	// Interval is how long to wait between two polls of Azure when it does not say; zero means the default.
	Interval time.Duration
	// RootCAs are the authorities that Azure's certificate may come from; nil means the system's.
	RootCAs *x509.CertPool
}

// New makes a server.
func New(o Options) (*Server, error) {
	types, err := catalog.Load(azurenative.Schema(), azurenative.Metadata(), o.Identity.Dated())
	if err != nil {
		return nil, err
	}
	log, err := connectHost(o.Engine)
	if err != nil {
		return nil, err
	}
	life, cancel := context.WithCancel(context.Background())
	return &Server{
		options: o, identity: o.Identity, catalog: types, life: life, cancel: cancel, host: log,
	}, nil
}

// GetSchema serves the subset of azure-native's schema that the stand-in knows.
func (s *Server) GetSchema(
	_ context.Context, req *pulumirpc.GetSchemaRequest,
) (*pulumirpc.GetSchemaResponse, error) {
	if v := req.GetVersion(); v != 0 {
		return nil, fmt.Errorf("unsupported schema version %d", v)
	}
	schema, err := catalog.Published(
		azurenative.Schema(), s.identity.String(), identity.Notice, s.identity.Dated())
	if err != nil {
		return nil, err
	}
	return &pulumirpc.GetSchemaResponse{Schema: string(schema)}, nil
}

// GetPluginInfo tells the version, with the mark of a stand-in.
func (s *Server) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: s.identity.String()}, nil
}

// Attach connects to an engine that started after the plugin.
func (s *Server) Attach(_ context.Context, req *pulumirpc.PluginAttach) (*emptypb.Empty, error) {
	log, err := connectHost(req.GetAddress())
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.host = log
	return &emptypb.Empty{}, nil
}

// Cancel ends all operations that are under way.
func (s *Server) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	s.cancel()
	return &emptypb.Empty{}, nil
}

// GetMapping has nothing to offer to converters.
func (s *Server) GetMapping(
	context.Context, *pulumirpc.GetMappingRequest,
) (*pulumirpc.GetMappingResponse, error) {
	return &pulumirpc.GetMappingResponse{}, nil
}

// Invoke knows no function; the error is azure-native's own.
func (s *Server) Invoke(_ context.Context, req *pulumirpc.InvokeRequest) (*pulumirpc.InvokeResponse, error) {
	return nil, fmt.Errorf("Invoke type %s not found", req.GetTok())
}

func (s *Server) lookup(urn string) (*catalog.Resource, error) {
	token := string(resource.URN(urn).Type())
	res, ok := s.catalog.Lookup(token)
	if !ok {
		return nil, fmt.Errorf("Resource type %s not found", token) //nolint:staticcheck // azure-native's words
	}
	return res, nil
}

// decode reads property values off the wire, without marks on secrets and with unknown values kept.
func decode(values *structpb.Struct) (resource.PropertyMap, error) {
	return plugin.UnmarshalProperties(values, plugin.MarshalOptions{KeepUnknowns: true, SkipNulls: true})
}

func encode(values resource.PropertyMap) (*structpb.Struct, error) {
	return plugin.MarshalProperties(values,
		plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true, SkipNulls: true})
}
