package page

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

func TestWithoutCredentials(t *testing.T) {
	t.Parallel()
	hide := newRedactor(nil)
	for given, want := range map[string]string{
		"https://example.com/team/repo.git":               "https://example.com/team/repo.git",
		"https://user:pass@example.com/r":                 "https://***@example.com/r",
		"https://token@example.com:8443/r":                "https://***@example.com:8443/r",
		"https://example.com/r?sig=abc":                   "https://example.com/r?***",
		"https://example.com/r#abc":                       "https://example.com/r?***",
		"ssh://git@example.com/r":                         "ssh://git@example.com/r",
		"ssh://git:pass@example.com/r":                    "ssh://***@example.com/r",
		"git@example.com:team/r.git":                      "git@example.com:team/r.git",
		"user:pass@example.com:r":                         "***@example.com:r",
		"https://user:pa%ss@example.com/r":                "https://***",
		"oci://registry.example.com/a":                    "oci://registry.example.com/a",
		"https://a:b@c.example/?d, then https://e:f@g.":   "https://***@c.example/?***, then https://***@g.",
		"fetch \"https://a:b@c.example/d\": no such host": "fetch \"https://***@c.example/d\": no such host",
		"HTTPS://a:b@c.example":                           "https://***@c.example",
	} {
		assert.Equal(t, want, hide.source(given), given)
	}
}

func TestSecretsThatWereSentAreLeftOutOfMessages(t *testing.T) {
	t.Parallel()
	hide := newRedactor([]held{{
		cluster: &state.Resource{Input: map[string]any{"properties": map[string]any{"windowsProfile": map[string]any{"adminPassword": "Passw0rd!"}}}},
		configurations: []*state.Resource{{Input: map[string]any{"properties": map[string]any{
			"azureBlob":                      map[string]any{"sasToken": "?sv=longtoken", "url": "https://e.com"},
			"configurationProtectedSettings": map[string]any{"httpsKey": base64.StdEncoding.EncodeToString([]byte("plainkey\n")), "short": "abc"},
		}}}},
	}})
	for given, want := range map[string]string{
		"password Passw0rd! refused":            "password *** refused",
		"with ?sv=longtoken and plainkey":       "with *** and ***",
		"the header was cGxhaW5rZXkK":           "the header was ***",
		"abc is too short to be looked for":     "abc is too short to be looked for",
		"https://e.com/path?sv=longtoken: 403":  "https://e.com/path***: 403",
		"https://e.com/path?x=1&plainkey: gone": "https://e.com/path?***: gone",
	} {
		assert.Equal(t, want, hide.text(given), given)
	}
}
