package tests

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// shownFaults are the list of faults in what Pulumi says.
var shownFaults = regexp.MustCompile(`AksGitOps "[^\n]*\n( *- [^\n]*\n)+`)

// TestFaultsOnThePages makes the list of faults that README.md shows.
func TestFaultsOnThePages(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile("testdata/pages/Pulumi.yaml")
	require.NoError(t, err)
	s := stack.New(t, string(program))
	result := s.Run("preview")
	assert.NotZero(t, result.ExitCode)
	var shown strings.Builder
	for line := range strings.Lines(shownFaults.FindString(result.Output())) {
		if fault, is := strings.CutPrefix(strings.TrimSpace(line), "- "); is {
			line = "  - " + fault + "\n"
		}
		shown.WriteString(line)
	}
	golden.Compare(t, "testdata/pages/faults.txt", []byte(shown.String()))
}

var (
	chooser   = regexp.MustCompile(`(?s)\{\{< chooser language "([^"]*)" >\}\}(.*?)\{\{< /chooser >\}\}`)
	choosable = regexp.MustCompile(`(?s)\{\{% choosable language (\w+) %\}\}\n\n(.+?)\n\n\{\{% /choosable %\}\}`)
	link      = regexp.MustCompile(`\]\(([^)]*)\)`)
)

// TestRegistryPages holds the two pages that the Pulumi Registry takes against what it makes of them.
func TestRegistryPages(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../schema.json")
	require.NoError(t, err)
	var schema struct{ DisplayName string }
	require.NoError(t, json.Unmarshal(text, &schema))
	for name, title := range map[string]string{
		"_index.md":                     schema.DisplayName,
		"installation-configuration.md": schema.DisplayName + " Installation & Configuration",
	} {
		page, err := os.ReadFile("../docs/" + name)
		require.NoError(t, err)
		parts := strings.SplitN(string(page), "---\n", 3)
		require.Len(t, parts, 3, name)
		assert.Empty(t, parts[0], "%s: the front matter is at the top", name)
		var front map[string]string
		require.NoError(t, yaml.Unmarshal([]byte(parts[1]), &front), name)
		assert.NotEmpty(t, front["meta_desc"], name)
		delete(front, "meta_desc")
		assert.Equal(t, map[string]string{"title": title, "layout": "package"}, front, name)

		rest := parts[2]
		for _, found := range chooser.FindAllStringSubmatch(rest, -1) {
			var languages []string
			for _, choice := range choosable.FindAllStringSubmatch(found[2], -1) {
				languages = append(languages, choice[1])
			}
			assert.Equal(t, "typescript,python,go,csharp,java,yaml", found[1], name)
			assert.Equal(t, found[1], strings.Join(languages, ","), name)
			assert.Empty(t, strings.TrimSpace(choosable.ReplaceAllString(found[2], "")), "%s: between the choices", name)
		}
		rest = chooser.ReplaceAllString(rest, "")
		assert.NotEqual(t, parts[2], rest, "%s: has no chooser", name)
		assert.NotContains(t, rest, "{{", name)
		for _, found := range link.FindAllStringSubmatch(rest, -1) {
			assert.Regexp(t, `^https://`, found[1], "%s: the Registry has no other files of the repository", name)
		}
	}
}

// TestThePagesNameTheMinimumCLI holds the version that the pages name against the one that builds and tests ask for.
func TestThePagesNameTheMinimumCLI(t *testing.T) {
	t.Parallel()
	makefile, err := os.ReadFile("../Makefile")
	require.NoError(t, err)
	minimum := regexp.MustCompile(`(?m)^PULUMI_MINIMUM := (.*)$`).FindSubmatch(makefile)
	require.NotNil(t, minimum)
	page, err := os.ReadFile("../docs/installation-configuration.md")
	require.NoError(t, err)
	assert.Contains(t, string(page), "version "+string(minimum[1])+" or newer")
}

// TestReadmeBeginsWithTwoCommands keeps what most people need at the top of the page, and the page to what can be read at a sitting.
func TestReadmeBeginsWithTwoCommands(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	assert.LessOrEqual(t, strings.Count(string(page), "\n"), 200)
	lines := strings.SplitN(string(page), "\n", 13)
	top := strings.Join(lines[:12], "\n")
	for _, command := range []string{"make demo ", "make test "} {
		assert.Contains(t, top, "\n"+command)
	}
}
