package registration

import (
	"fmt"
	"strings"
	"time"
)

// sighting is a registration in the state in which it was last seen; none if it was not asked about yet.
type sighting struct {
	item  item
	state string
}

func (i item) String() string {
	if i.isFeature() {
		return "feature " + i.name()
	}
	return "resource provider " + i.name()
}

func (s sighting) String() string {
	if s.state == "" {
		return s.item.String() + " (after its features)"
	}
	return s.item.String() + " (" + s.state + ")"
}

// enumerate names what is waited for.
func enumerate(sightings []sighting) string {
	words := make([]string, len(sightings))
	for n, s := range sightings {
		words[n] = s.String()
	}
	return strings.Join(words, ", ")
}

func becomes(i item, before, after string) string {
	if before == "" {
		return fmt.Sprintf("%s is %s", i, after)
	}
	return fmt.Sprintf("%s: %s → %s", i, before, after)
}

func waiting(unfinished []sighting, gone, left time.Duration) string {
	return fmt.Sprintf("waiting for %s: %s so far, at most %s more", enumerate(unfinished), rounded(gone), rounded(left))
}

func rounded(d time.Duration) string {
	text := d.Round(time.Second).String()
	if trimmed, ok := strings.CutSuffix(text, "m0s"); ok {
		return trimmed + "m"
	}
	return text
}

func timedOut(unfinished []sighting, limit time.Duration) string {
	return fmt.Sprintf("after %s this is still not registered: %s. Azure goes on with it. Run `pulumi up` again to go on waiting; to wait longer in one "+
		"go, raise waitTimeoutInSeconds or the resource option customTimeouts", rounded(limit), enumerate(unfinished))
}

func interrupted(unfinished []sighting) string {
	return fmt.Sprintf("interrupted while this was not registered yet: %s. Azure goes on with what was begun; the next `pulumi up` goes on here",
		enumerate(unfinished))
}

func askingAgain(i item, err error) string {
	return fmt.Sprintf("%v. Asking again about the %s", err, i)
}

func notAgain(provider item) string {
	return fmt.Sprintf("%s and its features are registered; it was not registered once more, because the credential may not. If a feature shows no "+
		"effect, let somebody who may run `az provider register --namespace %s`", provider, provider.namespace)
}

func kept(subscription string) string {
	return fmt.Sprintf("subscription %s stays as it is: features and resource providers remain registered, because others may use them. "+
		"`az feature unregister` and `az provider unregister` take them back", subscription)
}
