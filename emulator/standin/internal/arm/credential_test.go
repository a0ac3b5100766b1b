package arm_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
)

func lookup(settings map[string]string) arm.Lookup {
	return func(_ string, variables ...string) string {
		for _, variable := range variables {
			if value := settings[variable]; value != "" {
				return value
			}
		}
		return ""
	}
}

func TestOIDCIsReadWhenItIsAskedFor(t *testing.T) {
	t.Parallel()
	settings := map[string]string{"ARM_OIDC_TOKEN": "token", "ACTIONS_ID_TOKEN_REQUEST_URL": "https://example.com"}
	assert.Zero(t, arm.ReadSettings(lookup(settings)).OIDC)
	settings["ARM_USE_OIDC"] = "true"
	read := arm.ReadSettings(lookup(settings)).OIDC
	assert.Equal(t, arm.OIDC{Token: "token", URL: "https://example.com", Audience: "api://AzureADTokenExchange"}, read)
}

func TestOIDCToken(t *testing.T) {
	t.Parallel()
	github := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("audience") != "us" || r.Header.Get("Authorization") != "Bearer ask" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		_, _ = w.Write([]byte(`{"value": "token"}`))
	}))
	t.Cleanup(github.Close)
	file := filepath.Join(t.TempDir(), "token")
	require.NoError(t, os.WriteFile(file, []byte("token"), 0o600))

	for name, source := range map[string]arm.OIDC{
		"given":       {Token: "token"},
		"in a file":   {File: file},
		"from GitHub": {URL: github.URL + "?api-version=2.0", RequestToken: "ask", Audience: "us"},
	} {
		token, err := source.Assertion(t.Context())
		require.NoError(t, err, name)
		assert.Equal(t, "token", token, name)
	}
	_, err := arm.OIDC{URL: github.URL, RequestToken: "wrong", Audience: "us"}.Assertion(t.Context())
	assert.ErrorContains(t, err, "403")
	_, err = arm.OIDC{File: file + "."}.Assertion(t.Context())
	assert.ErrorContains(t, err, "read the OIDC token")
}
