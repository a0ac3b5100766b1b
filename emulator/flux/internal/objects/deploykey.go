package objects

import (
	"crypto/ed25519"
	"encoding/pem"
	"fmt"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// DeployKey is the key pair that a cluster makes for an SSH repository for which it
// was given no key. It lives as long as the configuration.
type DeployKey struct {
	// Private is in OpenSSH's PEM form.
	Private string `json:"private"`
	// Public is the line to register with the git host.
	Public string `json:"public"`
}

// NeedsDeployKey says whether a configuration's source is reached with a key that the
// cluster makes.
func NeedsDeployKey(configuration cluster.Configuration) bool {
	s := configuration.Source
	return s.Kind == cluster.GitRepository && isSSH(s.URL) && s.ProtectedSettings["sshPrivateKey"] == "" && localAuth(s) == ""
}

// GenerateDeployKey makes a new key pair.
func GenerateDeployKey() (DeployKey, error) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return DeployKey{}, fmt.Errorf("a deploy key cannot be made: %w", err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		return DeployKey{}, fmt.Errorf("a deploy key cannot be written: %w", err)
	}
	line, err := ssh.NewPublicKey(public)
	if err != nil {
		return DeployKey{}, fmt.Errorf("a deploy key cannot be written: %w", err)
	}
	return DeployKey{
		Private: string(pem.EncodeToMemory(block)),
		Public:  strings.TrimSpace(string(ssh.MarshalAuthorizedKey(line))),
	}, nil
}
