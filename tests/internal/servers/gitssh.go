package servers

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// GitSSH is an OpenSSH server that runs git's commands and no others, for whoever has an authorised key.
type GitSSH struct {
	// KnownHosts is the server's line of known_hosts.
	KnownHosts string

	t          *testing.T
	address    string
	user       string
	authorized string
}

// sshdConfig is what sshd_config(5) describes. Ten configurations that begin at once are more than its default lets in at a time.
const sshdConfig = `ListenAddress %[1]s
HostKey %[2]s/host_key
AuthorizedKeysFile %[2]s/authorized_keys
ForceCommand exec %[3]s -c "$SSH_ORIGINAL_COMMAND"
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowTcpForwarding no
MaxStartups 100
LogLevel VERBOSE
`

// StartGitSSH starts a server that nobody has access to yet.
func StartGitSSH(t *testing.T) *GitSSH {
	t.Helper()
	dir := t.TempDir()
	program := findSSHD(t, dir)
	hostKey := NewSSHKey(t)
	server := &GitSSH{t: t, user: program.user, authorized: filepath.Join(dir, "authorized_keys")}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "host_key"), []byte(hostKey.Private), 0o600))
	require.NoError(t, os.WriteFile(server.authorized, nil, 0o600))
	shell := onPath(t, "git-shell", "git")
	config := filepath.Join(dir, "sshd_config")
	server.address = serve(t, func(address string) *exec.Cmd {
		require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, sshdConfig, address, dir, shell), 0o600))
		cmd := exec.Command(program.file, "-D", "-e", "-f", config)
		cmd.Env = append(os.Environ(), program.environment...)
		return cmd
	}, greets)
	server.KnownHosts = server.knownHosts(hostKey)
	return server
}

// greets asks for the first line of an SSH server.
func greets(address string) error {
	connection, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close() }()
	if err := connection.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	line, err := bufio.NewReader(connection).ReadString('\n')
	if err == nil && !strings.HasPrefix(line, "SSH-2.0-") {
		err = fmt.Errorf("the first line is %q", line)
	}
	return err
}

// URL is where a repository is for the server's users.
func (s *GitSSH) URL(repository *Repository) string {
	return "ssh://" + s.user + "@" + s.address + filepath.ToSlash(repository.Dir)
}

// Authorize lets in who has the private key to a public one, a line of authorized_keys.
func (s *GitSSH) Authorize(public string) {
	s.t.Helper()
	file, err := os.OpenFile(s.authorized, os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(s.t, err)
	defer func() { require.NoError(s.t, file.Close()) }()
	_, err = fmt.Fprintln(file, strings.TrimSpace(public))
	require.NoError(s.t, err)
}

// OtherKnownHosts is a line of known_hosts for the server's address with another server's key.
func (s *GitSSH) OtherKnownHosts() string {
	s.t.Helper()
	return s.knownHosts(NewSSHKey(s.t))
}

func (s *GitSSH) knownHosts(key SSHKey) string {
	s.t.Helper()
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(key.Public))
	require.NoError(s.t, err)
	return knownhosts.Line([]string{s.address}, public)
}
