package aksgitops

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

const (
	lower  = "abcdefghijklmnopqrstuvwxyz"
	digits = "0123456789"
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// nameRuleInWords states a rule without a regular expression: the characters that may begin, be in the middle of, and end a name.
type nameRuleInWords struct {
	rule             nameRule
	min, max         int
	first, mid, last string
}

var nameRules = map[string]nameRuleInWords{
	"managedNames":       {managedNames, 1, 63, lower + upper + digits, lower + upper + digits + "-_", lower + upper + digits},
	"arcNames":           {arcNames, 1, 63, lower + upper + digits, lower + upper + digits + "-_.", lower + upper + digits},
	"dnsPrefixes":        {dnsPrefixes, 1, 54, lower + upper + digits, lower + upper + digits + "-", lower + upper + digits},
	"nodePoolNames":      {nodePoolNames, 1, 12, lower, lower + digits, lower + digits},
	"extensionNames":     {extensionNames, 1, 253, lower + upper + digits, lower + upper + digits + "-.", lower + upper + digits + "-."},
	"configurationNames": {configurationNames, 1, 63, lower + digits, lower + digits + "-.", lower + digits},
	"namespaceNames":     {namespaceNames, 1, 63, lower + digits, lower + digits + "-", lower + digits},
	"objectNames":        {objectNames, 1, 253, lower + digits, lower + digits + "-.", lower + digits},
	"bucketNames":        {bucketNames, 3, 63, lower + digits, lower + digits + "-.", lower + digits},
}

// fits is the independent statement of the rule.
func (r nameRuleInWords) fits(name string) bool {
	if len(name) < r.min || len(name) > r.max || !strings.Contains(r.first, name[:1]) || !strings.Contains(r.last, name[len(name)-1:]) {
		return false
	}
	if len(name) == 1 {
		return true
	}
	return strings.Trim(name[1:len(name)-1], r.mid) == ""
}

func TestNamesAtTheirLimits(t *testing.T) {
	t.Parallel()
	for name, words := range nameRules {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			longest := strings.Repeat("a", words.max)
			shortest := strings.Repeat("a", words.min)
			assert.True(t, words.rule.fits(shortest))
			assert.False(t, words.rule.fits(shortest[1:]))
			assert.True(t, words.rule.fits(longest))
			assert.False(t, words.rule.fits(longest+"a"))
			assert.False(t, words.rule.fits(""))
			assert.False(t, words.rule.fits("a\n"), "a line end is no part of a name")
			assert.Equal(t, words.max, words.rule.max)
		})
	}
}

func TestNamesAgreeWithTheRuleInWords(t *testing.T) {
	t.Parallel()
	for name, words := range nameRules {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				candidate := rapid.OneOf(
					rapid.StringMatching(`[a-z0-9A-Z_.-]{0,70}`),
					rapid.StringMatching(`[a-z][a-z0-9.-]{0,14}[a-z0-9]`),
					rapid.String(),
				).Draw(t, "name")
				if words.rule.fits(candidate) != words.fits(candidate) {
					t.Fatalf("%q: rule says %v", candidate, words.rule.fits(candidate))
				}
			})
		})
	}
}

// Resource groups may have letters and digits of every script.
func TestResourceGroupNames(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		candidate := rapid.OneOf(rapid.StringMatching(`[\p{L}\p{N}_().-]{0,95}`), rapid.String()).Draw(t, "name")
		want := candidate != "" && utf8.RuneCountInString(candidate) <= 90 && !strings.HasSuffix(candidate, ".")
		for _, r := range candidate {
			want = want && (unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("_().-", r))
		}
		if resourceGroupNames.fits(candidate) != want {
			t.Fatalf("%q: rule says %v", candidate, !want)
		}
	})
}

func TestContainerNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"abc": true, "a-b": true, "a1b": true, "$root": true, strings.Repeat("a", 63): true,
		"a": false, "a1": false, "": false, "a--b": false, "-ab": false, "ab-": false, "Ab": false, "$roots": false, strings.Repeat("a", 64): false,
	} {
		assert.Equal(t, want, containerNames.fits(name), name)
	}
}

// Children's names never meet, whatever the component and its configurations are called.
func TestChildNamesNeverCollide(t *testing.T) {
	t.Parallel()
	part := rapid.StringMatching(`[a-z0-9]([a-z0-9.-]{0,6}[a-z0-9])?|a-configuration|a-cluster|a-extension|a`)
	rapid.Check(t, func(t *rapid.T) {
		component, other := part.Draw(t, "component"), part.Draw(t, "other component")
		configuration, another := part.Draw(t, "configuration"), part.Draw(t, "other configuration")
		same := component == other && configuration == another
		if same != (configurationChildName(component, configuration) == configurationChildName(other, another)) {
			t.Fatalf("%q and %q", configurationChildName(component, configuration), configurationChildName(other, another))
		}
		for _, sibling := range []string{clusterChildName(other), extensionChildName(other), other} {
			if sibling == configurationChildName(component, configuration) {
				t.Fatalf("%q is also the name of a configuration", sibling)
			}
		}
	})
}

// What dnsPrefixOf makes of a cluster's name is a DNS prefix.
func TestDNSPrefixOfEveryClusterName(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?`).Draw(t, "name")
		if !managedNames.fits(name) {
			t.Fatalf("%q is drawn as a cluster's name and is none", name)
		}
		if prefix := dnsPrefixOf(name); !dnsPrefixes.fits(prefix) {
			t.Fatalf("%q of %q", prefix, name)
		}
	})
}
