package flux

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// documented expects that whoever reads a message finds it on the page about troubleshooting, in the first column of a table under "What
// Flux says". There, … stands for what differs from case to case.
func documented(t *testing.T, message string) {
	t.Helper()
	sayings, err := sayings()
	require.NoError(t, err)
	oneLine := strings.Join(strings.Fields(message), " ")
	for _, saying := range sayings {
		if saying.MatchString(oneLine) {
			return
		}
	}
	assert.Fail(t, "docs/troubleshooting.md does not have this message", message)
}

var code = regexp.MustCompile("`([^`]+)`")

var sayings = sync.OnceValues(func() ([]*regexp.Regexp, error) {
	root, err := toolchain.FindRoot()
	if err != nil {
		return nil, err
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "troubleshooting.md"))
	if err != nil {
		return nil, err
	}
	_, section, _ := strings.Cut(string(page), "\n## What Flux says\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var out []*regexp.Regexp
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		cell, _, _ := strings.Cut(line[2:], " | ")
		for _, words := range code.FindAllStringSubmatch(cell, -1) {
			parts := strings.Split(words[1], "…")
			for i, part := range parts {
				parts[i] = regexp.QuoteMeta(part)
			}
			out = append(out, regexp.MustCompile("(?s)"+strings.Join(parts, ".*")))
		}
	}
	return out, nil
})

// TestDocumented shows that the check can fail, and what it finds.
func TestDocumented(t *testing.T) {
	t.Parallel()
	sayings, err := sayings()
	require.NoError(t, err)
	require.Greater(t, len(sayings), 30)
	for _, saying := range sayings {
		assert.False(t, saying.MatchString("Kustomization apps/web: SomethingFailed: this is what nobody has ever said"), "%s says too little", saying)
	}
	documented(t, `Kustomization apps/web-app: BuildFailed: post build failed for 'ConfigMap.v1.[noGrp]/result': substitute from 'ConfigMap/values' error: configmaps "values" not found`)
}
