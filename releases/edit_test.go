package releases

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// set changes one place of a document; nil removes it.
func set(t *testing.T, document map[string]any, path string, value any) {
	t.Helper()
	parent, name := document, path
	for before, after, more := strings.Cut(name, "/"); more; before, after, more = strings.Cut(name, "/") {
		child, ok := parent[before].(map[string]any)
		if !ok {
			child = map[string]any{}
			parent[before] = child
		}
		parent, name = child, after
	}
	if value == nil {
		require.Contains(t, parent, name, path)
		delete(parent, name)
		return
	}
	parent[name] = value
}
