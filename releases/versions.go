package releases

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
)

var plugin = regexp.MustCompile(`"version": "([^"]+)"`)

// stated are the names of the files in which an SDK says its version, and how.
var stated = map[string]*regexp.Regexp{
	"pulumi-plugin.json":      plugin,
	"plugin.json":             plugin,
	"package.json":            plugin,
	"version.txt":             regexp.MustCompile(`^(\S+)\s*$`),
	"pulumiUtilities.go":      regexp.MustCompile(`semver\.MustParse\("([^"]+)"\)`),
	"pyproject.toml":          regexp.MustCompile(`(?m)^\s*version = "([^"]+)"`),
	"Pulumi.AksGitOps.csproj": regexp.MustCompile(`<Version>([^<]+)</Version>`),
	"pom.xml":                 mentioned,
	"README.md":               mentioned,
}

// mentioned finds a version of this package wherever people write one: after its name, with what package managers put between.
var mentioned = regexp.MustCompile(`(?i)aks[-_.]?gitops[\w"'/-]*(?:</artifactId>\s*<version>|[\s@:=^~<>,"'-]*(?:version[\s:="']+)?v?)(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc|dev)[\w.]*\w)?)`)

// OtherVersions are the places that state another version than this one, each as a sentence.
func OtherVersions(root, version string) ([]string, error) {
	var others []string
	found := map[string]bool{}
	err := walk(root, "sdk", func(file string, text []byte) {
		if pattern := stated[path.Base(file)]; pattern != nil {
			found[path.Base(file)] = found[path.Base(file)] || pattern.Match(text)
			others = append(others, otherVersions(file, text, pattern, version)...)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(stated)) {
		if !found[name] {
			others = append(others, fmt.Sprintf("no %s in sdk/ states a version", name))
		}
	}
	for _, place := range []string{"README.md", "docs", "examples"} {
		err = errors.Join(err, walk(root, place, func(file string, text []byte) {
			others = append(others, otherVersions(file, text, mentioned, version)...)
		}))
	}
	return others, err
}

func otherVersions(file string, text []byte, pattern *regexp.Regexp, version string) []string {
	var others []string
	for _, match := range pattern.FindAllSubmatch(text, -1) {
		if found := string(match[1]); found != version {
			others = append(others, fmt.Sprintf("%s states version %s, and not %s", file, found, version))
		}
	}
	return others
}

// walk reads a file, or everything below a folder.
func walk(root, place string, look func(file string, text []byte)) error {
	tree := os.DirFS(root)
	return fs.WalkDir(tree, place, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "node_modules":
			return fs.SkipDir
		case entry.IsDir() || strings.HasSuffix(file, ".png"):
			return nil
		}
		text, err := fs.ReadFile(tree, file)
		look(file, text)
		return err
	})
}
