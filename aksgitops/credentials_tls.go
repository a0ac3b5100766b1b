package aksgitops

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
)

const passphraseProblemTLS = "is protected by a passphrase, for which Flux has no place; make a copy without one with openssl pkey"

// encodePEMKey encodes the private key of a TLS client certificate.
func encodePEMKey(text string) (string, string) {
	key := decoded(text, holdsPEM)
	if problem := tlsKeyProblem([]byte(key)); problem != "" {
		return "", problem
	}
	return base64.StdEncoding.EncodeToString([]byte(key + "\n")), ""
}

func tlsKeyProblem(text []byte) string {
	// openssl writes the parameters of an elliptic curve before its key.
	block, rest := pem.Decode(text)
	for block != nil && !strings.HasSuffix(block.Type, "PRIVATE KEY") {
		block, rest = pem.Decode(rest)
	}
	switch {
	case block == nil:
		return "is not a private key in PEM form"
	case strings.Contains(block.Type, "ENCRYPTED"), block.Headers["DEK-Info"] != "":
		return passphraseProblemTLS
	case !isTLSKey(block.Bytes):
		return "is not a private key that TLS can use; give it in PEM form, as PKCS #8, PKCS #1 or SEC 1"
	}
	return ""
}

func isTLSKey(der []byte) bool {
	_, pkcs8 := x509.ParsePKCS8PrivateKey(der)
	_, pkcs1 := x509.ParsePKCS1PrivateKey(der)
	_, sec1 := x509.ParseECPrivateKey(der)
	return pkcs8 == nil || pkcs1 == nil || sec1 == nil
}
