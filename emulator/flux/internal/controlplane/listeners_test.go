//go:build unix

package controlplane

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// listensOnLoopbackAlone reads from the kernel on what the programs listen: on one
// port of 127.0.0.1, that of the API server.
func listensOnLoopbackAlone(t *testing.T, p *Plane) {
	t.Helper()
	if runtime.GOOS != "linux" {
		return // elsewhere the kernel does not tell
	}
	var all []string
	for _, pid := range p.pids() {
		all = append(all, listeners(t, pid)...)
	}
	assert.Equal(t, []string{fmt.Sprintf("0100007F:%04X", p.port)}, all)
}

// listeners are the addresses, as the kernel writes them, on which a process listens
// for TCP or may be sent UDP.
func listeners(t *testing.T, pid int) (addresses []string) {
	t.Helper()
	sockets := map[string]bool{}
	descriptors, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	require.NoError(t, err)
	for _, descriptor := range descriptors {
		target, _ := os.Readlink(descriptor) // it may have been closed
		if number, ok := strings.CutPrefix(target, "socket:["); ok {
			sockets[strings.TrimSuffix(number, "]")] = true
		}
	}
	require.NotEmpty(t, sockets)
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "net", table))
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			// number, local address, remote address, state, …, inode
			fields := strings.Fields(line)
			const listening = "0A"
			if len(fields) > 9 && sockets[fields[9]] && (fields[3] == listening || strings.HasPrefix(table, "udp")) {
				addresses = append(addresses, fields[1])
			}
		}
	}
	return addresses
}
