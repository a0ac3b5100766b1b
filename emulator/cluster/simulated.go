package cluster

import (
	"errors"
	"sync"
	"time"
)

// Simulated plays a cluster by the clock: the source is fetched after one step,
// each kustomization is applied a step after those it depends on. What goes
// wrong is decided by the configuration alone (see Plan), so runs repeat.
type Simulated struct {
	step time.Duration

	mu     sync.Mutex
	closed bool
	runs   map[Reference]*run
}

// run is one configuration being followed. Its timer is the only thing that
// costs anything while it waits.
type run struct {
	timer   *time.Timer
	stopped bool
}

var _ Behaviour = (*Simulated)(nil)

// NewSimulated makes a cluster behaviour in which each step takes this long.
func NewSimulated(step time.Duration) *Simulated {
	return &Simulated{step: max(step, time.Millisecond), runs: map[Reference]*run{}}
}

// Create implements Behaviour: there is nothing to start.
func (s *Simulated) Create(_ Cluster, done func(map[string]string, error)) { done(nil, nil) }

// Delete implements Behaviour.
func (s *Simulated) Delete(cluster string, done func(error)) {
	s.forget(cluster)
	done(nil)
}

// Install implements Behaviour: controllers are ready at once, and none is real.
func (s *Simulated) Install(_ Extension, _ func([]Controller), done func(error)) { done(nil) }

// Uninstall implements Behaviour. Without controllers nothing is observed any more.
func (s *Simulated) Uninstall(cluster string, done func(error)) {
	s.forget(cluster)
	done(nil)
}

// Reconcile implements Behaviour: a simulated source never has anything new.
func (s *Simulated) Reconcile(Reference) {}

// Kubeconfig implements Behaviour.
func (s *Simulated) Kubeconfig(string) ([]byte, error) {
	return nil, errors.New("the cluster is simulated: it has no API server")
}

// forget stops what is followed in a cluster.
func (s *Simulated) forget(cluster string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for reference, r := range s.runs {
		if reference.Cluster == cluster {
			r.stop()
			delete(s.runs, reference)
		}
	}
}

// Apply implements Behaviour.
func (s *Simulated) Apply(configuration Configuration, report func(Status)) {
	plan := Plan(configuration, time.Now)
	if seen := configuration.Observed; seen != nil && seen.Generation == configuration.Generation && seen.Settled() {
		// It had settled before the local Azure was started anew: nothing would change.
		return
	}
	r := &run{}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	if earlier := s.runs[configuration.Reference]; earlier != nil {
		earlier.stop()
	}
	s.runs[configuration.Reference] = r
	s.mu.Unlock()
	s.advance(r, plan, report)
}

// advance reports the plan's next status, and only then sets the clock for the one
// after: reports come in order however busy the machine is.
func (s *Simulated) advance(r *run, plan []func() Status, report func(Status)) {
	if s.ended(r) || len(plan) == 0 {
		return
	}
	report(plan[0]())
	s.mu.Lock()
	defer s.mu.Unlock()
	if !r.stopped && !s.closed && len(plan) > 1 {
		r.timer = time.AfterFunc(s.step, func() { s.advance(r, plan[1:], report) })
	}
}

func (s *Simulated) ended(r *run) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return r.stopped || s.closed
}

// Remove implements Behaviour.
func (s *Simulated) Remove(reference Reference, done func(error)) {
	s.mu.Lock()
	if r := s.runs[reference]; r != nil {
		r.stop()
		delete(s.runs, reference)
	}
	s.mu.Unlock()
	done(nil)
}

// Close implements Behaviour.
func (s *Simulated) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, r := range s.runs {
		r.stop()
	}
	clear(s.runs)
	return nil
}

func (r *run) stop() {
	r.stopped = true
	if r.timer != nil {
		r.timer.Stop()
	}
}
