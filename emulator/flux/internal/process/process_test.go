//go:build unix

package process

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const soon, often = 20 * time.Second, 10 * time.Millisecond

// diary is what watch was told.
type diary struct {
	mu      sync.Mutex
	entries []string
}

func (d *diary) write(state State, message string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.entries = append(d.entries, strings.TrimSuffix(string(state)+": "+message, ": "))
}

func (d *diary) read() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.entries)
}

func start(t *testing.T, spec Spec, watch func(State, string)) *Process {
	t.Helper()
	p, err := Start(t.Context(), spec, watch)
	require.NoError(t, err)
	t.Cleanup(func() {
		now, cancel := context.WithCancel(context.Background())
		cancel()
		p.Stop(now)
	})
	return p
}

// gone waits until a process has ended.
func gone(t *testing.T, pid int) {
	t.Helper()
	require.Eventually(t, func() bool { return identity(pid) == "" }, soon, often)
}

func TestLifeOfAProcess(t *testing.T) {
	t.Parallel()
	dir, d := t.TempDir(), &diary{}
	p := start(t, played(dir, "serve"), d.write)
	pid := p.PID()
	group, err := syscall.Getpgid(pid)
	require.NoError(t, err)
	assert.Equal(t, pid, group, "a terminal's Ctrl-C must not reach it")

	require.NoError(t, p.Restart(t.Context()))
	assert.NotEqual(t, pid, p.PID())
	gone(t, pid)

	pid = p.PID()
	for range 2 {
		p.Stop(t.Context())
	}
	gone(t, pid)
	assert.Zero(t, p.PID())
	assert.NoFileExists(t, filepath.Join(dir, "serve.pid"))
	assert.EqualError(t, p.Restart(t.Context()), "serve has been stopped")
	assert.Equal(t, []string{"Starting", "Running", "Starting", "Running"}, d.read())
}

func TestOneThatCrashesIsStartedAgain(t *testing.T) {
	t.Parallel()
	d := &diary{}
	p := start(t, played(t.TempDir(), "serve"), d.write)
	seen := []string{"Starting", "Running"}
	for range 2 {
		require.NoError(t, syscall.Kill(p.PID(), syscall.SIGKILL))
		seen = append(seen, "Crashed: signal: killed", "Starting", "Running")
		require.Eventually(t, func() bool { return len(d.read()) == len(seen) }, soon, often)
		assert.Equal(t, seen, d.read())
	}
	assert.NotEmpty(t, identity(p.PID()))
}

func TestWhatWasStartedByOneThatCrashesEndsWithIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "child"), 0o700))
	p := start(t, played(dir, "family"), nil)
	grandchild := 0
	require.Eventually(t, func() bool { grandchild = said(filepath.Join(dir, "child")); return grandchild > 0 }, soon, often)
	require.NoError(t, syscall.Kill(p.PID(), syscall.SIGKILL))
	gone(t, grandchild)
}

// said is who said something in a folder.
func said(dir string) int {
	text, _ := os.ReadFile(filepath.Join(dir, "said"))
	number, _, _ := strings.Cut(string(text), "\n")
	pid, _ := strconv.Atoi(number)
	return pid
}

func TestOneThatDoesNotStartSaysWhy(t *testing.T) {
	t.Parallel()
	nothing := func(t *testing.T, p *Process, err error) string {
		require.Error(t, err)
		assert.Nil(t, p)
		return err.Error()
	}
	t.Run("it ends", func(t *testing.T) {
		t.Parallel()
		p, err := Start(t.Context(), played(t.TempDir(), "fail"), nil)
		assert.Equal(t, `fail did not start: exit status 3: Error: unknown flag "--x"`, nothing(t, p, err))
	})
	t.Run("there is no such program", func(t *testing.T) {
		t.Parallel()
		p, err := Start(t.Context(), Spec{Name: "none", Path: filepath.Join(t.TempDir(), "none")}, nil)
		assert.Contains(t, nothing(t, p, err), "start none: ")
	})
	t.Run("it is never ready", func(t *testing.T) {
		t.Parallel()
		spec, pid := played(t.TempDir(), "stubborn"), 0
		spec.StartLimit = 2 * time.Second
		spec.Ready = func(context.Context) error {
			pid = max(pid, said(spec.Dir))
			return os.ErrInvalid
		}
		p, err := Start(t.Context(), spec, nil)
		assert.Equal(t, "stubborn was not ready after 2s: invalid argument", nothing(t, p, err))
		require.NotZero(t, pid)
		gone(t, pid)
	})
	t.Run("nobody waits any more", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		spec, pid := played(t.TempDir(), "serve"), 0
		spec.Ready = func(context.Context) error {
			if pid = said(spec.Dir); pid > 0 {
				cancel()
			}
			return os.ErrInvalid
		}
		p, err := Start(ctx, spec, nil)
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, "serve was being started: context canceled", nothing(t, p, err))
		gone(t, pid)
	})
}

func TestOneThatDoesNotEndIsKilled(t *testing.T) {
	t.Parallel()
	spec := played(t.TempDir(), "stubborn")
	spec.Grace = 50 * time.Millisecond
	p := start(t, spec, nil)
	pid := p.PID()
	p.Stop(t.Context())
	gone(t, pid)

	patient := played(t.TempDir(), "stubborn")
	patient.Grace = time.Hour
	p = start(t, patient, nil)
	hurry, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	p.Stop(hurry)
	assert.Zero(t, p.PID())
}

func TestStopWhileItIsBeingStartedAgain(t *testing.T) {
	t.Parallel()
	d, spec := &diary{}, played(t.TempDir(), "serve")
	p := start(t, spec, d.write)
	require.NoError(t, os.Remove(filepath.Join(spec.Dir, "said")))
	require.NoError(t, os.Mkdir(filepath.Join(spec.Dir, "said.tmp"), 0o700), "it will not be ready again")
	require.NoError(t, syscall.Kill(p.PID(), syscall.SIGKILL))
	require.Eventually(t, func() bool { return len(d.read()) == 4 && p.PID() > 0 }, soon, often)
	pid := p.PID()
	p.Stop(t.Context())
	gone(t, pid)
	assert.Equal(t, []string{"Starting", "Running", "Crashed: signal: killed", "Starting"}, d.read())
}

func TestRestartSaysWhyItFailsAndTriesOn(t *testing.T) {
	t.Parallel()
	d, spec, broken := &diary{}, played(t.TempDir(), "serve"), true
	spec.Ready = func(context.Context) error {
		if len(d.read()) > 2 && broken { // after the first start
			broken = false
			return os.ErrInvalid
		}
		return nil
	}
	spec.StartLimit = time.Nanosecond
	p := start(t, spec, d.write)
	require.EqualError(t, p.Restart(t.Context()), "serve was not ready after 1ns: invalid argument")
	require.Eventually(t, func() bool { return slices.Contains(d.read()[3:], "Running") }, soon, often)
	assert.Equal(t, []string{"Starting", "Running", "Starting", "Crashed: serve was not ready after 1ns: invalid argument", "Starting", "Running"}, d.read())
}
