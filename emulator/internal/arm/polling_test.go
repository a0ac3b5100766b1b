package arm

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

func TestPatience(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, c := range map[string]struct{ taken, latency, want time.Duration }{
		"new, at no latency":          {0, 0, soonest},
		"until it is due":             {100 * time.Millisecond, 400 * time.Millisecond, 300 * time.Millisecond},
		"due in long":                 {0, time.Minute, latest},
		"about to be due":             {399 * time.Millisecond, 400 * time.Millisecond, soonest},
		"real work, a while":          {2 * time.Second, 0, 100 * time.Millisecond},
		"real work after the latency": {5 * time.Second, time.Second, 250 * time.Millisecond},
		"real work, long":             {time.Hour, 0, latest},
	} {
		started := now.Add(-c.taken)
		assert.Equal(t, c.want, patience(&state.Operation{Started: started, Due: started.Add(c.latency)}, now), name)
	}
}
