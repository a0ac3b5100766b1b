package tests

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/languages"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// badCases are bad programs by the languages that can write them: the compilers of the others refuse them.
var badCases = map[string][]string{
	"nodejs":       {"unknown", "missing", "url", "two", "plain"},
	"python":       {"unknown", "missing", "url", "two", "plain"},
	"go":           {"missing", "url", "two"},
	"go-inprocess": {"missing", "url", "two"},
	"java":         {"missing", "two"},
}

// TestLanguagesFaults shows that a person reads the same text in every language: the one in the file of the case.
func TestLanguagesFaults(t *testing.T) {
	t.Parallel()
	for _, language := range languages.All {
		t.Run(language.Name, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, badCases[language.Name])
			bad := filepath.Join("testdata", "languages", "bad", language.Name, path.Base(language.Main))
			dir, environment := language.Project(t, bad)
			s := stack.NewProject(t, dir, environment)
			for _, name := range badCases[language.Name] {
				s.Config(map[string]string{"case": name})
				result := s.Run("preview")
				assert.NotZero(t, result.ExitCode, name)
				golden.Compare(t, filepath.Join("testdata", "languages", "bad", name+".txt"), listOfFaults(t, result.Output()))
			}
			untouched(t, s)
		})
	}
}

// headline is how the list of faults begins, whatever the language's host has put before it.
var headline = regexp.MustCompile(`AksGitOps "gitops" has .*`)

// listOfFaults takes the list of faults out of what Pulumi said.
func listOfFaults(t *testing.T, output string) []byte {
	t.Helper()
	all := headline.FindAllStringIndex(output, -1)
	if all == nil {
		t.Error("the output has no list of faults")
		return nil
	}
	at := all[len(all)-1] // the diagnostics come last, after the progress, which shows first lines only
	lines := []string{output[at[0]:at[1]]}
	for line := range strings.Lines(output[at[1]+1:]) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "- ") {
			break
		}
		lines = append(lines, line)
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// Every case has a program, and every text a case.
func TestLanguagesFaultsAreComplete(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "languages", "bad", "*.txt"))
	require.NoError(t, err)
	cases := map[string]bool{}
	for _, names := range badCases {
		for _, name := range names {
			cases[name+".txt"] = true
		}
	}
	assert.Len(t, files, len(cases))
	for _, file := range files {
		assert.True(t, cases[filepath.Base(file)], file)
	}
	programs, err := os.ReadDir(filepath.Join("testdata", "languages", "bad"))
	require.NoError(t, err)
	assert.Len(t, programs, len(cases)+len(languages.All))
}
