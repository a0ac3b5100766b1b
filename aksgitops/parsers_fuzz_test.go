package aksgitops

import (
	"net/url"
	"strings"
	"testing"
)

var addresses = []string{
	"", "https://example.com/fleet", "http://example.com", "ssh://git@example.com:22/fleet", "ssh://git:password@example.com/fleet", "git@example.com:fleet",
	"git@example.com:/fleet", "https://user@example.com/fleet", "https://[::1]/fleet", "https://[::1", "https://example.com/%zz", "https:///fleet", "://", "a://b",
	"https://exa mple.com/fleet", "HTTPS://EXAMPLE.COM/FLEET", "oci://registry.example.com/fleet", "oci://registry/fleet:v1", "oci://registry/fleet@sha256:00",
	"oci://user@registry/fleet", "oci:registry/fleet", "oci:///", "oci://\x00/fleet", "oci://registry:port/fleet",
}

// FuzzGitURLProblem shows that an address that is taken has a protocol, a host and no password, and that one that is refused is repeated
// in its scheme and host at most.
func FuzzGitURLProblem(f *testing.F) {
	for _, address := range addresses {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		problem := gitURLProblem(address)
		parsed, err := url.Parse(address)
		switch {
		case problem == "" && gitScheme(address) == "ssh" && !strings.Contains(address, "://"):
			if !strings.Contains(address, "@") || !strings.Contains(address, ":") {
				t.Fatalf("%q is taken for user@host:path", address)
			}
		case problem == "":
			if err != nil || parsed.Hostname() == "" || hasPassword(parsed) || strings.ContainsAny(address, " \t\r\n") {
				t.Fatalf("%q is taken", address)
			}
		case err == nil && parsed.User != nil && len(parsed.User.String()) > 15 && strings.Contains(problem, parsed.User.String()):
			t.Fatalf("%q repeats the credentials of %q", problem, address)
		}
	})
}

// FuzzOciURLProblem shows that an address that is taken has a registry, a repository, no credentials and no tag.
func FuzzOciURLProblem(f *testing.F) {
	for _, address := range addresses {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if ociURLProblem(address) != "" {
			return
		}
		rest, found := strings.CutPrefix(strings.ToLower(address), "oci://")
		host, path, _ := strings.Cut(rest, "/")
		if !found || host == "" || path == "" || strings.ContainsAny(host, "@ ") || strings.ContainsAny(path[strings.LastIndex(path, "/")+1:], ":@") {
			t.Fatalf("%q is taken", address)
		}
	})
}

// FuzzIsDuration shows that what is taken begins with P, ends with a unit, and says a number of something.
func FuzzIsDuration(f *testing.F) {
	for _, text := range []string{"", "P", "PT", "P1D", "PT10M", "P1DT", "PT0.5S", "P1W", "PT1H30M", "P1Y", "PT1M1H", "\xff", "P１D"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if isDuration(text) && (text[0] != 'P' || !strings.ContainsRune("WDHMS", rune(text[len(text)-1])) || !strings.ContainsAny(text, "0123456789")) {
			t.Fatalf("%q is taken", text)
		}
	})
}
