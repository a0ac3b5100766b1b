package servers

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	// patience is how long a server may take until it answers. Azurite on a busy machine takes seconds.
	patience = time.Minute
	// attempts is how often a server is started that ends at once, since somebody else took its port in between.
	attempts = 3
)

// errEnded says that a server ended before it answered.
var errEnded = errors.New("ended before it answered")

// process is a server's process.
type process struct {
	log   string
	ended chan struct{}
}

// serve starts a program on a free port and waits until it answers. The address is its own to listen on.
func serve(t *testing.T, command func(address string) *exec.Cmd, answers func(address string) error) string {
	t.Helper()
	for attempt := 1; ; attempt++ {
		address := freeAddress(t)
		cmd := command(address)
		p := start(t, cmd)
		err := p.await(func() error { return answers(address) })
		if err == nil {
			return address
		}
		if attempt == attempts || !errors.Is(err, errEnded) {
			text, _ := os.ReadFile(p.log)
			t.Fatalf("%s on %s: %v. It wrote:\n%s", filepath.Base(cmd.Path), address, err, text)
		}
	}
}

// start starts a process that ends with the test.
func start(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), filepath.Base(cmd.Path)+".log"))
	require.NoError(t, err)
	defer func() { _ = log.Close() }()
	cmd.Stdout, cmd.Stderr = log, log
	endWithParent(cmd)
	p := &process{log: log.Name(), ended: make(chan struct{})}
	started := make(chan error)
	go p.run(cmd, started)
	require.NoError(t, <-started)
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-p.ended
	})
	return p
}

// run keeps the thread that starts the process: for the kernel it is the parent, and the process must not outlive it.
func (p *process) run(cmd *exec.Cmd, started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(p.ended)
	err := cmd.Start()
	started <- err
	if err == nil {
		_ = cmd.Wait() // how it ended is in its log
	}
}

// await asks a server again and again until it answers.
func (p *process) await(answers func() error) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience)
	for {
		err := answers()
		select {
		case <-p.ended:
			return errEnded
		default:
		}
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-deadline:
			return fmt.Errorf("no answer within %s: %w", patience, err)
		}
	}
}
