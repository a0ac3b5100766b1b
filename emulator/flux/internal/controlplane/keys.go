package controlplane

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/certs"
)

// newAuthority is an authority's certificate and key.
func newAuthority() ([]byte, error) {
	authority, err := certs.NewAuthority()
	if err != nil {
		return nil, err
	}
	return authority.PEM()
}

// newAccountKey is the key that signs the tokens of service accounts.
func newAccountKey() ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make the key of service accounts: %w", err)
	}
	der, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("write the key of service accounts: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der}), nil
}

// serverPair is a certificate for loopback, and its key.
func serverPair(authority *certs.Authority) (certificate, key []byte, err error) {
	pair, err := authority.ServerCertificate()
	if err != nil {
		return nil, nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		return nil, nil, fmt.Errorf("write the server's key: %w", err)
	}
	for _, link := range pair.Certificate {
		certificate = append(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: link})...)
	}
	return certificate, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}
