package flux

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// processes are the numbers of the programs of real clusters that run, by name, oldest first: those that belong to this process.
func processes(t *testing.T) map[string][]int {
	t.Helper()
	return processesOf(t, os.Getpid())
}

func processesOf(t *testing.T, parent int) map[string][]int {
	t.Helper()
	listed, err := exec.CommandContext(t.Context(), "ps", "-A", "-o", "pid=,ppid=,args=").Output()
	require.NoError(t, err)
	out := map[string][]int{}
	for line := range strings.Lines(string(listed)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[1] != strconv.Itoa(parent) || !strings.Contains(fields[2], "/bin/cluster/") {
			continue
		}
		pid, err := strconv.Atoi(fields[0])
		require.NoError(t, err)
		name := filepath.Base(fields[2])
		if name == "kubernetes" {
			name = fields[3]
		}
		out[name] = append(out[name], pid)
	}
	for _, pids := range out {
		slices.Sort(pids)
	}
	return out
}

// killNewest kills the program that was started last, without a chance to say goodbye.
func killNewest(t *testing.T, name string) {
	t.Helper()
	pids := processes(t)[name]
	require.NotEmpty(t, pids, "no %s runs", name)
	require.NoError(t, syscall.Kill(pids[len(pids)-1], syscall.SIGKILL))
}

// listeners are the addresses other than loopback on which processes listen. Linux alone tells.
func listeners(t *testing.T, all map[string][]int) []string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells, in /proc, on what a process listens")
	}
	sockets := map[string]string{}
	for name, pids := range all {
		for _, pid := range pids {
			descriptors, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "fd", "*"))
			require.NoError(t, err)
			for _, descriptor := range descriptors {
				if target, err := os.Readlink(descriptor); err == nil && strings.HasPrefix(target, "socket:[") {
					sockets[strings.TrimSuffix(strings.TrimPrefix(target, "socket:["), "]")] = name
				}
			}
		}
	}
	var open []string
	found := 0
	for _, table := range []string{"tcp", "tcp6"} {
		text, err := os.ReadFile("/proc/net/" + table)
		require.NoError(t, err)
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			const listening = "0A"
			if len(fields) < 10 || fields[3] != listening || sockets[fields[9]] == "" {
				continue
			}
			found++
			address, _, _ := strings.Cut(fields[1], ":")
			if address != "0100007F" && address != "00000000000000000000000001000000" {
				open = append(open, sockets[fields[9]]+" on "+fields[1])
			}
		}
	}
	require.Positive(t, found, "the programs listen somewhere")
	return open
}
