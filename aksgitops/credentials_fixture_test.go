package aksgitops

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// credentialSet is a set of credentials as people have them, made afresh for each run so that none lies in the repository.
type credentialSet struct {
	sshKey, lockedSSHKey, publicSSHKey, knownHosts string
	certificate, tlsKey                            string
}

var credentials = sync.OnceValue(func() credentialSet {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	must(err)
	open, err := ssh.MarshalPrivateKey(private, "test")
	must(err)
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(private, "test", []byte("passphrase"))
	must(err)
	sshPublic, err := ssh.NewPublicKey(public)
	must(err)
	publicLine := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(sshPublic)))

	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(1, 0),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, public, private)
	must(err)
	key, err := x509.MarshalPKCS8PrivateKey(private)
	must(err)
	return credentialSet{
		sshKey:       pemText(open),
		lockedSSHKey: pemText(locked),
		publicSSHKey: publicLine,
		knownHosts:   "example.com " + publicLine,
		certificate:  pemText(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		tlsKey:       pemText(&pem.Block{Type: "PRIVATE KEY", Bytes: key}),
	}
})

func pemText(block *pem.Block) string { return strings.TrimSpace(string(pem.EncodeToMemory(block))) }

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// file is a text as it is sent: with the line end that files have, in base64.
func file(text string) string { return base64.StdEncoding.EncodeToString([]byte(text + "\n")) }

// nameless replaces the encoded credentials, which differ in each run, by what they are.
func (s credentialSet) nameless(graph []byte) []byte {
	return []byte(strings.NewReplacer(
		file(s.sshKey), "base64 of the private SSH key",
		file(s.knownHosts), "base64 of the known hosts",
		file(s.certificate), "base64 of the certificate",
		file(s.tlsKey), "base64 of the TLS key",
		file(s.certificate+"\n"+s.tlsKey), "base64 of the certificate and the TLS key",
	).Replace(string(graph)))
}
