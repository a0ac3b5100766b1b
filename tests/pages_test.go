package tests

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
