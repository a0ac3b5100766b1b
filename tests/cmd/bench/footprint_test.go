package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// startSleep runs a program of a folder of its own until the test ends.
func startSleep(t *testing.T) (folder string, pid int) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("memory is measured on Linux only")
	}
	sleep, err := exec.LookPath("sleep")
	require.NoError(t, err)
	text, err := os.ReadFile(sleep)
	require.NoError(t, err)
	folder = t.TempDir()
	program := filepath.Join(folder, "program")
	require.NoError(t, os.WriteFile(program, text, 0o700))
	cmd := exec.Command(program, "60")
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return folder, cmd.Process.Pid
}

func TestChildrenAreThoseOfTheFolder(t *testing.T) {
	t.Parallel()
	folder, pid := startSleep(t)
	startSleep(t)
	assert.Equal(t, []int{pid}, children(folder))
	assert.Equal(t, os.Getpid(), parent(pid))
	assert.Empty(t, children(t.TempDir()))
}

func TestMemoryIsSampledBehindALink(t *testing.T) {
	t.Parallel()
	folder, _ := startSleep(t)
	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(folder, link))
	sampler := sampleMemory(link)
	peak, err := sampler.stop()
	require.NoError(t, err)
	assert.Greater(t, peak.resident, 100e3)
	assert.LessOrEqual(t, peak.shared, peak.resident)
	assert.Positive(t, peak.shared)
	again, err := sampler.stop()
	require.NoError(t, err)
	assert.Equal(t, peak, again)
}

func TestMemoryOfWhatHasEndedIsNone(t *testing.T) {
	t.Parallel()
	_, pid := startSleep(t)
	memory, err := footprintOf([]int{pid, 1 << 30})
	require.NoError(t, err)
	assert.Positive(t, memory.resident)
	none, err := footprintOf([]int{1 << 30})
	require.NoError(t, err)
	assert.Zero(t, none)
}
