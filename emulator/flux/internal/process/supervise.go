package process

import (
	"context"
	"fmt"
	"time"
)

// How long a process that crashed waits to be started again: twice as long each
// time, until it has been well for a while.
const (
	firstWait = 200 * time.Millisecond
	longest   = 5 * time.Second
	healthy   = 30 * time.Second
)

func errStopped(name string) error { return fmt.Errorf("%s has been stopped", name) }

// supervise keeps the process running until its life ends.
func (p *Process) supervise(c *child) {
	defer close(p.ended)
	defer p.output.close()
	defer p.hurryUp()
	wait := firstWait
	for {
		select {
		case <-p.life.Done():
			p.end(c)
			return
		case wish := <-p.restarts:
			p.end(c)
			c = p.answer(wish)
		case <-c.exited:
			p.watch(Crashed, c.lastWords())
			if time.Since(c.since) > healthy {
				wait = firstWait
			}
			c = nil
		}
		for ; c == nil; wait = min(2*wait, longest) {
			var going bool
			if c, going = p.again(wait); !going {
				return
			}
		}
	}
}

// again starts the process after a while, or at once when that is wished for. It
// returns nil if it could not be started, and false when its life has ended.
func (p *Process) again(wait time.Duration) (*child, bool) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-p.life.Done():
		return nil, false
	case wish := <-p.restarts:
		return p.answer(wish), true
	case <-timer.C:
	}
	c, err := p.launch(p.life)
	if p.life.Err() != nil {
		if c != nil {
			p.end(c)
		}
		return nil, false
	}
	if err != nil {
		p.watch(Crashed, err.Error())
		return nil, true
	}
	return c, true
}

// answer starts the process for a Restart, and returns nil if that failed.
func (p *Process) answer(wish restart) *child {
	ctx, cancel := context.WithCancel(wish.ctx)
	defer cancel()
	defer context.AfterFunc(p.life, cancel)()
	c, err := p.launch(ctx)
	wish.answer <- err
	if err != nil && p.life.Err() == nil {
		p.watch(Crashed, err.Error())
	}
	return c
}
