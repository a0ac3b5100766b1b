package releases

import (
	"testing"

	"github.com/blang/semver"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const history = `# Changelog

Some words.

## [Unreleased]

### Changed

- **Breaking**: ` + "`House.door`" + ` is a list. Write
  ` + "`House.doors`" + ` instead.
- ` + "`House.roof`" + ` is new. **Breaking** it is not.

## [0.2.0] - 2026-01-02

- **Breaking**: ` + "`Garden`" + ` is gone.

## [0.1.0] - 2025-12-01

- All of it.
`

func TestChangelogHasSections(t *testing.T) {
	t.Parallel()
	changelog, err := ParseChangelog(history)
	require.NoError(t, err)
	require.Len(t, changelog, 3)
	section, ok := changelog.Section("0.1.0")
	assert.True(t, ok)
	assert.Equal(t, "- All of it.", section.Text)
	_, ok = changelog.Section("0.3.0")
	assert.False(t, ok)
}

func TestChangelogRefusesHeadingsThatAreNoVersions(t *testing.T) {
	t.Parallel()
	_, err := ParseChangelog("## [v0.1.0] - 2025-12-01\n")
	assert.EqualError(t, err, "CHANGELOG.md: the heading [v0.1.0] is neither [Unreleased] nor a version such as [1.2.3]")
}

func TestAnnouncements(t *testing.T) {
	t.Parallel()
	changelog, err := ParseChangelog(history)
	require.NoError(t, err)
	for _, test := range []struct {
		since, subject string
		want           bool
	}{
		{"0.2.0", "House.door", true},
		{"0.2.0", "House.doors", true},
		{"0.2.0", "House", false},
		{"0.2.0", "House.roof", false},
		{"0.2.0", "Garden", false},
		{"0.1.0", "Garden", true},
	} {
		assert.Equal(t, test.want, changelog.After(semver.MustParse(test.since)).Announces(test.subject), "%s since %s", test.subject, test.since)
	}
}
