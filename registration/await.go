package registration

import (
	"context"
	"slices"
	"time"
)

// await asks Azure until something is registered. A failure that may pass is passed over: waiting twenty minutes for a feature is not
// to end because a network blinked.
func (r *run) await(ctx context.Context, i item) error {
	pause := r.pause(i)
	for delay := r.pace.first; r.state(i) != registered; delay = min(2*delay, r.pace.most) {
		if err := sleep(ctx, max(delay, pause)); err != nil {
			return err
		}
		got, err := r.azure.get(ctx, i)
		pause = got.retryAfter
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && passing(err):
			r.log.Info(askingAgain(i, err))
		case err != nil:
			return err
		default:
			if err := r.note(i, got.state); err != nil {
				return err
			}
		}
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// note keeps a state, tells people when it is news, and refuses it if waiting would not help.
func (r *run) note(i item, state string) error {
	r.mu.Lock()
	before, known := r.seen[i]
	r.seen[i] = state
	r.mu.Unlock()
	if known && before != state || !known && state != registered {
		r.log.Info(becomes(i, before, state))
	}
	if next(state) == stepRefuse {
		return refusedState(i, state)
	}
	return nil
}

func (r *run) pause(i item) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.pauses[i]
}

func (r *run) state(i item) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seen[i]
}

func (r *run) states() states {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.seen.clone()
}

// unfinished is what is not registered yet, with its state, in the plan's order.
func (r *run) unfinished() []sighting {
	seen := r.states()
	var found []sighting
	for _, i := range slices.Concat(r.plan.features, r.plan.providers) {
		if seen[i] != registered {
			found = append(found, sighting{i, seen[i]})
		}
	}
	return found
}
