package page

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
)

const (
	// hidden stands where a secret, or what may hold one, was left out.
	hidden = "***"
	// shortest is how long a secret is at least to be looked for in texts: a shorter one would
	// blot out half of what is said.
	shortest = 6
)

var (
	urls = regexp.MustCompile(`[a-zA-Z][a-zA-Z0-9+.-]*://[^\s'"<>]+`)
	// scp is how Git writes an SSH repository without a scheme.
	scp = regexp.MustCompile(`^([^/@\s]+)@([^/:\s]+:.*)$`)
)

// redactor leaves out of texts what is secret: what was sent as a secret, as it was
// sent and decoded, and the parts of URLs that hold credentials.
type redactor struct{ secrets *strings.Replacer }

func newRedactor(clusters []held) redactor {
	var found []string
	for _, h := range clusters {
		found = append(found, requestlog.Secrets(h.cluster.Input)...)
		for _, r := range slices.Concat(h.extensions, h.configurations) {
			found = append(found, requestlog.Secrets(r.Input)...)
		}
	}
	for _, secret := range found {
		if decoded, err := base64.StdEncoding.DecodeString(secret); err == nil {
			found = append(found, string(decoded), strings.TrimSpace(string(decoded)))
		}
	}
	// The longest first, lest one that is a part of another leaves the rest of it.
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, secret := range found {
		if len(secret) >= shortest {
			pairs = append(pairs, secret, hidden)
		}
	}
	return redactor{secrets: strings.NewReplacer(pairs...)}
}

// text is what may be shown of a message.
func (r redactor) text(s string) string {
	return urls.ReplaceAllStringFunc(r.secrets.Replace(s), func(found string) string {
		// What ends the sentence is no part of the address.
		address := strings.TrimRight(found, ".,:;!?)]}")
		return withoutCredentials(address) + found[len(address):]
	})
}

// source is what may be shown of a source's URL.
func (r redactor) source(s string) string {
	s = r.text(s)
	if parts := scp.FindStringSubmatch(s); parts != nil && strings.Contains(parts[1], ":") {
		return hidden + "@" + parts[2]
	}
	return s
}

// withoutCredentials leaves out of a URL its user, its query and its fragment. The user
// of an SSH address without a password is no secret: it is git nearly always.
func withoutCredentials(raw string) string {
	parsed, err := url.Parse(raw)
	if err != nil {
		scheme, _, _ := strings.Cut(raw, "://")
		return scheme + "://" + hidden
	}
	user := ""
	if parsed.User != nil {
		user = hidden + "@"
		if _, password := parsed.User.Password(); !password && parsed.Scheme == "ssh" {
			user = parsed.User.Username() + "@"
		}
	}
	rest := ""
	if parsed.RawQuery != "" || parsed.Fragment != "" {
		rest = "?" + hidden
	}
	return parsed.Scheme + "://" + user + parsed.Host + parsed.EscapedPath() + rest
}
