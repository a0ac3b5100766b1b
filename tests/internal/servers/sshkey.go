package servers

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"
)

// SSHKey is a key pair as `ssh-keygen` writes it.
type SSHKey struct {
	// Private is the text of the private key's file.
	Private string
	// Public is the line of the public key's file.
	Public string
}

// NewSSHKey makes a key pair.
func NewSSHKey(t *testing.T) SSHKey {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	block, err := ssh.MarshalPrivateKey(private, "")
	require.NoError(t, err)
	key, err := ssh.NewPublicKey(public)
	require.NoError(t, err)
	return SSHKey{Private: string(pem.EncodeToMemory(block)), Public: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))}
}
