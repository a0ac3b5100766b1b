// Package golden compares what a test made with a file that is kept beside the test, so that a change of it is seen and judged.
package golden

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rewriteSwitch is the environment variable that makes Compare write the files instead of reading them.
const rewriteSwitch = "GOLDEN"

// Compare fails the test unless got is what the file at path holds. With GOLDEN=rewrite in the environment it writes the file instead.
func Compare(t testing.TB, path string, got []byte) {
	t.Helper()
	if os.Getenv(rewriteSwitch) == "rewrite" {
		rewrite(t, path, got)
		return
	}
	want, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.Fatalf("there is no file %s; make it with %s=rewrite, and read it before it is committed", path, rewriteSwitch)
	case err != nil:
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-) is not what the test made (+); if the change is meant, run the test with %s=rewrite\n%s", path, rewriteSwitch, diff)
	}
}

func rewrite(t testing.TB, path string, got []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, got, 0o644); err != nil {
		t.Fatal(err)
	}
}
