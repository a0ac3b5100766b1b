package servers

import (
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asKilled names the environment variable that makes this program the test that is killed.
const asKilled = "SERVERS_TEST_IS_KILLED"

func TestServerEndsWithAKilledTest(t *testing.T) {
	t.Parallel()
	held, end, err := os.Pipe() // the server and its test hold the end
	require.NoError(t, err)
	defer func() { _ = held.Close() }()
	killed := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	killed.Env = append(os.Environ(), asKilled+"=yes")
	killed.ExtraFiles = []*os.File{end}
	require.NoError(t, killed.Start())
	require.NoError(t, end.Close())
	require.NoError(t, held.SetReadDeadline(time.Now().Add(patience)))
	started := make([]byte, len("started\n"))
	_, err = io.ReadFull(held, started)
	require.NoError(t, err)

	require.NoError(t, killed.Process.Kill())
	require.Error(t, killed.Wait())
	rest, err := io.ReadAll(held)
	require.NoError(t, err, "the server still holds the end")
	assert.Empty(t, rest)
}

// TestKilled is no test but what the one above kills: it starts a server that would run for an hour, and waits for its own end.
func TestKilled(t *testing.T) { //nolint:paralleltest // it is alone in its process
	if os.Getenv(asKilled) == "" {
		return
	}
	cmd := exec.Command("sh", "-c", "echo started >&3; exec sleep 3600")
	cmd.ExtraFiles = []*os.File{os.NewFile(3, "end")}
	p := start(t, cmd)
	<-p.ended
}

func TestServerThatEndsAtOnceIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	p := start(t, exec.Command("false"))
	assert.ErrorIs(t, p.await(func() error { return io.EOF }), errEnded)
}
