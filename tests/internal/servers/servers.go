// Package servers starts the servers that Flux fetches from, each a real one, on a free port of 127.0.0.1 and for one test: git over SSH and
// over HTTP(S), an OCI registry, an S3 bucket, an Azure blob container, a Helm repository. A server is waited for until it answers, and ends
// with its test. What it hands out has the form that a user has in hand: URLs, texts in PEM, lines of known_hosts.
package servers

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// requireAll names the environment variable that turns a missing server from a reason to skip into a failure, as CI does.
const requireAll = "REQUIRE_ALL_SERVERS"

// built is the path of what `make servers` puts at a place below bin/servers. Without it the test is skipped.
func built(t *testing.T, place ...string) string {
	t.Helper()
	path := below(t, place...)
	if _, err := os.Stat(path); err != nil {
		unavailable(t, fmt.Sprintf("there is no bin/servers/%s: `make servers` builds it", filepath.Join(place...)))
	}
	return path
}

// below is a path below bin/servers, where there may be nothing.
func below(t *testing.T, place ...string) string {
	t.Helper()
	root, err := toolchain.FindRoot()
	require.NoError(t, err)
	return filepath.Join(append([]string{root, "bin", "servers"}, place...)...)
}

// onPath is a program that the machine must have by itself.
func onPath(t *testing.T, program, install string) string {
	t.Helper()
	file, err := exec.LookPath(program)
	if err != nil {
		unavailable(t, fmt.Sprintf("there is no %s on PATH: install %s", program, install))
	}
	return file
}

// unavailable skips a test for want of a server, or fails it where every server has to be there.
func unavailable(t *testing.T, reason string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv(requireAll) != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
}

// Ports of servers are below those that systems give to whoever connects to something, which come and go by the hundred.
const firstPort, afterLastPort = 20000, 32000

// freeAddress is an address that nothing listens on at the moment.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", firstPort+rand.IntN(afterLastPort-firstPort)))
		if err == nil {
			require.NoError(t, listener.Close())
			return listener.Addr().String()
		}
	}
	t.Fatalf("no port from %d to %d is free", firstPort, afterLastPort-1)
	return ""
}
