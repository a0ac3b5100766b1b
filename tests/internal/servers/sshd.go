package servers

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sshd is a way to start OpenSSH's server.
type sshd struct {
	file        string
	environment []string
	user        string // who logs in
}

// privilegeSeparation is the empty folder in which a server that runs as root keeps the part of itself that strangers talk to.
const privilegeSeparation = "/run/sshd"

// findSSHD finds the server of the machine, or the one that `make servers` unpacked. Who runs the tests is also who logs in: without root no
// other is possible.
func findSSHD(t *testing.T, home string) sshd {
	t.Helper()
	if os.Geteuid() == 0 {
		require.NoError(t, os.MkdirAll(privilegeSeparation, 0o755))
	}
	if file := installedSSHD(); file != "" {
		current, err := user.Current()
		require.NoError(t, err)
		return sshd{file: file, user: current.Username}
	}
	return unpackedSSHD(t, home)
}

// installedSSHD is the machine's server, whose folder is on root's PATH only, or "".
func installedSSHD() string {
	for _, file := range []string{"sshd", "/usr/sbin/sshd"} {
		if found, err := exec.LookPath(file); err == nil {
			return found
		}
	}
	return ""
}

// unpackedSSHD is the server of a package that was not installed: its libraries lie beside it, and the users that its installation would have
// made are in a file which nss_wrapper shows it in place of /etc/passwd.
func unpackedSSHD(t *testing.T, home string) sshd {
	t.Helper()
	file := built(t, "openssh", "usr", "sbin", "sshd")
	wrappers, err := filepath.Glob(below(t, "openssh", "usr", "lib", "*", "libnss_wrapper.so"))
	require.NoError(t, err)
	require.Len(t, wrappers, 1, "make servers puts it there")
	passwd, group := filepath.Join(home, "passwd"), filepath.Join(home, "group")
	users := []string{
		fmt.Sprintf("git:x:%d:%d::%s:/bin/sh", os.Getuid(), os.Getgid(), home),
		"sshd:x:65534:65534::" + privilegeSeparation + ":/usr/sbin/nologin",
	}
	groups := []string{fmt.Sprintf("git:x:%d:", os.Getgid()), "nogroup:x:65534:"}
	require.NoError(t, os.WriteFile(passwd, lines(users), 0o644))
	require.NoError(t, os.WriteFile(group, lines(groups), 0o644))
	return sshd{file: file, user: "git", environment: []string{
		"LD_LIBRARY_PATH=" + filepath.Dir(wrappers[0]),
		"LD_PRELOAD=" + wrappers[0],
		"NSS_WRAPPER_PASSWD=" + passwd,
		"NSS_WRAPPER_GROUP=" + group,
	}}
}

func lines(texts []string) []byte { return []byte(strings.Join(texts, "\n") + "\n") }
