package stack

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// limit is how long one run of Pulumi may take.
const limit = 3 * time.Minute

// running bounds how many Pulumi CLIs run at once: each starts four processes.
var running = make(chan struct{}, 4)

// Result is what a run of Pulumi left.
type Result struct {
	// Args are what it was told.
	Args []string
	// Stdout and Stderr are what it said.
	Stdout, Stderr string
	// ExitCode is 0 if all went well, and -1 if a signal ended it.
	ExitCode int
}

// Output is everything it said.
func (r Result) Output() string { return r.Stdout + r.Stderr }

// Run runs Pulumi. What it says is shown if the test fails.
func (s *Stack) Run(args ...string) Result {
	s.t.Helper()
	return s.Start(args...).Wait()
}

// RunIn runs Pulumi in another folder than the program's.
func (s *Stack) RunIn(dir string, args ...string) Result {
	s.t.Helper()
	return s.start(dir, s.tools.Pulumi, append([]string{"--non-interactive", "--color=never"}, args...)...).Wait()
}

// Running is a Pulumi that has been started.
type Running struct {
	s              *Stack
	cmd            *exec.Cmd
	cancel         context.CancelFunc
	stdout, stderr bytes.Buffer
}

// Start starts Pulumi.
func (s *Stack) Start(args ...string) *Running {
	s.t.Helper()
	return s.start(s.dir, s.tools.Pulumi, append([]string{"--non-interactive", "--color=never"}, args...)...)
}

func (s *Stack) start(dir, program string, args ...string) *Running {
	s.t.Helper()
	running <- struct{}{}
	// A test's own context ends before its cleanups, and some of those run Pulumi.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.t.Context()), limit)
	r := &Running{s: s, cancel: cancel}
	r.cmd = exec.CommandContext(ctx, program, args...)
	r.cmd.Dir = dir
	r.cmd.Env = toolchain.List(s.environment)
	r.cmd.Stdout, r.cmd.Stderr = &r.stdout, &r.stderr
	// A plugin that outlives the CLI holds its output open.
	r.cmd.WaitDelay = 5 * time.Second
	require.NoError(s.t, r.cmd.Start())
	return r
}

// Signal sends the CLI a signal, as a terminal or a cancelled pipeline does.
func (r *Running) Signal(signal os.Signal) {
	r.s.t.Helper()
	require.NoError(r.s.t, r.cmd.Process.Signal(signal))
}

// Wait waits until the CLI has ended.
func (r *Running) Wait() Result {
	r.s.t.Helper()
	err := r.cmd.Wait()
	<-running
	r.cancel()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		require.NoError(r.s.t, err)
	}
	result := Result{
		Args: r.cmd.Args, Stdout: r.stdout.String(), Stderr: r.stderr.String(), ExitCode: r.cmd.ProcessState.ExitCode(),
	}
	showOnFailure(r.s.t, result)
	return result
}

func showOnFailure(t *testing.T, r Result) {
	t.Helper()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("%s\nended with exit code %d and said:\n%s", strings.Join(r.Args, " "), r.ExitCode, r.Output())
		}
	})
}

// must stops the test if a run did not go well.
func (s *Stack) must(r Result) Result {
	s.t.Helper()
	require.Zero(s.t, r.ExitCode, "%s failed", strings.Join(r.Args, " "))
	return r
}

// Up deploys, which must go well.
func (s *Stack) Up(args ...string) Result {
	s.t.Helper()
	return s.must(s.TryUp(args...))
}

// TryUp deploys.
func (s *Stack) TryUp(args ...string) Result {
	s.t.Helper()
	return s.Run(append([]string{"up", "--yes", "--skip-preview"}, args...)...)
}

// UpUnchanged deploys and expects that nothing changes.
func (s *Stack) UpUnchanged() {
	s.t.Helper()
	s.Up("--expect-no-changes")
}

// Preview previews, which must go well.
func (s *Stack) Preview(args ...string) Result {
	s.t.Helper()
	return s.must(s.Run(append([]string{"preview"}, args...)...))
}

// Refresh reads everything anew, which must go well.
func (s *Stack) Refresh(args ...string) Result {
	s.t.Helper()
	return s.must(s.Run(append([]string{"refresh", "--yes", "--skip-preview"}, args...)...))
}

// Destroy destroys, which must go well.
func (s *Stack) Destroy() Result {
	s.t.Helper()
	return s.must(s.Run("destroy", "--yes", "--skip-preview"))
}
