package aksgitops

import "regexp"

// durations are ISO 8601 durations as Azure takes them. Years and months have no fixed length and are not taken.
var durations = regexp.MustCompile(`^P(?:\d+W|(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$`)

// isDuration tells whether a text is an ISO 8601 duration of some length.
func isDuration(text string) bool {
	last := text[max(0, len(text)-1):]
	return durations.MatchString(text) && last != "P" && last != "T"
}
