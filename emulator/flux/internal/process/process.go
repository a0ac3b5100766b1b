package process

import (
	"context"
	"sync"
	"time"
)

// State is how a process is.
type State string

// The states of a process.
const (
	// Starting processes have been started and are not ready.
	Starting State = "Starting"
	// Running processes have said that they are ready.
	Running State = "Running"
	// Crashed processes have ended by themselves; they are started again.
	Crashed State = "Crashed"
)

// Spec says what to run.
type Spec struct {
	// Name is used in messages.
	Name string
	// Path is the program's file, and Args what it is given after its own name.
	Path string
	Args []string
	// Env is the whole environment: nothing is inherited.
	Env []string
	// Dir is the working directory.
	Dir string
	// Log is the file that standard output and error go to, added to what is there. A
	// full one becomes Log + ".1", in place of an earlier one. Default: nothing is kept.
	Log string
	// PID is the file by which Sweep finds the process after its parent was killed. It
	// must end in ".pid". Default: none.
	PID string
	// Ready is asked again and again until it returns nil. Its context ends with the
	// process. Default: ready at once.
	Ready func(ctx context.Context) error
	// StartLimit is how long it may take to be ready. Default: a minute.
	StartLimit time.Duration
	// Grace is how long it may take to end before it is killed. Default: 5 seconds.
	Grace time.Duration
}

// Process is a program that is kept running until Stop.
type Process struct {
	spec   Spec
	watch  func(State, string)
	output *output

	// life ends when Stop is called; hurry when a Stop's own context ends.
	life, hurry     context.Context
	cancel, hurryUp context.CancelFunc
	restarts        chan restart
	ended           chan struct{}
	current         sync.Mutex
	pid             int
}

// restart is a wish of Restart, answered when the process is ready again or was not.
type restart struct {
	ctx    context.Context //nolint:containedctx // it is the caller's, who waits
	answer chan error
}

// Start starts a program and waits until it is ready. If it ends before that, or
// takes too long, or ctx ends, nothing is left running, and the error has the
// program's own last words. Afterwards ctx means nothing: the process is kept
// running until Stop.
//
// watch is told each change of state in order, the first start's included, with
// the last words of a process that crashed. It may be nil; it must return soon,
// and must not call the process's own methods.
func Start(ctx context.Context, spec Spec, watch func(State, string)) (*Process, error) {
	if watch == nil {
		watch = func(State, string) {}
	}
	p := &Process{spec: spec.withDefaults(), watch: watch, output: &output{path: spec.Log}, restarts: make(chan restart), ended: make(chan struct{})}
	p.life, p.cancel = context.WithCancel(context.Background())
	p.hurry, p.hurryUp = context.WithCancel(context.Background())
	first, err := p.launch(ctx)
	if err != nil {
		p.cancel()
		p.hurryUp()
		p.output.close()
		return nil, err
	}
	go p.supervise(first)
	return p, nil
}

func (s Spec) withDefaults() Spec {
	if s.StartLimit == 0 {
		s.StartLimit = time.Minute
	}
	if s.Grace == 0 {
		s.Grace = 5 * time.Second
	}
	return s
}

// PID is the number of the process that runs now, or 0 if none does.
func (p *Process) PID() int {
	p.current.Lock()
	defer p.current.Unlock()
	return p.pid
}

// Stop ends the process for good: it is asked to, and killed when its grace is
// over or ctx ends. It has ended when Stop returns. To stop twice does no harm.
func (p *Process) Stop(ctx context.Context) {
	p.cancel()
	select {
	case <-p.ended:
	case <-ctx.Done():
		p.hurryUp()
		<-p.ended
	}
}

// Restart ends the process and starts it again, at once if it is waiting to be
// started after a crash, and returns when it is ready. If it could not be started,
// it is tried again like after a crash, and the error says why.
func (p *Process) Restart(ctx context.Context) error {
	wish := restart{ctx: ctx, answer: make(chan error, 1)}
	select {
	case p.restarts <- wish:
	case <-ctx.Done():
		return ctx.Err()
	case <-p.ended:
		return errStopped(p.spec.Name)
	}
	select {
	case err := <-wish.answer:
		return err
	case <-p.ended:
		return errStopped(p.spec.Name)
	}
}
