package registration

import (
	"encoding/json"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	tenant = "11111111-0000-4000-8000-000000000001"
	client = "22222222-0000-4000-8000-000000000002"
)

// fakeCloud is a cloud's metadata, login service and resource manager, over TLS.
type fakeCloud struct {
	*httptest.Server
	env map[string]string

	mu sync.Mutex
	// login is the last form that asked for a token, and asked the query and header of the last request for an OIDC token.
	login url.Values
	asked *http.Request
	// answers are status, header and body by path.
	answers map[string]reply
}

type reply struct {
	status     int
	retryAfter string
	body       string
}

func newFakeCloud(t *testing.T) *fakeCloud {
	t.Helper()
	c := &fakeCloud{answers: map[string]reply{}}
	c.Server = httptest.NewTLSServer(http.HandlerFunc(c.serve))
	t.Cleanup(c.Close)
	certificate := filepath.Join(t.TempDir(), "ca.pem")
	require.NoError(t, os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Certificate().Raw}), 0o600))
	c.env = map[string]string{
		"ARM_METADATA_HOSTNAME": c.Listener.Addr().String(), "SSL_CERT_FILE": certificate,
		"ARM_TENANT_ID": tenant, "ARM_CLIENT_ID": client, "ARM_SUBSCRIPTION_ID": subscription,
	}
	return c
}

func (c *fakeCloud) serve(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case r.URL.Path == "/metadata/endpoints":
		respond(w, 200, map[string]any{"resourceManager": c.URL + "/", "authentication": map[string]any{
			"loginEndpoint": c.URL, "audiences": []string{c.URL},
		}})
	case strings.HasSuffix(r.URL.Path, "/openid-configuration"):
		respond(w, 200, map[string]any{
			"token_endpoint": c.URL + "/token", "authorization_endpoint": c.URL + "/authorize", "issuer": c.URL + "/" + tenant + "/v2.0",
		})
	case strings.HasSuffix(r.URL.Path, "/token"):
		_ = r.ParseForm()
		c.login = r.Form
		if r.Form.Get("client_secret") == "wrong" {
			respond(w, 401, map[string]any{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret.\r\nTrace ID: 1"})
			return
		}
		respond(w, 200, map[string]any{"access_token": "t", "token_type": "Bearer", "expires_in": "3600", "expires_on": fmt.Sprint(time.Now().Add(time.Hour).Unix())})
	case r.URL.Path == "/oidc":
		c.asked = r
		respond(w, 200, map[string]any{"value": "from-ci"})
	default:
		c.arm(w, r)
	}
}

func (c *fakeCloud) arm(w http.ResponseWriter, r *http.Request) {
	reply, ok := c.answers[r.Method+" "+strings.TrimPrefix(r.URL.Path, "/subscriptions/"+subscription+"/providers/")]
	if !ok {
		reply.status, reply.body = 500, `{"error":{"code":"Unexpected","message":"`+r.Method+` `+r.URL.Path+`"}}`
	}
	if reply.retryAfter != "" {
		w.Header().Set("Retry-After", reply.retryAfter)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(reply.status)
	_, _ = w.Write([]byte(reply.body))
}

func answer2xx(state string) reply {
	return reply{status: 200, body: `{"registrationState":"` + state + `","properties":{"state":"` + state + `"}}`}
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func (c *fakeCloud) connect(t *testing.T, more map[string]string) connection {
	t.Helper()
	env := maps.Clone(c.env)
	maps.Copy(env, more)
	got, err := connect(t.Context(), env, "")
	require.NoError(t, err)
	return got
}
