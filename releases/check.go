package releases

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"

	"github.com/blang/semver"
)

// ReadChangelog reads CHANGELOG.md.
func ReadChangelog(root string) (Changelog, error) {
	text, err := os.ReadFile(filepath.Join(root, "CHANGELOG.md"))
	if err != nil {
		return nil, err
	}
	return ParseChangelog(string(text))
}

// Objections are the reasons why the present sources must not be released as a version, each as a sentence. The sources' own version is
// the plugin's.
func Objections(root, source string, wanted semver.Version) ([]string, error) {
	version := wanted.String()
	var objections []string
	if source != version {
		objections = append(objections, fmt.Sprintf("provider/provider.go has version %s, and not %s", source, version))
	}
	others, err := OtherVersions(root, version)
	if err != nil {
		return nil, err
	}
	objections = append(objections, others...)
	changelog, err := ReadChangelog(root)
	if err != nil {
		return nil, err
	}
	if section, ok := changelog.Section(version); !ok || section.Text == "" {
		objections = append(objections, fmt.Sprintf("CHANGELOG.md has no section [%s]", version))
	}
	if section, _ := changelog.Section(Unreleased); section.Text != "" {
		objections = append(objections, fmt.Sprintf("CHANGELOG.md has entries under [%s]", Unreleased))
	}
	unkept, err := unkept(root, wanted, changelog)
	return append(objections, unkept...), err
}

// unkept are the objections to what releases/ holds.
func unkept(root string, wanted semver.Version, changelog Changelog) ([]string, error) {
	current, err := Current(root, wanted)
	if err != nil {
		return nil, err
	}
	baselines, err := Baselines(root)
	if err != nil {
		return nil, err
	}
	objections := Broken(current, baselines, changelog)
	for _, kept := range baselines {
		if kept.Version.EQ(wanted) {
			kept.Schema.Version = ""
			if !reflect.DeepEqual(kept.Schema, current.Schema) || !reflect.DeepEqual(kept.Children, current.Children) {
				objections = append(objections, fmt.Sprintf("releases/%s is not what these sources make: run `make baseline`", wanted))
			}
			return objections, nil
		}
	}
	return append(objections, fmt.Sprintf("there is no releases/%s: run `make baseline`", wanted)), nil
}
