//go:build unix

package process

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// play runs a part as a program that nobody supervises, and returns what it said.
func play(t *testing.T, name string) (cmd *exec.Cmd, words string) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env, cmd.Dir = []string{part + "=" + name}, t.TempDir()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		killGroup(cmd.Process.Pid)
		_ = cmd.Wait()
	})
	require.Eventually(t, func() bool {
		text, _ := os.ReadFile(filepath.Join(cmd.Dir, "said"))
		_, words, _ = strings.Cut(string(text), "\n")
		return words != ""
	}, soon, often)
	return cmd, words
}

func TestSweepKillsWhatIsMeantAndNothingElse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "a", "b"), 0o700))
	left, _ := play(t, "stubborn")
	other, _ := play(t, "stubborn")
	file := func(name string) string { return filepath.Join(dir, "a", "b", name) }
	require.NoError(t, writeMark(file("left.pid"), left.Process.Pid))
	require.NoError(t, writeMark(file("gone.pid"), 0))
	require.NoError(t, os.WriteFile(file("cut-short.pid"), []byte(`{"pid":`), 0o600))
	text, err := os.ReadFile(file("left.pid"))
	require.NoError(t, err)
	require.NoError(t, writeMark(file("number-of-another.pid"), other.Process.Pid))
	another := strings.Replace(string(text), identity(left.Process.Pid), "1 earlier /program", 1)
	require.NoError(t, os.WriteFile(file("number-of-another.pid"), []byte(another), 0o600))

	require.NoError(t, Sweep(dir))
	gone(t, left.Process.Pid)
	assert.NotEmpty(t, identity(other.Process.Pid))
	marks, err := marksBelow(dir)
	require.NoError(t, err)
	assert.Empty(t, marks)
	require.NoError(t, Sweep(filepath.Join(dir, "missing")))
}

func TestNothingOutlivesAParentThatIsKilled(t *testing.T) {
	t.Parallel()
	parent, dir := play(t, "parent")
	below := parent.Dir
	require.DirExists(t, dir)
	child := said(dir)
	require.NotEmpty(t, identity(child))
	assert.ErrorContains(t, Claim(dir), "is in use by process")

	mine, err := Temporary(below, "run-")
	require.NoError(t, err)
	assert.DirExists(t, dir, "its owner lives")

	require.NoError(t, parent.Process.Kill())
	if runtime.GOOS == "linux" {
		gone(t, child)
	}
	gone(t, parent.Process.Pid)
	again, err := Temporary(below, "run-")
	require.NoError(t, err)
	gone(t, child)
	assert.NoDirExists(t, dir)
	assert.DirExists(t, mine)
	assert.DirExists(t, again)
}

func TestFoldersWithoutAnOwner(t *testing.T) {
	t.Parallel()
	below := t.TempDir()
	fresh, old := filepath.Join(below, "run-fresh"), filepath.Join(below, "run-old")
	for _, dir := range []string{fresh, old} {
		require.NoError(t, os.Mkdir(dir, 0o700))
	}
	past := time.Now().Add(-2 * young)
	require.NoError(t, os.Chtimes(old, past, past))
	_, err := Temporary(below, "run-")
	require.NoError(t, err)
	assert.DirExists(t, fresh, "it may just be being made")
	assert.NoDirExists(t, old)
}

func TestClaimTakesOverWhatItsOwnerLeft(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "state")
	require.NoError(t, Claim(dir))
	require.NoError(t, Claim(dir), "it is ours already")

	left, _ := play(t, "stubborn")
	require.NoError(t, writeMark(filepath.Join(dir, "left.pid"), left.Process.Pid))
	require.NoError(t, Claim(dir))
	assert.NotEmpty(t, identity(left.Process.Pid), "our own are not what an earlier one left")

	require.NoError(t, os.WriteFile(filepath.Join(dir, owner), []byte(`{"pid":4194304,"identity":"x"}`), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "data"), nil, 0o600))
	require.NoError(t, Claim(dir))
	gone(t, left.Process.Pid)
	assert.FileExists(t, filepath.Join(dir, "data"))
}
