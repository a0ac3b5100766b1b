package page

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestMoments(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 10, 30, 0, 0, time.FixedZone("CET", 3600))
	for ago, want := range map[time.Duration]string{
		-time.Second:                    "just now",
		1900 * time.Millisecond:         "just now",
		2 * time.Second:                 "2 s ago",
		59*time.Second + 999:            "59 s ago",
		time.Minute:                     "1 min ago",
		9*time.Minute + 59*time.Second:  "9 min 59 s ago",
		10*time.Minute + 59*time.Second: "10 min ago",
		time.Hour:                       "1 h ago",
		47 * time.Hour:                  "47 h ago",
		49 * time.Hour:                  "2 days ago",
	} {
		assert.Equal(t, want, momentOf(now.Add(-ago), now).Age, ago)
	}
	m := momentOf(now, now)
	assert.Equal(t, []string{"2026-03-02T09:30:00Z", "2 March 2026, 09:30:00 UTC"}, []string{m.Machine(), m.Exact()})
	assert.True(t, m.Known())
	assert.False(t, momentOf(time.Time{}, now).Known())
	assert.Equal(t, "0 s", span(-time.Hour))
}
