package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/blang/semver"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/identity"
)

func TestItSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"-version", "--help"} {
		var stdout, stderr bytes.Buffer
		require.NoError(t, run([]string{flag}, &stdout, &stderr), flag)
		assert.Contains(t, stdout.String()+stderr.String(), "(stand-in)", flag)
		assert.Contains(t, stdout.String()+stderr.String(), identity.Notice, flag)
	}
}

func TestUnknownFlagsAreRefused(t *testing.T) {
	t.Parallel()
	var output bytes.Buffer
	assert.ErrorContains(t, run([]string{"-nonsense"}, &output, &output), "not defined: -nonsense")
}

func TestServe(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, identity.Identity{Version: semver.MustParse("3.23.0")}, "", writer)
	}()
	port, err := bufio.NewReader(reader).ReadString('\n')
	require.NoError(t, err)
	conn, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(port),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	info, err := pulumirpc.NewResourceProviderClient(conn).GetPluginInfo(ctx, &emptypb.Empty{})
	require.NoError(t, err)
	assert.Equal(t, "3.23.0+standin", info.GetVersion())
	require.NoError(t, conn.Close())
	stop()
	require.NoError(t, <-ended)
}
