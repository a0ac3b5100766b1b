package registration

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// answer is what Azure says of a registration.
type answer struct {
	state string
	// retryAfter is how long Azure asks to be left alone, zero if it does not say.
	retryAfter time.Duration
}

// registrar makes the two calls that there are for each registration.
type registrar interface {
	get(ctx context.Context, i item) (answer, error)
	register(ctx context.Context, i item) (answer, error)
}

// logger is where people read what is going on.
type logger interface {
	Info(message string)
	// InfoStatus shows a message until the next one; at the end nothing is left of it.
	InfoStatus(message string)
}

// pace is how often Azure is asked, and people are told.
type pace struct {
	// first is how long to wait before asking for the first time; each time after that is twice as long, up to most.
	first, most time.Duration
	// report is how often to say what is being waited for.
	report time.Duration
}

var usualPace = pace{first: time.Second, most: 10 * time.Second, report: 30 * time.Second}

// run carries out a plan once.
type run struct {
	plan     plan
	azure    registrar
	log      logger
	pace     pace
	recorded states

	mu sync.Mutex
	// seen are the states that Azure answered in this run.
	seen states
	// found are the states before anything was changed.
	found states
	// pauses are how long Azure asked to be left alone when it was asked to register.
	pauses map[item]time.Duration
	// changed is set once Azure has changed something.
	changed bool
	started time.Time
	limit   time.Duration
}

// do registers what is not registered yet and waits. Whatever it returns, seen holds how far it came.
func (r *run) do(ctx context.Context) error {
	r.started, r.limit, r.seen = time.Now(), r.plan.wait, states{}
	r.pauses = map[item]time.Duration{}
	if deadline, ok := ctx.Deadline(); ok {
		r.limit = time.Until(deadline) // the resource option customTimeouts
	}
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	err := r.lookAround(ctx)
	if err == nil {
		r.found = r.states()
		err = r.askFor(ctx)
	}
	if err == nil {
		err = r.awaitAll(ctx)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return errors.New(timedOut(r.unfinished(), r.limit))
	case ctx.Err() != nil:
		return errors.New(interrupted(r.unfinished()))
	}
	return err
}

// lookAround asks for the state of everything but the providers that have to be registered again, whose answer to that tells it. All
// that is wrong is found before anything is changed.
func (r *run) lookAround(ctx context.Context) error {
	items := slices.Clone(r.plan.features)
	for _, provider := range r.plan.providers {
		if !r.plan.again(provider, r.recorded) {
			items = append(items, provider)
		}
	}
	return each(items, func(i item) error {
		got, err := r.azure.get(ctx, i)
		if err != nil {
			return err
		}
		return r.note(i, got.state)
	})
}

// askFor asks Azure to register everything that can be registered at once. Its refusals come together.
func (r *run) askFor(ctx context.Context) error {
	var items []item
	for i, state := range r.states() {
		if next(state) == stepRegister && !r.afterFeatures(i) {
			items = append(items, i)
		}
	}
	return each(items, func(i item) error { return r.register(ctx, i) })
}

// afterFeatures tells whether a provider has to wait until a feature of its namespace is registered.
func (r *run) afterFeatures(i item) bool {
	return !i.isFeature() && slices.ContainsFunc(r.plan.featuresOf(i), func(f item) bool { return r.state(f) != registered })
}

// awaitAll waits for everything side by side. The first failure ends it: what Azure was asked for goes on there.
func (r *run) awaitAll(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	done := make(chan struct{})
	var reporter sync.WaitGroup
	reporter.Go(func() { r.report(done) })
	for _, provider := range r.plan.providers {
		group.Go(func() error { return r.finish(ctx, provider) })
	}
	err := group.Wait()
	close(done)
	reporter.Wait()
	return err
}

// finish waits for a provider's features and then for the provider.
func (r *run) finish(ctx context.Context, provider item) error {
	refresh := r.plan.again(provider, r.recorded) || r.afterFeatures(provider)
	group, inner := errgroup.WithContext(ctx)
	for _, feature := range r.plan.featuresOf(provider) {
		group.Go(func() error { return r.await(inner, feature) })
	}
	err := group.Wait()
	if err == nil && refresh {
		err = r.registerAgain(ctx, provider)
	}
	if err != nil {
		return err
	}
	return r.await(ctx, provider)
}

// registerAgain registers a provider whose features are registered. Somebody who may only read gets by if the features were registered
// before and the provider is: then somebody else has most likely done it.
func (r *run) registerAgain(ctx context.Context, provider item) error {
	err := r.register(ctx, provider)
	if !isForbidden(err) || slices.ContainsFunc(r.plan.featuresOf(provider), func(f item) bool { return r.found[f] != registered }) {
		return err
	}
	got, readErr := r.azure.get(ctx, provider)
	if readErr != nil || got.state != registered {
		return err
	}
	r.log.Info(notAgain(provider))
	return r.note(provider, got.state)
}

func (r *run) register(ctx context.Context, i item) error {
	got, err := r.azure.register(ctx, i)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.changed, r.pauses[i] = true, got.retryAfter
	r.mu.Unlock()
	return r.note(i, got.state)
}

// report says from time to time what is still being waited for.
func (r *run) report(done <-chan struct{}) {
	ticker := time.NewTicker(r.pace.report)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return
		case <-ticker.C:
			gone := time.Since(r.started)
			r.log.InfoStatus(waiting(r.unfinished(), gone, r.limit-gone))
		}
	}
}

// each does the same for all items side by side and returns all that went wrong, in the items' order.
func each(items []item, do func(item) error) error {
	errs := make([]error, len(items))
	var group sync.WaitGroup
	for n, i := range items {
		group.Go(func() { errs[n] = do(i) })
	}
	group.Wait()
	return errors.Join(errs...)
}
