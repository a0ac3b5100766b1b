package aksgitops

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// A codec turns a credential as people have it into what ARM takes, or says what is wrong with it. What it says never holds
// any of the credential.
type codec func(text string) (encoded, problem string)

// encodeToken encodes a password, token or key of no particular form. The line break that a file ends with is no part of it.
func encodeToken(text string) (string, string) {
	token := strings.TrimRight(text, "\r\n")
	if strings.TrimSpace(token) == "" {
		return "", "is empty"
	}
	return base64.StdEncoding.EncodeToString([]byte(token)), ""
}

// plainToken passes on a secret that ARM takes as it is.
func plainToken(text string) (string, string) {
	token := strings.TrimRight(text, "\r\n")
	if strings.TrimSpace(token) == "" {
		return "", "is empty"
	}
	return token, ""
}

// encodePrivateKey encodes a private SSH key.
func encodePrivateKey(text string) (string, string) {
	key := decoded(text, holdsPEM)
	if problem := privateKeyProblem(key); problem != "" {
		return "", problem
	}
	// Flux refuses a key whose last line has no end.
	return base64.StdEncoding.EncodeToString([]byte(key + "\n")), ""
}

func privateKeyProblem(key string) string {
	if key == "" {
		return "is empty"
	}
	if _, _, _, _, err := ssh.ParseAuthorizedKey([]byte(key)); err == nil {
		return "is a public key; give the private key that belongs to it"
	}
	block, _ := pem.Decode([]byte(key))
	switch {
	case block == nil:
		return "is not a private key; give the whole file, from -----BEGIN to -----END"
	case strings.Contains(block.Type, "PUBLIC KEY"):
		return "is a public key; give the private key that belongs to it"
	case strings.Contains(block.Type, "CERTIFICATE"):
		return "is a certificate; give a private SSH key"
	case strings.Contains(block.Type, "ENCRYPTED"):
		return passphraseProblem
	}
	_, err := ssh.ParseRawPrivateKey([]byte(key))
	var locked *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return passphraseProblem
	case err != nil:
		return "is not a private SSH key that Flux can read; make one with ssh-keygen -t ed25519"
	}
	return ""
}

const passphraseProblem = "is protected by a passphrase, for which Flux has no place; make a copy without one with ssh-keygen -p"

// encodeKnownHosts encodes the lines of a known_hosts file.
func encodeKnownHosts(text string) (string, string) {
	hosts := decoded(text, func(text string) bool { return knownHostsProblem(text) == "" })
	if problem := knownHostsProblem(hosts); problem != "" {
		return "", problem
	}
	return base64.StdEncoding.EncodeToString([]byte(hosts + "\n")), ""
}

const rightKnownHosts = "give lines as ssh-keyscan prints them: host, key type, key"

func knownHostsProblem(text string) string {
	rest, found := []byte(text), false
	for len(rest) > 0 {
		_, _, _, _, next, err := ssh.ParseKnownHosts(rest)
		if err != nil {
			break
		}
		rest, found = next, true
	}
	onlyComments := !slices.ContainsFunc(strings.Split(string(rest), "\n"), func(line string) bool {
		line = strings.TrimSpace(line)
		return line != "" && !strings.HasPrefix(line, "#")
	})
	switch {
	case !found:
		return "holds no known host; " + rightKnownHosts
	case !onlyComments:
		return "holds a line that is no known host; " + rightKnownHosts
	}
	return ""
}

// encodeCertificate encodes one or more PEM certificates.
func encodeCertificate(text string) (string, string) {
	certificate := decoded(text, holdsPEM)
	if problem := certificateProblem(certificate); problem != "" {
		return "", problem
	}
	return base64.StdEncoding.EncodeToString([]byte(certificate + "\n")), ""
}

func certificateProblem(text string) string {
	rest, count := []byte(text), 0
	for {
		block, next := pem.Decode(rest)
		if block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			return "holds a PEM block that is no certificate; give certificates only, from -----BEGIN CERTIFICATE----- on"
		}
		if _, err := x509.ParseCertificate(block.Bytes); err != nil {
			return "holds a certificate that cannot be read"
		}
		rest, count = next, count+1
	}
	if count == 0 || strings.TrimSpace(string(rest)) != "" {
		return "is not a certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----"
	}
	return ""
}

// encodeClientCertificate encodes a client certificate together with its private key: PEM, or PKCS #12 that is in base64 already.
func encodeClientCertificate(text string) (string, string) {
	bundle := decoded(text, holdsPEM)
	if !holdsPEM(bundle) {
		if raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), "")); err == nil && len(raw) > 0 && raw[0] == 0x30 {
			return base64.StdEncoding.EncodeToString(raw), ""
		}
		return "", "is not a certificate with its private key; give both in PEM form, or a PKCS #12 file in base64"
	}
	if !strings.Contains(bundle, "-----BEGIN CERTIFICATE-----") || !strings.Contains(bundle, "PRIVATE KEY-----") {
		return "", "holds not both a certificate and its private key; give both in PEM form"
	}
	return base64.StdEncoding.EncodeToString([]byte(bundle + "\n")), ""
}

// accountKey passes on the key of a storage account.
func accountKey(text string) (string, string) {
	key := strings.TrimSpace(text)
	if _, err := base64.StdEncoding.DecodeString(key); err != nil || key == "" {
		return "", "is not an account key; give it in base64, as Azure shows it"
	}
	return key, ""
}

// sasToken passes on a shared access signature without the question mark that it has in an address.
func sasToken(text string) (string, string) {
	token := strings.TrimPrefix(strings.TrimSpace(text), "?")
	if values, err := url.ParseQuery(token); err != nil || values.Get("sig") == "" || strings.Contains(token, "://") {
		return "", "is not a shared access signature; give the query string that Azure shows, with sv=, se= and sig="
	}
	return token, ""
}

// decoded returns a text that somebody pasted already encoded as it was before, and any other as it is; without the space around
// it, and with Unix line ends.
func decoded(text string, right func(string) bool) string {
	text = unixLines(text)
	compact := strings.Join(strings.Fields(text), "")
	if plain, err := base64.StdEncoding.DecodeString(compact); err == nil && right(unixLines(string(plain))) {
		return unixLines(string(plain))
	}
	return text
}

func unixLines(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// holdsPEM tells whether a text holds PEM. What openssl writes before it is no part of it, and may stay.
func holdsPEM(text string) bool { return strings.Contains(text, "-----BEGIN ") }
