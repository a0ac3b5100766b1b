package emulator

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// URL is where the server is reached, without a slash at the end.
func (s *Server) URL() string { return "https://" + s.address }

// CACertificate is the certificate, as PEM, that clients have to trust.
func (s *Server) CACertificate() []byte { return s.authority.CertificatePEM() }

// Environment is what points Azure's clients at the server. It has SSL_CERT_FILE
// too when the certificate has been written by WriteEnvironment.
func (s *Server) Environment() map[string]string {
	return map[string]string{
		"ARM_SUBSCRIPTION_ID":   s.identity.Subscription,
		"ARM_TENANT_ID":         s.identity.Tenant,
		"ARM_CLIENT_ID":         s.identity.Client,
		"ARM_CLIENT_SECRET":     s.identity.Secret,
		"ARM_METADATA_HOSTNAME": s.address,
		"ARM_METADATA_HOST":     s.address,
	}
}

// WriteEnvironment writes a file of shell exports, which its owner alone can read,
// and the certificate beside it as ca.pem. It gives back what it wrote.
func (s *Server) WriteEnvironment(path string) (map[string]string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the folder of %s: %w", path, err)
	}
	certificate := filepath.Join(filepath.Dir(path), "ca.pem")
	if err := os.WriteFile(certificate, s.CACertificate(), 0o644); err != nil {
		return nil, fmt.Errorf("write the certificate: %w", err)
	}
	environment := s.Environment()
	environment["SSL_CERT_FILE"] = certificate
	if err := writePrivate(path, exports(environment)); err != nil {
		return nil, fmt.Errorf("write the environment: %w", err)
	}
	return environment, nil
}

// writePrivate replaces a file in one step: whoever waits for it finds it whole.
func writePrivate(path, text string) error {
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // mode 0600
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	if _, err := file.WriteString(text); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return fmt.Errorf("put in place: %w", err)
	}
	return nil
}

// exports are lines for a POSIX shell.
func exports(environment map[string]string) string {
	var out strings.Builder
	for _, key := range slices.Sorted(maps.Keys(environment)) {
		fmt.Fprintf(&out, "export %s='%s'\n", key, strings.ReplaceAll(environment[key], "'", `'\''`))
	}
	return out.String()
}
