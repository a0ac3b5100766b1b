package flux

import (
	"os"
	"os/exec"
	"path/filepath"
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
