package page_test

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/page"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/page/example"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// served is the example's page and what was asked of its clusters.
type served struct {
	*testing.T
	store *state.Store
	url   string

	mu    sync.Mutex
	asked []cluster.Reference
}

func serve(t *testing.T) *served {
	t.Helper()
	store, err := example.Store()
	require.NoError(t, err)
	s := &served{T: t, store: store}
	server := httptest.NewServer(page.Handler(store, func(r cluster.Reference) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked = append(s.asked, r)
	}, example.Now))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// send sends a request with headers, given as pairs, and follows no redirect.
func (s *served) send(method, path, body string, headers ...string) (*http.Response, string) {
	s.Helper()
	request, err := http.NewRequestWithContext(s.Context(), method, s.url+path, strings.NewReader(body))
	require.NoError(s, err)
	if body != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			request.Host = headers[i+1]
		}
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(request)
	require.NoError(s, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(s, err)
	return response, string(text)
}

// configuration is one of the example's.
func (s *served) configuration(name string) *state.Resource {
	s.Helper()
	var found *state.Resource
	s.store.View(func(tx state.Tx) {
		for _, r := range tx.OfType(flux.ConfigurationType) {
			if r.Name == name {
				found = r
			}
		}
	})
	require.NotNil(s, found, name)
	return found
}

func (s *served) reconcile(id string, headers ...string) (*http.Response, string) {
	s.Helper()
	return s.send(http.MethodPost, "/reconcile", url.Values{"configuration": {id}}.Encode(), headers...)
}

func TestThePageShowsTheExampleWithoutItsSecrets(t *testing.T) {
	t.Parallel()
	response, text := serve(t).send(http.MethodGet, "/", "")
	assert.Equal(t, http.StatusOK, response.StatusCode)
	for _, want := range []string{
		"aks-staging", "AKS cluster", "3 in 2 pools", "environment: staging", "notification-controller", "there is no program for it here",
		"https://***@git.example.com/team/clusters.git?***", "branch gitops-aks", "gitops-aks@sha1:7c1b0e93", "InstallSucceeded", "Kustomization cluster-config-apps",
		"1 of 2", "edge-utrecht", "local-azure: simulated", "BuildFailed", "Non-Compliant", "Suspended", "ReconciliationFailed", "proxyPassword",
		`<time datetime="2026-03-02T10:26:00Z" title="2 March 2026, 10:26:00 UTC">4 min ago</time>`, "ssh-ed25519 ",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, example.Canary)
	assert.NotContains(t, text, base64.StdEncoding.EncodeToString([]byte(example.Canary+"-")))
	assert.NotContains(t, text, "ZgotmplZ", "the template engine refused a value")
	policy := response.Header.Get("Content-Security-Policy")
	assert.Contains(t, policy, "default-src 'none'")
	assert.Contains(t, policy, "script-src 'self'")
	assert.NotContains(t, text, "style=", "the policy allows none")
}

func TestAssets(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for path, kind := range map[string]string{"/assets/page.css": "text/css", "/assets/page.js": "text/javascript", "/assets/icon.svg": "image/svg+xml"} {
		response, text := s.send(http.MethodGet, path, "")
		assert.Equal(t, http.StatusOK, response.StatusCode, path)
		assert.Contains(t, response.Header.Get("Content-Type"), kind)
		assert.NotContains(t, strings.ReplaceAll(text, "http://www.w3.org/2000/svg", ""), "http", "nothing is fetched from elsewhere")
	}
	for _, path := range []string{"/other", "/assets/none", "/templates/page.html"} {
		response, _ := s.send(http.MethodGet, path, "")
		assert.Equal(t, http.StatusNotFound, response.StatusCode, path)
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	t.Parallel()
	s := serve(t)
	for host, want := range map[string]int{
		"127.0.0.1": 200, "127.0.0.1:99": 200, "localhost:99": 200, "LocalHost": 200, "[::1]:99": 200, "[::1]": 200,
		"evil.example": 421, "evil.example:80": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421, "localhost.evil.example": 421,
	} {
		response, text := s.send(http.MethodGet, "/", "", "Host", host)
		assert.Equal(t, want, response.StatusCode, host)
		assert.Equal(t, want == 200, strings.Contains(text, "aks-staging"), host)
	}
}

func TestReconcile(t *testing.T) {
	t.Parallel()
	s := serve(t)
	store := s.configuration("store")
	response, _ := s.reconcile(strings.ToUpper(store.ID), "Sec-Fetch-Site", "same-origin")
	assert.Equal(t, http.StatusSeeOther, response.StatusCode)
	back, err := response.Location()
	require.NoError(t, err)
	assert.Equal(t, []cluster.Reference{{Cluster: store.Parent, Namespace: "store", Name: "store"}}, s.asked)
	_, text := s.send(http.MethodGet, "/", "")
	assert.Contains(t, text, `id="`+back.Fragment+`"`, "it leads back to the configuration")
	assert.Contains(t, text, `data-say="store: asked to reconcile"`)
}

func TestReconcileRefused(t *testing.T) {
	t.Parallel()
	s := serve(t)
	store := s.configuration("store").ID
	for name, c := range map[string]struct {
		id      string
		headers []string
		want    int
	}{
		"another site":            {store, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"another port":            {store, []string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
		"another origin":          {store, []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		"a suspended one":         {s.configuration("tills").ID, nil, http.StatusConflict},
		"one that is not there":   {store + "x", nil, http.StatusNotFound},
		"what is none":            {s.configuration("store").Parent, nil, http.StatusNotFound},
		"nothing":                 {"", nil, http.StatusNotFound},
		"more than a form can be": {strings.Repeat("x", 1<<20), nil, http.StatusNotFound},
	} {
		response, _ := s.reconcile(c.id, c.headers...)
		assert.Equal(t, c.want, response.StatusCode, name)
	}
	response, _ := s.send(http.MethodGet, "/reconcile?configuration="+url.QueryEscape(store), "")
	assert.Equal(t, http.StatusMethodNotAllowed, response.StatusCode)
	assert.Empty(t, s.asked)
}
