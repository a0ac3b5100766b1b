package releases

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/blang/semver"
)

// Unreleased is the name of the changelog's first section.
const Unreleased = "Unreleased"

// Section is what the changelog says of one version.
type Section struct {
	// Version is a version, or Unreleased.
	Version string
	// Text is everything below the heading.
	Text string
}

// Changelog is CHANGELOG.md, newest section first.
type Changelog []Section

var heading = regexp.MustCompile(`(?m)^## \[([^\]]+)\].*$`)

// ParseChangelog reads a changelog in the form of Keep a Changelog.
func ParseChangelog(text string) (Changelog, error) {
	found := heading.FindAllStringSubmatchIndex(text, -1)
	sections := make(Changelog, len(found))
	for i, at := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		version := text[at[2]:at[3]]
		if _, err := semver.Parse(version); err != nil && version != Unreleased {
			return nil, fmt.Errorf("CHANGELOG.md: the heading [%s] is neither [%s] nor a version such as [1.2.3]", version, Unreleased)
		}
		sections[i] = Section{Version: version, Text: strings.TrimSpace(text[at[1]:end])}
	}
	return sections, nil
}

// Section is the section of a version.
func (c Changelog) Section(version string) (Section, bool) {
	for _, section := range c {
		if section.Version == version {
			return section, true
		}
	}
	return Section{}, false
}

// After are the sections of everything later than a version.
func (c Changelog) After(version semver.Version) Changelog {
	var later Changelog
	for _, section := range c {
		if section.Version == Unreleased || semver.MustParse(section.Version).GT(version) {
			later = append(later, section)
		}
	}
	return later
}

// An announcement is an item of a list with all of its lines.
var announcement = regexp.MustCompile(`(?m)^- \*\*Breaking\*\*.*(\n[ \t]+\S.*)*`)

// Announces tells whether a section has an item that begins with **Breaking** and names the subject as code.
func (c Changelog) Announces(subject string) bool {
	for _, section := range c {
		for _, item := range announcement.FindAllString(section.Text, -1) {
			if strings.Contains(item, "`"+subject+"`") {
				return true
			}
		}
	}
	return false
}
