package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// witness is a test that is watched while it fails.
type witness struct {
	testing.TB
	said string
}

func (w *witness) Helper() {}

func (w *witness) Errorf(format string, args ...any) { w.said = fmt.Sprintf(format, args...) }

func (w *witness) Fatalf(format string, args ...any) {
	w.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func compare(path, got string) string {
	w := &witness{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		Compare(w, path, []byte(got))
	}()
	<-done
	return w.said
}

func TestCompare(t *testing.T) {
	path := filepath.Join(t.TempDir(), "below", "file.txt")
	t.Setenv(rewriteSwitch, "")
	assert.Contains(t, compare(path, "a\n"), "there is no file "+path+"; make it with GOLDEN=rewrite")

	t.Setenv(rewriteSwitch, "rewrite")
	require.Empty(t, compare(path, "a\n"))
	written, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "a\n", string(written))

	t.Setenv(rewriteSwitch, "")
	assert.Empty(t, compare(path, "a\n"))
	assert.Contains(t, compare(path, "b\n"), "is not what the test made")
}
