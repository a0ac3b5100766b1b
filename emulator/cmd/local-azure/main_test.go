package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/lockedbuffer"
)

func TestServeAndTree(t *testing.T) { //nolint:paralleltest // the tree reads the process's environment
	folder := t.TempDir()
	environment, log := filepath.Join(folder, "env"), filepath.Join(folder, "log")
	ctx, stop := context.WithCancel(t.Context())
	var out lockedbuffer.Buffer
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{
			"serve", "-resource-group", "demo,other", "--latency=0", "-env-file", environment,
			"-request-log", log, "-registered", "Microsoft.ContainerService", "-registered", "Microsoft.Kubernetes",
		}, &out, &out)
	}()
	require.Eventually(t, func() bool { return strings.Contains(out.String(), "Ctrl-C") }, 10*time.Second, 5*time.Millisecond)
	assert.Contains(t, out.String(), "The local Azure listens on https://127.0.0.1:")
	assert.Contains(t, out.String(), "Point clients at it:  . "+environment)
	assert.Contains(t, out.String(), "Look at it:           http://127.0.0.1:")

	text, err := os.ReadFile(environment)
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		key, value, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "export "), "=")
		require.True(t, ok, line)
		t.Setenv(key, strings.Trim(value, "'"))
	}
	var drawn bytes.Buffer
	require.NoError(t, run(ctx, []string{"tree"}, &drawn, &drawn))
	assert.Contains(t, drawn.String(), "├─ resource group demo: empty\n└─ resource group other: empty\n")

	stop()
	require.NoError(t, <-ended)
	assert.Contains(t, out.String(), "The local Azure has stopped.")
	logged, err := os.ReadFile(log)
	require.NoError(t, err)
	assert.Contains(t, string(logged), `"path":"/metadata/endpoints"`)
}

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		args []string
		err  error
		says string
	}{
		"nothing":      {nil, errUsage, "local-azure serve"},
		"unknown":      {[]string{"srve"}, errUsage, `unknown command "srve"`},
		"flag":         {[]string{"serve", "-latensy", "1s"}, errUsage, "-latensy"},
		"argument":     {[]string{"serve", "demo"}, errUsage, `unexpected argument "demo"`},
		"help":         {[]string{"help"}, nil, "Usage:"},
		"help of one":  {[]string{"serve", "-help"}, flag.ErrHelp, "-env-file"},
		"flag of tree": {[]string{"tree", "-x"}, errUsage, "-x"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := run(t.Context(), c.args, &out, &out)
			assert.True(t, errors.Is(err, c.err), "%v", err)
			assert.Contains(t, out.String(), c.says)
		})
	}
}
