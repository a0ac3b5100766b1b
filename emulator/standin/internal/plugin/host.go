package plugin

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// host is the engine's log. The zero value drops everything.
type host struct {
	engine pulumirpc.EngineClient
}

func connectHost(address string) (host, error) {
	if address == "" {
		return host{}, nil
	}
	conn, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())
	if err != nil {
		return host{}, fmt.Errorf("the engine's address %q is not usable: %w", address, err)
	}
	return host{engine: pulumirpc.NewEngineClient(conn)}, nil
}

// log is best effort: nobody is helped when an operation fails because its message was lost.
func (h host) log(ctx context.Context, severity pulumirpc.LogSeverity, urn, message string) {
	if h.engine != nil {
		_, _ = h.engine.Log(ctx, &pulumirpc.LogRequest{Severity: severity, Urn: urn, Message: message})
	}
}

func (s *Server) log(ctx context.Context, severity pulumirpc.LogSeverity, urn, message string) {
	s.mu.Lock()
	to := s.host
	s.mu.Unlock()
	to.log(ctx, severity, urn, message)
}
