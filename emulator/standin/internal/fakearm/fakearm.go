// Package fakearm is a scripted Azure for tests: it hands out tokens and its own address, and leaves the answers to
// ARM requests to the test. What an orderly Azure does, the local Azure is there for; this one misbehaves on demand.
package fakearm

import (
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
)

// Request is what a test sees of an ARM request.
type Request struct {
	Method, Path, APIVersion string
	Body                     map[string]any
}

// String is the request's method and path.
func (r Request) String() string { return r.Method + " " + r.Path }

// Answer is what a test answers.
type Answer struct {
	Status  int
	Headers map[string]string
	Body    any
}

// Server is the scripted Azure.
type Server struct {
	*httptest.Server
	script func(Request) Answer

	// Tokens counts the tokens handed out.
	Tokens atomic.Int32

	mu   sync.Mutex
	seen []Request
}

// Start starts a server that lives as long as the test. The script may be called from several requests at once.
func Start(t *testing.T, script func(Request) Answer) *Server {
	t.Helper()
	s := &Server{script: script}
	s.Server = httptest.NewTLSServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

// Configuration is the provider's configuration that leads to the server.
func (s *Server) Configuration() map[string]string {
	return map[string]string{
		"subscriptionId": "sub", "tenantId": "tenant", "clientId": "client", "clientSecret": "secret",
		"metadataHost": strings.TrimPrefix(s.URL, "https://"),
	}
}

// Settings are the client's settings that lead to the server.
func (s *Server) Settings() arm.Settings {
	settings := arm.ReadSettings(func(key string, _ ...string) string { return s.Configuration()[key] })
	settings.Interval = time.Millisecond
	settings.RootCAs = s.RootCAs()
	return settings
}

// RootCAs hold the server's certificate.
func (s *Server) RootCAs() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return pool
}

// Seen lists the ARM requests so far, each as method and path.
func (s *Server) Seen() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := make([]string, 0, len(s.seen))
	for _, request := range s.seen {
		lines = append(lines, request.String())
	}
	return lines
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/metadata/endpoints":
		reply(w, Answer{Status: http.StatusOK, Body: map[string]any{
			"resourceManager": s.URL + "/",
			"authentication":  map[string]any{"loginEndpoint": s.URL + "/", "audiences": []string{s.URL + "/"}},
		}})
	case strings.HasSuffix(r.URL.Path, "/.well-known/openid-configuration"):
		reply(w, Answer{Status: http.StatusOK, Body: map[string]any{
			"issuer": s.URL + "/tenant/v2.0", "authorization_endpoint": s.URL + "/tenant/oauth2/v2.0/authorize",
			"token_endpoint": s.URL + "/tenant/oauth2/v2.0/token",
		}})
	case strings.HasSuffix(r.URL.Path, "/token"):
		s.Tokens.Add(1)
		reply(w, Answer{Status: http.StatusOK, Body: map[string]any{
			"access_token": "token", "token_type": "Bearer", "expires_in": 3600,
		}})
	default:
		reply(w, s.answer(r))
	}
}

func (s *Server) answer(r *http.Request) Answer {
	if r.Header.Get("Authorization") != "Bearer token" {
		return Answer{Status: http.StatusUnauthorized, Body: Failure("AuthenticationFailed", "no token")}
	}
	request := Request{Method: r.Method, Path: r.URL.Path, APIVersion: r.URL.Query().Get("api-version")}
	if data, err := io.ReadAll(r.Body); err == nil && len(data) > 0 {
		if err := json.Unmarshal(data, &request.Body); err != nil {
			return Answer{Status: http.StatusBadRequest, Body: Failure("InvalidRequestContent", err.Error())}
		}
	}
	s.mu.Lock()
	s.seen = append(s.seen, request)
	s.mu.Unlock()
	return s.script(request)
}

// Failure is ARM's envelope of an error.
func Failure(code, message string) map[string]any {
	return map[string]any{"error": map[string]any{"code": code, "message": message}}
}

// NotFound is the answer for what is not there.
func NotFound() Answer {
	return Answer{Status: http.StatusNotFound, Body: Failure("ResourceNotFound", "it is not there")}
}

// Polled is the header that sends a client to an operation, and has it come back soon.
func (s *Server) Polled(path string) map[string]string {
	return map[string]string{
		"Azure-AsyncOperation": fmt.Sprintf("%s%s?api-version=1", s.URL, path), "x-ms-retry-after-ms": "1",
	}
}

func reply(w http.ResponseWriter, a Answer) {
	for key, value := range a.Headers {
		w.Header().Set(key, value)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	if a.Body != nil {
		_ = json.NewEncoder(w).Encode(a.Body)
	}
}
