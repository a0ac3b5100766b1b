package aksgitops

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"strings"
	"testing"
)

func TestEncodeToken(t *testing.T) {
	t.Parallel()
	runCodec(t, encodeToken, map[string]codecCase{
		"token":                  {given: "ghp_1234567890", want: base64Of("ghp_1234567890")},
		"line end of a file":     {given: "ghp_1234567890\n", want: base64Of("ghp_1234567890")},
		"line end of Windows":    {given: "ghp_1234567890\r\n", want: base64Of("ghp_1234567890")},
		"space is part of it":    {given: " pass word ", want: base64Of(" pass word ")},
		"looks like base64":      {given: base64Of("plain"), want: base64Of(base64Of("plain"))},
		"not of the ASCII":       {given: "pässwörd", want: base64Of("pässwörd")},
		"empty":                  {given: "", problem: "is empty"},
		"nothing but a line end": {given: "\n", problem: "is empty"},
		"nothing but space":      {given: "  ", problem: "is empty"},
	})
}

func TestPlainToken(t *testing.T) {
	t.Parallel()
	runCodec(t, plainToken, map[string]codecCase{
		"token":               {given: "abc~DEF", want: "abc~DEF"},
		"line end of a file":  {given: "abc~DEF\n", want: "abc~DEF"},
		"line end of Windows": {given: "abc~DEF\r\n", want: "abc~DEF"},
		"empty":               {given: "", problem: "is empty"},
		"nothing but space":   {given: " \n", problem: "is empty"},
	})
}

func TestAccountKey(t *testing.T) {
	t.Parallel()
	key := base64Of(strings.Repeat("k", 64))
	const problem = "is not an account key; give it in base64"
	runCodec(t, accountKey, map[string]codecCase{
		"as Azure shows it":   {given: key, want: key},
		"with a line end":     {given: key + "\n", want: key},
		"with space around":   {given: " " + key + "\r\n", want: key},
		"empty":               {given: "", problem: problem},
		"not in base64":       {given: "not-an-account-key!", problem: problem},
		"connection string":   {given: "DefaultEndpointsProtocol=https;AccountKey=" + key, problem: problem},
		"cut at the end":      {given: key[:len(key)-1], problem: problem},
		"nothing but a space": {given: " ", problem: problem},
	})
}

func TestSasToken(t *testing.T) {
	t.Parallel()
	const token = "sv=2024-11-04&se=2030-01-01&sr=c&sp=rl&sig=c2lnbmF0dXJl%3D"
	const problem = "is not a shared access signature; give the query string"
	runCodec(t, sasToken, map[string]codecCase{
		"as the CLI prints it":    {given: token, want: token},
		"with the question mark":  {given: "?" + token, want: token},
		"with space around":       {given: " ?" + token + "\r\n", want: token},
		"empty":                   {given: "", problem: problem},
		"only a question mark":    {given: "?", problem: problem},
		"no signature":            {given: "sv=2024-11-04&se=2030-01-01", problem: problem},
		"empty signature":         {given: "sv=2024-11-04&sig=", problem: problem},
		"an account key":          {given: base64Of(strings.Repeat("k", 64)), problem: problem},
		"not a query":             {given: "sig=%zz-is-no-escape", problem: problem},
		"the whole address":       {given: "https://account.blob.core.windows.net/fleet?" + token, problem: problem},
		"the address without '?'": {given: "https://account.blob.core.windows.net/&" + token, problem: problem},
	})
}

func TestEncodePEMKey(t *testing.T) {
	t.Parallel()
	key := credentials().tlsKey
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	der, err := x509.MarshalECPrivateKey(curve)
	must(err)
	curveKey := pemText(&pem.Block{Type: "EC PRIVATE KEY", Bytes: der})
	withParameters := garbled("EC PARAMETERS") + "\n" + curveKey
	const problem = "is not a private key in PEM form"
	runCodec(t, encodePEMKey, map[string]codecCase{
		"PKCS #8":                   {given: key, want: file(key)},
		"with a line end":           {given: key + "\n", want: file(key)},
		"of Windows":                {given: windows(key), want: file(key)},
		"already in base64":         {given: base64Of(key + "\n"), want: file(key)},
		"EC":                        {given: curveKey, want: file(curveKey)},
		"EC as openssl writes it":   {given: withParameters, want: file(withParameters)},
		"empty":                     {given: "", problem: problem},
		"garbage":                   {given: "correct-horse-battery-staple", problem: problem},
		"certificate":               {given: credentials().certificate, problem: problem},
		"PEM around nothing":        {given: garbled("PRIVATE KEY"), problem: "is not a private key that TLS can use"},
		"key of OpenSSH":            {given: credentials().sshKey, problem: "is not a private key that TLS can use"},
		"with a passphrase":         {given: garbled("ENCRYPTED PRIVATE KEY"), problem: passphraseProblemTLS},
		"old PEM with a passphrase": {given: garbled("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00"), problem: passphraseProblemTLS},
	})
}

func TestEncodeClientCertificate(t *testing.T) {
	t.Parallel()
	certificate, key := credentials().certificate, credentials().tlsKey
	both := certificate + "\n" + key
	pkcs12 := "0\x82\x0a\x00 this stands for the rest of a PKCS #12 file, which is in DER"
	const half, neither = "holds not both a certificate and its private key", "is not a certificate with its private key"
	runCodec(t, encodeClientCertificate, map[string]codecCase{
		"PEM":                      {given: both, want: file(both)},
		"the key first":            {given: key + "\n" + certificate + "\n", want: file(key + "\n" + certificate)},
		"of Windows":               {given: windows(both), want: file(both)},
		"PEM in base64":            {given: base64Of(both), want: file(both)},
		"as openssl pkcs12 writes": {given: "Bag Attributes\n" + both, want: file("Bag Attributes\n" + both)},
		"a key with a passphrase":  {given: certificate + "\n" + garbled("ENCRYPTED PRIVATE KEY"), want: file(certificate + "\n" + garbled("ENCRYPTED PRIVATE KEY"))},
		"PKCS #12":                 {given: base64Of(pkcs12), want: base64Of(pkcs12)},
		"PKCS #12 in lines":        {given: wrapped(pkcs12), want: base64Of(pkcs12)},
		"PKCS #12, not in base64":  {given: pkcs12, problem: neither},
		"empty":                    {given: "", problem: neither},
		"garbage":                  {given: "correct-horse-battery-staple", problem: neither},
		"base64 of something else": {given: base64Of("correct-horse-battery-staple"), problem: neither},
		"certificate only":         {given: certificate, problem: half},
		"key only":                 {given: key, problem: half},
	})
}
