package kubernetesconfiguration

import (
	"errors"
	"regexp"
	"strconv"
	"time"
)

var isoDuration = regexp.MustCompile(`^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$`)

var errDuration = errors.New("not an ISO 8601 duration such as PT5M")

// ParseDuration reads an ISO 8601 duration of weeks, days and shorter units, whose
// length does not depend on the calendar.
func ParseDuration(s string) (time.Duration, error) {
	parts := isoDuration.FindStringSubmatch(s)
	if parts == nil || s[len(s)-1] == 'P' || s[len(s)-1] == 'T' {
		return 0, errDuration
	}
	units := []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second}
	var total time.Duration
	for i, unit := range units {
		if parts[i+1] == "" {
			continue
		}
		n, err := strconv.ParseFloat(parts[i+1], 64)
		if err != nil || n*float64(unit) > float64(1<<62) {
			return 0, errDuration
		}
		total += time.Duration(n * float64(unit))
	}
	return total, nil
}
