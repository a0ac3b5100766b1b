package releases

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var plugin = regexp.MustCompile(`"version": "([^"]+)"`)

// stated are the files in which an SDK says its version, and how.
var stated = map[string]*regexp.Regexp{
	"sdk/go/aksgitops/pulumi-plugin.json":                                    plugin,
	"sdk/go/aksgitops/internal/pulumiUtilities.go":                           regexp.MustCompile(`semver\.MustParse\("([^"]+)"\)`),
	"sdk/nodejs/package.json":                                                plugin,
	"sdk/python/pulumi_aks_gitops/pulumi-plugin.json":                        plugin,
	"sdk/python/pyproject.toml":                                              regexp.MustCompile(`(?m)^\s*version = "([^"]+)"`),
	"sdk/dotnet/pulumi-plugin.json":                                          plugin,
	"sdk/dotnet/version.txt":                                                 regexp.MustCompile(`^(\S+)\s*$`),
	"sdk/dotnet/Pulumi.AksGitOps.csproj":                                     regexp.MustCompile(`<Version>([^<]+)</Version>`),
	"sdk/java/pom.xml":                                                       mentioned,
	"sdk/java/src/main/resources/io/github/aksgitops/aks-gitops/plugin.json": plugin,
	"sdk/java/src/main/resources/io/github/aksgitops/aks-gitops/version.txt": regexp.MustCompile(`^(\S+)\s*$`),
}

// mentioned finds a version of this package wherever people write one: after its name, with what package managers put between.
var mentioned = regexp.MustCompile(`(?i)aks[-_.]?gitops[\w"'/-]*(?:</artifactId>\s*<version>|[\s@:=^~<>,"'-]*(?:version[\s:="']+)?v?)(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc|dev)[\w.]*\w)?)`)

// read are the files and folders of text in which people find versions to copy.
var read = []string{
	"README.md", "docs", "examples", "sdk/go/aksgitops/README.md", "sdk/nodejs/README.md", "sdk/python/README.md", "sdk/java/README.md",
	"sdk/dotnet/README.md",
}

// OtherVersions are the places that state another version than this one, each as a sentence.
func OtherVersions(root, version string) ([]string, error) {
	var others []string
	for _, file := range slices.Sorted(maps.Keys(stated)) {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			return nil, err
		}
		if !stated[file].Match(text) {
			others = append(others, fmt.Sprintf("%s states no version where one is expected", file))
		}
		others = append(others, otherVersions(file, text, stated[file], version)...)
	}
	for _, place := range read {
		found, err := mentions(root, place, version)
		if err != nil {
			return nil, err
		}
		others = append(others, found...)
	}
	return others, nil
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

// mentions looks through a file, or everything below a folder.
func mentions(root, place, version string) ([]string, error) {
	var others []string
	tree := os.DirFS(root)
	err := fs.WalkDir(tree, place, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "node_modules":
			return fs.SkipDir
		case entry.IsDir() || strings.HasSuffix(name, ".png"):
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		others = append(others, otherVersions(name, text, mentioned, version)...)
		return err
	})
	return others, err
}
