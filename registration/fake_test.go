package registration

import (
	"context"
	"strings"
	"sync"
	"testing/synctest"
	"time"
)

// fakeAzure is a subscription in which registering takes time. Use it inside a synctest bubble, whose clock it goes by.
type fakeAzure struct {
	mu sync.Mutex
	// now are the states at present; nothing is NotRegistered.
	now map[string]string
	// takes is how long a registration takes.
	takes map[string]time.Duration
	// turns is the state that registering something leads to first, if not Registering.
	turns map[string]string
	// refuses are the errors of calls: "get X" or "register X". The first is used up each time.
	refuses map[string][]error
	// retryAfter is what each answer asks for.
	retryAfter time.Duration
	// calls are all calls in their order, with the seconds since the start.
	calls []string
	times []time.Duration
	start time.Time
}

func newFakeAzure(registeredAlready ...string) *fakeAzure {
	f := &fakeAzure{
		now: map[string]string{}, takes: map[string]time.Duration{}, turns: map[string]string{}, refuses: map[string][]error{}, start: time.Now(),
	}
	for _, name := range registeredAlready {
		f.now[name] = registered
	}
	return f
}

func (f *fakeAzure) call(what string, i item) error {
	name := what + " " + i.name()
	f.calls, f.times = append(f.calls, name), append(f.times, time.Since(f.start))
	if errs := f.refuses[name]; len(errs) > 0 {
		f.refuses[name] = errs[1:]
		return errs[0]
	}
	return nil
}

func (f *fakeAzure) state(i item) string {
	if state := f.now[i.name()]; state != "" {
		return state
	}
	return "NotRegistered"
}

func (f *fakeAzure) get(_ context.Context, i item) (answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.call("get", i); err != nil {
		return answer{}, err
	}
	return answer{state: f.state(i), retryAfter: f.retryAfter}, nil
}

func (f *fakeAzure) register(_ context.Context, i item) (answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.call("register", i); err != nil {
		return answer{}, err
	}
	if f.state(i) == registered {
		return answer{state: registered}, nil
	}
	f.now[i.name()] = registering
	if turn := f.turns[i.name()]; turn != "" {
		f.now[i.name()] = turn
		return answer{state: turn}, nil
	}
	time.AfterFunc(f.takes[i.name()], func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.now[i.name()] = registered
	})
	return answer{state: registering, retryAfter: f.retryAfter}, nil
}

// registers are the registrations that were asked for, in their order.
func (f *fakeAzure) registers() []string {
	var found []string
	for _, call := range f.calls {
		if name, ok := strings.CutPrefix(call, "register "); ok {
			found = append(found, name)
		}
	}
	return found
}

// messages keeps what people would read.
type messages struct {
	mu   sync.Mutex
	said []string
}

func (m *messages) Info(text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.said = append(m.said, text)
}

func (m *messages) InfoStatus(text string) { m.Info(text) }

func (m *messages) all() string { return strings.Join(m.said, "\n") }

// inBubble runs the test on a clock of its own, on which an hour takes no time.
var inBubble = synctest.Test
