package servers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestGitOverSSHAsksForTheRightKeyAndShowsItsOwn(t *testing.T) {
	t.Parallel()
	server := servers.StartGitSSH(t)
	repository := servers.NewRepository(t, servers.Files{"clusters/staging/app.yaml": "kind: List\n"})
	key := servers.NewSSHKey(t)
	server.Authorize(key.Public)
	for name, c := range map[string]struct {
		key        servers.SSHKey
		knownHosts string
		want       string
	}{
		"right":             {key, server.KnownHosts, ""},
		"wrong key":         {servers.NewSSHKey(t), server.KnownHosts, "Permission denied (publickey)"},
		"wrong known hosts": {key, server.OtherKnownHosts(), "Host key verification failed"},
		"no known hosts":    {key, "", "Host key verification failed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, out, err := clone(t, server.URL(repository), "GIT_SSH_COMMAND="+sshCommand(t, c.key, c.knownHosts))
			if c.want != "" {
				require.Error(t, err)
				assert.Contains(t, out, c.want)
				return
			}
			require.NoError(t, err, out)
			assert.FileExists(t, filepath.Join(dir, "clusters", "staging", "app.yaml"))
		})
	}
}

func TestGitOverSSHLetsInAKeyThatIsAuthorisedLater(t *testing.T) {
	t.Parallel()
	server := servers.StartGitSSH(t)
	repository := servers.NewRepository(t, servers.Files{"a.yaml": "a: 1\n"})
	key := servers.NewSSHKey(t)
	command := "GIT_SSH_COMMAND=" + sshCommand(t, key, server.KnownHosts)
	_, out, err := clone(t, server.URL(repository), command)
	require.Error(t, err)
	assert.Contains(t, out, "Permission denied (publickey)")

	server.Authorize(key.Public)
	_, out, err = clone(t, server.URL(repository), command)
	require.NoError(t, err, out)
}

func TestGitOverSSHRunsNothingButGit(t *testing.T) {
	t.Parallel()
	server := servers.StartGitSSH(t)
	key := servers.NewSSHKey(t)
	server.Authorize(key.Public)
	address, _, _ := strings.Cut(strings.TrimPrefix(server.URL(servers.NewRepository(t, servers.Files{"a": "a"})), "ssh://"), "/")
	host, port, _ := strings.Cut(address, ":")
	out, err := run(t, nil, append(strings.Fields(sshCommand(t, key, server.KnownHosts)), "-p", port, host, "id")...)
	require.Error(t, err)
	assert.Contains(t, out, "command 'id'")
}

// sshCommand is an ssh that has this key and these known hosts, and none of the person's.
func sshCommand(t *testing.T, key servers.SSHKey, knownHosts string) string {
	t.Helper()
	dir := t.TempDir()
	identity, known := filepath.Join(dir, "identity"), filepath.Join(dir, "known_hosts")
	require.NoError(t, os.WriteFile(identity, []byte(key.Private), 0o600))
	require.NoError(t, os.WriteFile(known, []byte(knownHosts+"\n"), 0o600))
	return "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=" + known +
		" -o GlobalKnownHostsFile=none -i " + identity
}
