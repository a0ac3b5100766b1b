package servers

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/bcrypt"
)

// RegistryOptions say how a registry is served.
type RegistryOptions struct {
	// Authority signs the server's certificate. Without it the server speaks plain HTTP.
	Authority *Authority
	// Account is who may pull and push.
	Account Account
}

// Registry is an OCI registry.
type Registry struct {
	// Address is its host and port, which names of repositories begin with.
	Address string

	t         *testing.T
	options   RegistryOptions
	transport http.RoundTripper
}

const registryConfig = `version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: %q}, delete: {enabled: true}}
http:
  addr: %q
  secret: tests
`

// StartRegistry starts an empty registry.
func StartRegistry(t *testing.T, options RegistryOptions) *Registry {
	t.Helper()
	program, dir := built(t, "registry"), t.TempDir()
	scheme, client := "http", &http.Client{Transport: &http.Transport{}}
	if options.Authority != nil {
		scheme, client = "https", options.Authority.Client()
	}
	more := options.config(t, dir)
	config := filepath.Join(dir, "config.yml")
	address := serve(t, func(address string) *exec.Cmd {
		require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, registryConfig+more, filepath.Join(dir, "data"), address), 0o600))
		cmd := exec.Command(program, "serve", config)
		cmd.Env = append(os.Environ(), "OTEL_TRACES_EXPORTER=none")
		return cmd
	}, func(address string) error {
		return responds(client, scheme+"://"+address+"/v2/", http.StatusOK, http.StatusUnauthorized)
	})
	return &Registry{Address: address, t: t, options: options, transport: client.Transport}
}

// config writes the files that the options need, and the part of the configuration that names them.
func (o RegistryOptions) config(t *testing.T, dir string) string {
	t.Helper()
	var config string
	if o.Authority != nil {
		certificate, key := o.Authority.pair(t)
		certificateFile, keyFile := filepath.Join(dir, "tls.crt"), filepath.Join(dir, "tls.key")
		require.NoError(t, os.WriteFile(certificateFile, certificate, 0o600))
		require.NoError(t, os.WriteFile(keyFile, key, 0o600))
		config += fmt.Sprintf("  tls: {certificate: %q, key: %q}\n", certificateFile, keyFile)
	}
	if o.Account != (Account{}) {
		hash, err := bcrypt.GenerateFromPassword([]byte(o.Account.Password), bcrypt.MinCost)
		require.NoError(t, err)
		file := filepath.Join(dir, "htpasswd")
		require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, "%s:%s\n", o.Account.Username, hash), 0o600))
		config += fmt.Sprintf("auth: {htpasswd: {realm: tests, path: %q}}\n", file)
	}
	return config
}
