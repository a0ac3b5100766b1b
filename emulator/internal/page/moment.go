package page

import (
	"fmt"
	"time"
)

// Moment is a time and how long ago it was.
type Moment struct {
	At  time.Time
	Age string
}

func momentOf(at, now time.Time) Moment {
	if at.IsZero() {
		return Moment{}
	}
	return Moment{At: at, Age: age(now.Sub(at))}
}

// Machine is the time as programs read it.
func (m Moment) Machine() string { return m.At.UTC().Format(time.RFC3339) }

// Exact is the time as people read it.
func (m Moment) Exact() string { return m.At.UTC().Format("2 January 2006, 15:04:05 UTC") }

// Known says that there is one.
func (m Moment) Known() bool { return !m.At.IsZero() }

func age(d time.Duration) string {
	if d < 2*time.Second {
		return "just now"
	}
	return span(d) + " ago"
}

// span is a duration by its largest unit, and below ten minutes by its two largest.
func span(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	switch minutes, seconds := int(d.Minutes()), int(d.Seconds())%60; {
	case d < time.Minute:
		return fmt.Sprintf("%d s", seconds)
	case d < 10*time.Minute && seconds > 0:
		return fmt.Sprintf("%d min %d s", minutes, seconds)
	case d < time.Hour:
		return fmt.Sprintf("%d min", minutes)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days", int(d.Hours())/24)
	}
}
