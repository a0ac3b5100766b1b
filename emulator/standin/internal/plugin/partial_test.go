package plugin_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil/rpcerror"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/fakearm"
)

func initFailed(t *testing.T, err error) *pulumirpc.ErrorResourceInitFailed {
	t.Helper()
	rpcErr, ok := rpcerror.FromError(err)
	require.True(t, ok, "%v", err)
	for _, detail := range rpcErr.Details() {
		if failed, ok := detail.(*pulumirpc.ErrorResourceInitFailed); ok {
			return failed
		}
	}
	require.Fail(t, "the engine is not told that something was created", "%v", err)
	return nil
}

// stuck is an Azure that takes a PUT up and then never gets on; there is something to read after the PUT if readable.
type stuck struct {
	fake      atomic.Pointer[fakearm.Server]
	put       atomic.Bool
	polling   chan struct{}
	operation map[string]any
	readable  bool
}

func (s *stuck) script(r fakearm.Request) fakearm.Answer {
	switch {
	case r.Method == http.MethodPut:
		s.put.Store(true)
		return fakearm.Answer{Status: 201, Headers: s.fake.Load().Polled("/operations/1"), Body: map[string]any{"id": fluxID}}
	case r.Path == "/operations/1":
		select {
		case s.polling <- struct{}{}:
		default:
		}
		return fakearm.Answer{Status: 200, Headers: s.fake.Load().Polled("/operations/1"), Body: s.operation}
	case s.put.Load() && s.readable:
		return fakearm.Answer{Status: 200, Body: map[string]any{
			"id": fluxID, "name": "apps", "properties": map[string]any{"provisioningState": "Creating"},
		}}
	}
	return fakearm.NotFound()
}

func TestWhatWasBegunIsKept(t *testing.T) {
	t.Parallel()
	creating := map[string]any{"status": "Creating"}
	failed := map[string]any{"status": "Failed", "error": map[string]any{"code": "Oops", "message": "no luck"}}
	for name, test := range map[string]struct {
		operation map[string]any
		readable  bool
		timeout   float64
		cancel    bool
		reason    string
	}{
		"the operation failed":    {operation: failed, readable: true, reason: `Status=200 Code="Oops" Message="no luck"`},
		"time was up":             {operation: creating, readable: true, timeout: 0.05, reason: "operation timed out"},
		"the engine cancelled":    {operation: creating, readable: true, cancel: true, reason: "context canceled"},
		"and nothing can be read": {operation: failed, reason: "resource created but read failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begun := &stuck{polling: make(chan struct{}, 1), operation: test.operation, readable: test.readable}
			server, fake := azure(t, "2.92.3", func(r fakearm.Request) fakearm.Answer { return begun.script(r) })
			begun.fake.Store(fake)
			if test.cancel {
				go func() {
					<-begun.polling
					_, _ = server.Cancel(context.Background(), nil)
				}()
			}
			inputs := marshal(t, flux(nil))
			started := time.Now()
			_, err := server.Create(t.Context(), &pulumirpc.CreateRequest{
				Urn: urn(fluxToken, "apps"), Properties: inputs, Timeout: test.timeout,
			})
			assert.Less(t, time.Since(started), 5*time.Second)
			kept := initFailed(t, err)
			assert.Equal(t, fluxID, kept.GetId())
			require.Len(t, kept.GetReasons(), 1)
			assert.Contains(t, kept.GetReasons()[0], test.reason)
			assert.Equal(t, unmarshal(t, inputs), unmarshal(t, kept.GetInputs()))
			state := unmarshal(t, kept.GetProperties())
			assert.True(t, state["__inputs"].IsSecret())
			if test.readable {
				assert.Equal(t, "Creating", state["provisioningState"].StringValue())
			}
		})
	}
}

func TestARefusedRequestLeavesNothing(t *testing.T) {
	t.Parallel()
	server, _ := azure(t, "2.92.3", func(r fakearm.Request) fakearm.Answer {
		if r.Method == http.MethodPut {
			return fakearm.Answer{Status: 400, Body: fakearm.Failure("ValidationFailed", "Invalid source kind match.")}
		}
		return fakearm.NotFound()
	})
	_, err := server.Create(t.Context(),
		&pulumirpc.CreateRequest{Urn: urn(fluxToken, "apps"), Properties: marshal(t, flux(nil))})
	assert.EqualError(t, err, `Status=400 Code="ValidationFailed" Message="Invalid source kind match."`)
	_, isRPC := rpcerror.FromError(err)
	assert.False(t, isRPC)
}

func TestUpdateThatFailsHalfWay(t *testing.T) {
	t.Parallel()
	begun := &stuck{
		polling: make(chan struct{}, 1), readable: true,
		operation: map[string]any{"status": "Failed", "error": map[string]any{"code": "Oops", "message": "no luck"}},
	}
	server, fake := azure(t, "2.92.3", func(r fakearm.Request) fakearm.Answer { return begun.script(r) })
	begun.fake.Store(fake)
	news := marshal(t, flux(map[string]any{"suspend": true}))
	_, err := server.Update(t.Context(), &pulumirpc.UpdateRequest{
		Id: fluxID, Urn: urn(fluxToken, "apps"), Olds: marshal(t, nil), OldInputs: marshal(t, flux(nil)), News: news,
	})
	kept := initFailed(t, err)
	assert.Equal(t, unmarshal(t, news), unmarshal(t, kept.GetInputs()))
}
