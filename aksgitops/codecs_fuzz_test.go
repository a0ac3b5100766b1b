package aksgitops

import (
	"encoding/base64"
	"strings"
	"testing"
)

// seeds are the texts that are worth spoiling: every credential, as it is, encoded, with other line ends and cut in two.
func seeds(f *testing.F) {
	f.Helper()
	set := credentials()
	for _, text := range []string{
		"", " ", "\n", "-----BEGIN ", "-----BEGIN X-----\n-----END X-----", "# comment", "@cert-authority *.example.com ssh-rsa AAAA", "|1|a=|b= ssh-rsa AAAA",
		set.sshKey, set.lockedSSHKey, set.publicSSHKey, set.knownHosts, set.certificate, set.tlsKey, set.certificate + "\n" + set.tlsKey,
		garbled("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,00"), garbled("EC PARAMETERS") + "\n" + set.tlsKey,
		"sv=2024&sig=x", "?sig=%00", "MAo=", "P1DT1H", "PT", "\xff\xfe",
	} {
		f.Add(text)
		f.Add(base64Of(text))
		f.Add(windows(text))
		f.Add(text[:len(text)/2])
	}
}

// fuzzFile fuzzes a codec of files: what it takes comes out in base64 with a line end, and is not encoded twice when it is given again.
// What it refuses it does not repeat.
func fuzzFile(f *testing.F, encode codec) {
	f.Helper()
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		encoded, problem := encode(text)
		if problem != "" {
			if encoded != "" {
				t.Fatalf("%q is refused, and encoded all the same", text)
			}
			silent(t, text, problem)
			return
		}
		plain, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || !strings.HasSuffix(string(plain), "\n") || strings.Contains(string(plain), "\r\n") {
			t.Fatalf("%q is not base64 of a file: %v", encoded, err)
		}
		if again, problem := encode(encoded); again != encoded {
			t.Fatalf("what was encoded is encoded twice: %q, then %q: %s", encoded, again, problem)
		}
	})
}

// silent fails if a problem holds some of the credential.
func silent(t *testing.T, text, problem string) {
	t.Helper()
	for word := range strings.FieldsSeq(text) {
		if len(word) > 15 && !strings.Contains(word, "-----") && strings.Contains(problem, word) {
			t.Fatalf("%q repeats %q", problem, word)
		}
	}
}

func FuzzEncodePrivateKey(f *testing.F)  { fuzzFile(f, encodePrivateKey) }
func FuzzEncodeKnownHosts(f *testing.F)  { fuzzFile(f, encodeKnownHosts) }
func FuzzEncodeCertificate(f *testing.F) { fuzzFile(f, encodeCertificate) }
func FuzzEncodePEMKey(f *testing.F)      { fuzzFile(f, encodePEMKey) }

func FuzzEncodeClientCertificate(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		encoded, problem := encodeClientCertificate(text)
		if _, err := base64.StdEncoding.DecodeString(encoded); problem == "" && (err != nil || encoded == "") {
			t.Fatalf("%q is not base64: %v", encoded, err)
		}
		silent(t, text, problem)
	})
}

// FuzzTokens fuzzes what ARM takes as it is: what comes out is part of what went in, and comes out of itself.
func FuzzTokens(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		for name, encode := range map[string]codec{"account key": accountKey, "SAS token": sasToken, "token": plainToken} {
			token, problem := encode(text)
			if !strings.Contains(text, token) {
				t.Fatalf("%s: %q is not of %q", name, token, text)
			}
			if again, _ := encode(token); problem == "" && again != token {
				t.Fatalf("%s: %q comes to %q", name, token, again)
			}
			silent(t, text, problem)
		}
	})
}

// FuzzDecoded shows that a text comes back as it is, decoded, or without the space around it, and that this ends.
func FuzzDecoded(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if kept := decoded(text, func(string) bool { return false }); kept != unixLines(text) {
			t.Fatalf("%q came to %q", text, kept)
		}
		plain := decoded(base64.StdEncoding.EncodeToString([]byte(text)), func(string) bool { return true })
		if plain != unixLines(text) {
			t.Fatalf("%q was not decoded: %q", text, plain)
		}
	})
}
