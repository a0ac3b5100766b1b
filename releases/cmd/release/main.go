// Command release does the parts of a release that are this project's own: see the targets `release`, `release-check` and `baseline` of
// the Makefile. Run it at the root of the repository.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/blang/semver"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/aks-gitops/pulumi-aks-gitops/releases"
)

const usage = `usage: release check VERSION    fail, with all reasons, unless the sources may be released as VERSION
       release notes VERSION    print what CHANGELOG.md says of VERSION, or of what is unreleased
       release schema VERSION   print the schema with VERSION in it
       release baseline         keep in releases/ what the sources promise as of their version`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 && args[0] == "baseline" {
		return baseline()
	}
	if len(args) != 2 {
		return errors.New(usage)
	}
	version, err := semver.Parse(args[1])
	if err != nil {
		return fmt.Errorf("%q is not a version such as 1.2.3 or 1.2.3-rc.1, without a leading v: %w", args[1], err)
	}
	switch args[0] {
	case "check":
		return check(version)
	case "notes":
		return notes(version)
	case "schema":
		return schema(version)
	}
	return errors.New(usage)
}

func check(version semver.Version) error {
	objections, err := releases.Objections(".", provider.Version, version)
	if err != nil {
		return err
	}
	if len(objections) > 0 {
		return fmt.Errorf("these sources cannot be released as %s:\n  %s", version, strings.Join(objections, "\n  "))
	}
	return nil
}

func notes(version semver.Version) error {
	changelog, err := releases.ReadChangelog(".")
	if err != nil {
		return err
	}
	section, ok := changelog.Section(version.String())
	if !ok {
		section, _ = changelog.Section(releases.Unreleased)
	}
	fmt.Println(section.Text)
	return nil
}

func schema(version semver.Version) error {
	current, err := releases.Current(".", version)
	if err != nil {
		return err
	}
	text, err := releases.WithVersion(current.Schema, version)
	if err == nil {
		_, err = os.Stdout.Write(text)
	}
	return err
}

func baseline() error {
	version, err := semver.Parse(provider.Version)
	if err != nil {
		return fmt.Errorf("the version in provider/provider.go: %w", err)
	}
	tags, err := exec.Command("git", "tag", "--list").Output()
	if err != nil {
		return fmt.Errorf("git tag --list: %w", err)
	}
	if slices.Contains(strings.Fields(string(tags)), "v"+provider.Version) {
		return fmt.Errorf("%s is released, and what it promised stays as it is: raise the version in provider/provider.go first", version)
	}
	current, err := releases.Current(".", version)
	if err != nil {
		return err
	}
	return current.Write(".")
}
