package aksgitops

import (
	"context"
	"net"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
)

// cli stands for a Pulumi CLI: what it lacks it answers as one that has never heard of it. The SDK's own mocks know everything.
type cli struct {
	pulumirpc.UnimplementedResourceMonitorServer
	pulumirpc.UnimplementedEngineServer

	requirement error
	errorHooks  bool

	// failure is why the creation of the extension fails.
	failure string

	lock     sync.Mutex
	hooks    map[string]*pulumirpc.Callback
	bound    map[string][]string
	answered []*pulumirpc.ErrorHookResponse
	logged   []*pulumirpc.LogRequest
}

func (c *cli) SupportsFeature(_ context.Context, req *pulumirpc.SupportsFeatureRequest) (*pulumirpc.SupportsFeatureResponse, error) {
	return &pulumirpc.SupportsFeatureResponse{HasSupport: req.GetId() != "errorHooks" || c.errorHooks}, nil
}

func (c *cli) RequirePulumiVersion(context.Context, *pulumirpc.RequirePulumiVersionRequest) (*pulumirpc.RequirePulumiVersionResponse, error) {
	return &pulumirpc.RequirePulumiVersionResponse{}, c.requirement
}

func (c *cli) RegisterErrorHook(_ context.Context, req *pulumirpc.RegisterErrorHookRequest) (*emptypb.Empty, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.hooks[req.GetName()] = req.GetCallback()
	return &emptypb.Empty{}, nil
}

func (c *cli) RegisterResource(ctx context.Context, req *pulumirpc.RegisterResourceRequest) (*pulumirpc.RegisterResourceResponse, error) {
	urn := "urn:pulumi:dev::fleet::" + req.GetType() + "::" + req.GetName()
	c.lock.Lock()
	names := req.GetHooks().GetOnError()
	c.bound[req.GetName()] = names
	c.lock.Unlock()
	if req.GetType() == extensionType && c.failure != "" {
		for _, name := range names {
			if err := c.ask(ctx, name, urn); err != nil {
				return nil, err
			}
		}
	}
	return &pulumirpc.RegisterResourceResponse{Urn: urn, Id: "id"}, nil
}

// ask calls a hook as the engine does.
func (c *cli) ask(ctx context.Context, name, urn string) error {
	c.lock.Lock()
	hook := c.hooks[name]
	c.lock.Unlock()
	connection, err := grpc.NewClient(hook.GetTarget(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close() }()
	request, err := proto.Marshal(&pulumirpc.ErrorHookRequest{Urn: urn, FailedOperation: "create", Errors: []string{c.failure}})
	if err != nil {
		return err
	}
	answer, err := pulumirpc.NewCallbacksClient(connection).Invoke(ctx, &pulumirpc.CallbackInvokeRequest{Token: hook.GetToken(), Request: request})
	if err != nil {
		return err
	}
	response := &pulumirpc.ErrorHookResponse{}
	c.lock.Lock()
	defer c.lock.Unlock()
	c.answered = append(c.answered, response)
	return proto.Unmarshal(answer.GetResponse(), response)
}

func (c *cli) RegisterResourceOutputs(context.Context, *pulumirpc.RegisterResourceOutputsRequest) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

func (c *cli) Log(_ context.Context, req *pulumirpc.LogRequest) (*emptypb.Empty, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.logged = append(c.logged, req)
	return &emptypb.Empty{}, nil
}

// run runs a program with the component on that CLI.
func (c *cli) run(t *testing.T) {
	t.Helper()
	c.hooks, c.bound = map[string]*pulumirpc.Callback{}, map[string][]string{}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	pulumirpc.RegisterResourceMonitorServer(server, c)
	pulumirpc.RegisterEngineServer(server, c)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Stop()
		assert.NoError(t, <-served)
	})
	require.NoError(t, pulumi.RunErr(func(ctx *pulumi.Context) error {
		_, err := NewAksGitOps(ctx, "demo", blogPost(ctx))
		return err
	}, func(info *pulumi.RunInfo) {
		info.Project, info.Stack = "fleet", "dev"
		info.MonitorAddr, info.EngineAddr = listener.Addr().String(), listener.Addr().String()
	}))
}

func TestChildrenAreBoundToTheAdvice(t *testing.T) {
	t.Parallel()
	newest := &cli{errorHooks: true}
	newest.run(t)
	const hook = "adoption advice of urn:pulumi:dev::fleet::aks-gitops:index:AksGitOps::demo"
	assert.Equal(t, map[string][]string{
		"fleet-dev": nil, "demo": nil,
		"demo-cluster": {hook}, "demo-extension": {hook}, "demo-configuration/flux2-kustomize-helm-example": {hook},
	}, newest.bound)
	assert.Len(t, newest.hooks, 1)
}

// A CLI without hooks must not be asked to bind one: the SDK would leave the child out, and the engine delete it.
func TestOlderCLIsRegisterTheChildrenWithoutAdvice(t *testing.T) {
	t.Parallel()
	for name, older := range map[string]*cli{
		"cannot be asked for its version": {requirement: status.Error(codes.Unimplemented, "unknown method RequirePulumiVersion")},
		"has no error hooks":              {requirement: status.Error(codes.Unknown, "Pulumi CLI version 3.210.0 does not satisfy the version range")},
		"calls them for some errors only": {requirement: status.Error(codes.Unknown, "Pulumi CLI version 3.230.0 does not satisfy the version range"), errorHooks: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			older.run(t)
			assert.Equal(t, map[string][]string{
				"fleet-dev": nil, "demo": nil, "demo-cluster": nil, "demo-extension": nil, "demo-configuration/flux2-kustomize-helm-example": nil,
			}, older.bound)
			assert.Empty(t, older.hooks)
		})
	}
}

func TestAdviceIsLogged(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		failure string
		advised bool
	}{
		"exists already": {"cannot create already existing resource '" + existingFlux + "'", true},
		"another error":  {"Status=403 Code=\"AuthorizationFailed\"", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			failing := &cli{errorHooks: true, failure: test.failure}
			failing.run(t)
			require.Len(t, failing.answered, 1)
			assert.False(t, failing.answered[0].GetRetry())
			assert.Empty(t, failing.answered[0].GetError(), "an error would take the place of azure-native's")
			if !test.advised {
				assert.Empty(t, failing.logged)
				return
			}
			require.Len(t, failing.logged, 1)
			assert.Equal(t, pulumirpc.LogSeverity_ERROR, failing.logged[0].GetSeverity())
			assert.Equal(t, "urn:pulumi:dev::fleet::"+extensionType+"::demo-extension", failing.logged[0].GetUrn())
			assert.Contains(t, failing.logged[0].GetMessage(), "--provider 'provider=urn:pulumi:dev::fleet::pulumi:providers:azure-native::default_2_92_3'")
		})
	}
}
