package plugin_test

import (
	"context"
	"encoding/json"
	"net"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	standin "github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/plugin"
)

func TestVersion3HasNoDatedTypes(t *testing.T) {
	t.Parallel()
	const message = "Resource type azure-native:kubernetesconfiguration/v20241101:FluxConfiguration not found"
	server := newServer(t, "3.23.0", standin.Options{})
	configure(t, server, unreachable)
	ctx, at := t.Context(), urn(datedFluxToken, "apps")
	for name, call := range map[string]func() error{
		"check":  func() error { _, err := server.Check(ctx, &pulumirpc.CheckRequest{Urn: at}); return err },
		"diff":   func() error { _, err := server.Diff(ctx, &pulumirpc.DiffRequest{Urn: at}); return err },
		"create": func() error { _, err := server.Create(ctx, &pulumirpc.CreateRequest{Urn: at}); return err },
		"read":   func() error { _, err := server.Read(ctx, &pulumirpc.ReadRequest{Urn: at}); return err },
		"update": func() error { _, err := server.Update(ctx, &pulumirpc.UpdateRequest{Urn: at}); return err },
		"delete": func() error { _, err := server.Delete(ctx, &pulumirpc.DeleteRequest{Urn: at}); return err },
	} {
		assert.EqualError(t, call(), message, name)
	}
	checked, err := server.Check(ctx, &pulumirpc.CheckRequest{Urn: urn(fluxToken, "apps"), News: marshal(t, flux(nil))})
	require.NoError(t, err)
	assert.Empty(t, checked.GetFailures())
	assert.Equal(t, "2023-05-01", unmarshal(t, checked.GetInputs())["azureApiVersion"].StringValue())

	schema, err := server.GetSchema(ctx, &pulumirpc.GetSchemaRequest{})
	require.NoError(t, err)
	assert.NotContains(t, schema.GetSchema(), `"azure-native:kubernetesconfiguration/v20241101:FluxConfiguration":{`)
}

func TestVersion2HasDatedTypes(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	configure(t, server, unreachable)
	checked, err := server.Check(t.Context(),
		&pulumirpc.CheckRequest{Urn: urn(datedFluxToken, "apps"), News: marshal(t, flux(nil))})
	require.NoError(t, err)
	assert.Empty(t, checked.GetFailures())
}

func TestItSaysWhatItIs(t *testing.T) {
	t.Parallel()
	server := newServer(t, "2.92.3", standin.Options{})
	info, err := server.GetPluginInfo(t.Context(), &emptypb.Empty{})
	require.NoError(t, err)
	assert.Equal(t, "2.92.3+standin", info.GetVersion())

	response, err := server.GetSchema(t.Context(), &pulumirpc.GetSchemaRequest{})
	require.NoError(t, err)
	var schema struct{ Name, Version, Description string }
	require.NoError(t, json.Unmarshal([]byte(response.GetSchema()), &schema))
	assert.Equal(t, "azure-native", schema.Name)
	assert.Equal(t, "2.92.3+standin", schema.Version)
	assert.Contains(t, schema.Description, "This azure-native plugin is a stand-in")

	_, err = server.GetSchema(t.Context(), &pulumirpc.GetSchemaRequest{Version: 7})
	assert.EqualError(t, err, "unsupported schema version 7")
}

// engine collects what the plugin logs.
type engine struct {
	pulumirpc.UnimplementedEngineServer
	messages chan *pulumirpc.LogRequest
}

func (e *engine) Log(_ context.Context, req *pulumirpc.LogRequest) (*emptypb.Empty, error) {
	e.messages <- req
	return &emptypb.Empty{}, nil
}

func TestItSaysSoInTheEnginesLog(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	log := &engine{messages: make(chan *pulumirpc.LogRequest, 1)}
	grpcServer := grpc.NewServer()
	pulumirpc.RegisterEngineServer(grpcServer, log)
	go func() { _ = grpcServer.Serve(listener) }()
	t.Cleanup(grpcServer.Stop)

	server := newServer(t, "2.92.3", standin.Options{Engine: listener.Addr().String()})
	configure(t, server, unreachable)
	select {
	case message := <-log.messages:
		assert.Equal(t, pulumirpc.LogSeverity_DEBUG, message.GetSeverity())
		assert.Contains(t, message.GetMessage(), "stand-in")
	case <-time.After(5 * time.Second):
		assert.Fail(t, "nothing was logged")
	}
}

func TestVersion3NeedsAnEngineThatSendsOldInputs(t *testing.T) {
	t.Parallel()
	_, err := newServer(t, "3.0.0", standin.Options{}).Configure(t.Context(), &pulumirpc.ConfigureRequest{})
	assert.ErrorContains(t, err, "requires Pulumi CLI v3.74.0 or later")
}
