package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

const (
	// pause is how long to wait before asking again whether a process is ready.
	pause = 25 * time.Millisecond
	// pipeGrace is how long a grandchild may keep the output open.
	pipeGrace = time.Second
)

// child is one run of the program.
type child struct {
	name   string
	cmd    *exec.Cmd
	output *output
	since  time.Time
	exited chan struct{}
	// err is how it ended; to be read after exited is closed.
	err error
}

// launch starts the program and waits until it is ready. Nothing runs if it fails.
func (p *Process) launch(ctx context.Context) (*child, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s was not started: %w", p.spec.Name, err)
	}
	p.watch(Starting, "")
	c, err := p.spawn()
	if err != nil {
		return nil, err
	}
	if err := p.ready(ctx, c); err != nil {
		c.kill()
		<-c.exited
		return nil, err
	}
	c.since = time.Now()
	p.watch(Running, "")
	return c, nil
}

// spawn starts the program.
func (p *Process) spawn() (*child, error) {
	if err := p.output.begin(); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.spec.Name, err)
	}
	cmd := exec.Command(p.spec.Path, p.spec.Args...) //nolint:gosec // to run what the caller names is the purpose
	cmd.Env = append([]string{}, p.spec.Env...)      // nil would inherit everything
	cmd.Dir = p.spec.Dir
	cmd.Stdout, cmd.Stderr = p.output, p.output
	cmd.WaitDelay = pipeGrace
	cmd.SysProcAttr = attributes()
	if err := fork(cmd.Start); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.spec.Name, err)
	}
	c := &child{name: p.spec.Name, cmd: cmd, output: p.output, exited: make(chan struct{})}
	written := writeMark(p.spec.PID, cmd.Process.Pid)
	p.setPID(cmd.Process.Pid)
	go func() {
		c.err = cmd.Wait()
		killGroup(cmd.Process.Pid) // what it may have started itself
		p.setPID(0)
		removeMark(p.spec.PID)
		close(c.exited)
	}()
	if written != nil {
		c.kill()
		<-c.exited
		return nil, fmt.Errorf("start %s: %w", p.spec.Name, written)
	}
	return c, nil
}

func (p *Process) setPID(pid int) {
	p.current.Lock()
	defer p.current.Unlock()
	p.pid = pid
}

// ready waits until a child is, and says why it is not.
func (p *Process) ready(ctx context.Context, c *child) error {
	if p.spec.Ready == nil {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, p.spec.StartLimit)
	defer cancel()
	go func() {
		select {
		case <-c.exited:
			cancel()
		case <-limited.Done():
		}
	}()
	for {
		err := p.spec.Ready(limited)
		if err == nil {
			return nil
		}
		select {
		case <-time.After(pause):
			continue
		case <-limited.Done():
		}
		select {
		case <-c.exited:
			return fmt.Errorf("%s did not start: %s", c.name, c.lastWords())
		default:
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s was being started: %w", c.name, ctx.Err())
		}
		return notReady(c, p.spec.StartLimit, err)
	}
}

func notReady(c *child, limit time.Duration, err error) error {
	words := lastWords(c.output.tail())
	if words != "" {
		words = "; its last words: " + words
	}
	return fmt.Errorf("%s was not ready after %s: %w%s", c.name, limit, err, words)
}

// end asks the child to end, and kills it when its grace is over or the caller in a hurry.
func (p *Process) end(c *child) {
	terminate(c.cmd.Process)
	timer := time.NewTimer(p.spec.Grace)
	defer timer.Stop()
	select {
	case <-c.exited:
		return
	case <-timer.C:
	case <-p.hurry.Done():
	}
	c.kill()
	<-c.exited
}

func (c *child) kill() {
	killGroup(c.cmd.Process.Pid)
	_ = c.cmd.Process.Kill() // where there are no groups; it may have ended already
}

// lastWords says how a child that exited has ended, in its own words if it has
// ended itself: one that was killed had nothing to say about it.
func (c *child) lastWords() string {
	how := "it ended without an error"
	if exit, ok := errors.AsType[*exec.ExitError](c.err); ok {
		how = exit.String()
		if exit.ExitCode() < 0 {
			return how
		}
	} else if c.err != nil && !errors.Is(c.err, exec.ErrWaitDelay) && !errors.Is(c.err, os.ErrProcessDone) {
		how = c.err.Error()
	}
	if words := lastWords(c.output.tail()); words != "" {
		return how + ": " + words
	}
	return how
}
