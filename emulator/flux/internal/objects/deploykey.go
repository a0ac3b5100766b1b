package objects

import "github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"

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
func NeedsDeployKey(configuration cluster.Configuration) bool { panic(configuration.Name) }

// GenerateDeployKey makes a new key pair.
func GenerateDeployKey() (DeployKey, error) { panic("") }
