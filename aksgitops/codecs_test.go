package aksgitops

import (
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// codecCase is a credential as somebody gives it, and the text that ARM must then get, or the beginning of what is wrong with it.
type codecCase struct {
	given, want, problem string
}

func base64Of(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// wrapped is base64 as command-line tools print it: in lines of 76 characters.
func wrapped(text string) string {
	encoded, lines := base64Of(text), ""
	for len(encoded) > 76 {
		lines, encoded = lines+encoded[:76]+"\n", encoded[76:]
	}
	return lines + encoded + "\n"
}

func windows(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") + "\r\n" }

// garbled is a PEM block of a kind that holds nothing of use.
func garbled(kind string, headers ...string) string {
	block := &pem.Block{Type: kind, Bytes: []byte("this is no key at all, and no certificate"), Headers: map[string]string{}}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		block.Headers[name] = value
	}
	return pemText(block)
}

func runCodec(t *testing.T, encode codec, cases map[string]codecCase) {
	t.Helper()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := encode(test.given)
			assert.Equal(t, test.want, got)
			if test.problem == "" {
				assert.Empty(t, problem)
				return
			}
			assert.Truef(t, strings.HasPrefix(problem, test.problem), "%q does not begin with %q", problem, test.problem)
			for word := range strings.FieldsSeq(test.given) {
				if len(word) > 15 && !strings.Contains(word, "-----") { // others are of the form, not of the content
					assert.NotContains(t, problem, word, "a problem holds none of the credential")
				}
			}
		})
	}
}

func TestEncodePrivateKey(t *testing.T) {
	t.Parallel()
	set := credentials()
	key, want := set.sshKey, file(set.sshKey)
	const public = "is a public key; give the private key that belongs to it"
	runCodec(t, encodePrivateKey, map[string]codecCase{
		"without the last line end": {given: key, want: want},
		"with it":                   {given: key + "\n", want: want},
		"with several":              {given: key + "\n\n\n", want: want},
		"indented as a whole":       {given: "\n  " + key, want: want},
		"of Windows":                {given: windows(key), want: want},
		"already in base64":         {given: base64Of(key + "\n"), want: want},
		"in base64 without the end": {given: base64Of(key), want: want},
		"in base64, in lines":       {given: wrapped(key + "\n"), want: want},
		"of Windows, in base64":     {given: base64Of(windows(key)), want: want},
		"PKCS #8":                   {given: set.tlsKey, want: file(set.tlsKey)},
		"text before it":            {given: "my key\n" + key, want: file("my key\n" + key)},
		"text before it, in base64": {given: base64Of("my key\n" + key), want: file("my key\n" + key)},
		"empty":                     {given: "", problem: "is empty"},
		"white space":               {given: " \r\n\t", problem: "is empty"},
		"public key":                {given: set.publicSSHKey, problem: public},
		"public key, a comment":     {given: set.publicSSHKey + " me@home\n", problem: public},
		"public key in PEM":         {given: garbled("PUBLIC KEY"), problem: public},
		"public key of RFC 4716":    {given: garbled("SSH2 PUBLIC KEY"), problem: "is a public key"},
		"certificate":               {given: set.certificate, problem: "is a certificate; give a private SSH key"},
		"with a passphrase":         {given: set.lockedSSHKey, problem: passphraseProblem},
		"the same in base64":        {given: base64Of(set.lockedSSHKey), problem: passphraseProblem},
		"old PEM with a passphrase": {
			given:   garbled("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF"),
			problem: passphraseProblem,
		},
		"PKCS #8 with a passphrase": {given: garbled("ENCRYPTED PRIVATE KEY"), problem: passphraseProblem},
		"PEM around nothing":        {given: garbled("OPENSSH PRIVATE KEY"), problem: "is not a private SSH key that Flux can read"},
		"garbage":                   {given: "correct-horse-battery-staple", problem: "is not a private key; give the whole file"},
		"path of a file":            {given: "~/.ssh/id_ed25519_of_somebody", problem: "is not a private key; give the whole file"},
		"only the middle":           {given: strings.Join(strings.Split(key, "\n")[1:3], "\n"), problem: "is not a private key; give the whole file"},
		"line ends lost":            {given: strings.ReplaceAll(key, "\n", " "), problem: "is not a private key; give the whole file"},
		"known hosts":               {given: set.knownHosts, problem: "is a public key"},
	})
}

func TestEncodeKnownHosts(t *testing.T) {
	t.Parallel()
	hosts := credentials().knownHosts
	const none, line = "holds no known host; give lines as ssh-keyscan prints them", "holds a line that is no known host"
	runCodec(t, encodeKnownHosts, map[string]codecCase{
		"one":                         {given: hosts, want: file(hosts)},
		"one with a line end":         {given: hosts + "\n", want: file(hosts)},
		"two":                         {given: hosts + "\nother." + hosts, want: file(hosts + "\nother." + hosts)},
		"of Windows":                  {given: windows(hosts + "\nother." + hosts), want: file(hosts + "\nother." + hosts)},
		"comments around":             {given: "# example.com:22 SSH-2.0\n" + hosts + "\n# end", want: file("# example.com:22 SSH-2.0\n" + hosts + "\n# end")},
		"a port":                      {given: "[example.com]:2222 " + credentials().publicSSHKey, want: file("[example.com]:2222 " + credentials().publicSSHKey)},
		"already in base64":           {given: base64Of(hosts + "\n"), want: file(hosts)},
		"in base64, in lines":         {given: wrapped(hosts), want: file(hosts)},
		"empty":                       {given: "", problem: none},
		"only a comment":              {given: "# nothing", problem: none},
		"host only":                   {given: "example-of-a-host.com", problem: none},
		"key without host":            {given: credentials().publicSSHKey, problem: none},
		"key without host, a comment": {given: credentials().publicSSHKey + " somebody@somewhere.com", problem: none},
		"cut short":                   {given: hosts[:len(hosts)-20], problem: none},
		"garbage after":               {given: hosts + "\nand something else", problem: line},
		"garbage before":              {given: "and something else entirely\n" + hosts, problem: none},
		"private key":                 {given: credentials().sshKey, problem: none},
	})
}

func TestEncodeCertificate(t *testing.T) {
	t.Parallel()
	certificate := credentials().certificate
	const notPEM = "is not a certificate in PEM form"
	runCodec(t, encodeCertificate, map[string]codecCase{
		"one":                {given: certificate, want: file(certificate)},
		"with a line end":    {given: certificate + "\n", want: file(certificate)},
		"a chain":            {given: certificate + "\n" + certificate, want: file(certificate + "\n" + certificate)},
		"of Windows":         {given: windows(certificate), want: file(certificate)},
		"already in base64":  {given: base64Of(certificate), want: file(certificate)},
		"base64 in lines":    {given: wrapped(certificate + "\n"), want: file(certificate)},
		"text before it":     {given: "Certificate:\n" + certificate, want: file("Certificate:\n" + certificate)},
		"the same in base64": {given: base64Of("Certificate:\n" + certificate), want: file("Certificate:\n" + certificate)},
		"empty":              {given: "", problem: notPEM},
		"DER in base64":      {given: strings.Join(strings.Split(certificate, "\n")[1:3], ""), problem: notPEM},
		"text after it":      {given: certificate + "\nand something else", problem: notPEM},
		"a key":              {given: credentials().tlsKey, problem: "holds a PEM block that is no certificate"},
		"a key after it":     {given: certificate + "\n" + credentials().tlsKey, problem: "holds a PEM block that is no certificate"},
		"garbled":            {given: garbled("CERTIFICATE"), problem: "holds a certificate that cannot be read"},
	})
}
