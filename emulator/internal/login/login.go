// Package login is the local Azure's Entra ID: it hands out tokens for the one
// client that it knows, and checks them.
package login

import (
	"crypto/ecdsa"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

// lifetime of a token: Entra's own.
const lifetime = time.Hour

// Service hands out tokens.
type Service struct {
	// Tenant, Client and Secret are the credential that it knows.
	Tenant, Client, Secret string
	// IDToken does instead of the secret, as one does for which Entra ID has a federated credential. Empty: there is none.
	IDToken string
	// Key signs the tokens.
	Key *ecdsa.PrivateKey
	// URL is where clients reach the service, without a slash at the end.
	URL string
}

// Serve answers what belongs to logging in, and says whether it did.
func (s *Service) Serve(w http.ResponseWriter, r *http.Request) bool {
	segments := strings.Split(strings.Trim(strings.ToLower(r.URL.Path), "/"), "/")
	switch {
	case r.URL.Path == "/common/discovery/instance":
		s.discovery(w)
	case len(segments) == 4 && strings.HasSuffix(r.URL.Path, "/v2.0/.well-known/openid-configuration"):
		s.openID(w, segments[0])
	case len(segments) == 3 && segments[1] == ".well-known" && segments[2] == "openid-configuration":
		s.openID(w, segments[0])
	case len(segments) == 4 && segments[1] == "oauth2" && segments[2] == "v2.0" && segments[3] == "token",
		len(segments) == 3 && segments[1] == "oauth2" && segments[2] == "token":
		s.token(w, r, segments[0])
	default:
		return false
	}
	return true
}

func (s *Service) discovery(w http.ResponseWriter) {
	host := strings.TrimPrefix(s.URL, "https://")
	write(w, http.StatusOK, map[string]any{
		"tenant_discovery_endpoint": s.URL + "/" + s.Tenant + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata":                  []any{map[string]any{"preferred_network": host, "preferred_cache": host, "aliases": []string{host}}},
	})
}

func (s *Service) openID(w http.ResponseWriter, tenant string) {
	if !s.knows(tenant) {
		s.refuse(w, http.StatusBadRequest, 90002, "invalid_tenant", "Tenant '"+tenant+"' not found.")
		return
	}
	base := s.URL + "/" + s.Tenant
	write(w, http.StatusOK, map[string]any{
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"device_authorization_endpoint":         base + "/oauth2/v2.0/devicecode",
		"issuer":                                base + "/v2.0",
		"jwks_uri":                              base + "/discovery/v2.0/keys",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt"},
		"response_types_supported":              []string{"token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"ES256"},
		"cloud_instance_name":                   strings.TrimPrefix(s.URL, "https://"),
	})
}

func (s *Service) knows(tenant string) bool { return strings.EqualFold(tenant, s.Tenant) }

func (s *Service) token(w http.ResponseWriter, r *http.Request, tenant string) {
	if r.Method != http.MethodPost {
		s.refuse(w, http.StatusMethodNotAllowed, 900561, "invalid_request", "The endpoint only accepts POST requests.")
		return
	}
	if err := r.ParseForm(); err != nil {
		s.refuse(w, http.StatusBadRequest, 900144, "invalid_request", "The request body must be a form.")
		return
	}
	assertion := r.PostForm.Get("client_assertion")
	switch {
	case !s.knows(tenant):
		s.refuse(w, http.StatusBadRequest, 90002, "invalid_request", "Tenant '"+tenant+"' not found.")
	case r.PostForm.Get("grant_type") != "client_credentials":
		s.refuse(w, http.StatusBadRequest, 70003, "unsupported_grant_type",
			"The app requested an unsupported grant type '"+r.PostForm.Get("grant_type")+"'; 'client_credentials' is supported here.")
	case !strings.EqualFold(r.PostForm.Get("client_id"), s.Client):
		s.refuse(w, http.StatusUnauthorized, 700016, "unauthorized_client",
			"Application with identifier '"+r.PostForm.Get("client_id")+"' was not found in the directory.")
	case assertion != "" && !same(assertion, s.IDToken):
		s.refuse(w, http.StatusUnauthorized, 700213, "invalid_client",
			"No matching federated identity record found for the presented assertion.")
	case assertion == "" && !same(r.PostForm.Get("client_secret"), s.Secret):
		s.refuse(w, http.StatusUnauthorized, 7000215, "invalid_client", "Invalid client secret provided.")
	default:
		s.grant(w, r)
	}
}

func same(given, known string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(known)) == 1
}

func (s *Service) grant(w http.ResponseWriter, r *http.Request) {
	audience := strings.TrimSuffix(r.PostForm.Get("scope"), "/.default")
	if audience == "" {
		audience = r.PostForm.Get("resource")
	}
	now := time.Now()
	signed, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"aud": audience, "iss": s.URL + "/" + s.Tenant + "/v2.0", "tid": s.Tenant, "appid": s.Client, "oid": s.Client, "sub": s.Client,
		"iat": now.Unix(), "nbf": now.Add(-time.Minute).Unix(), "exp": now.Add(lifetime).Unix(), "ver": "1.0", "idtyp": "app",
	}).SignedString(s.Key)
	if err != nil {
		s.refuse(w, http.StatusInternalServerError, 90033, "temporarily_unavailable", "The token could not be signed.")
		return
	}
	seconds := int(lifetime.Seconds())
	write(w, http.StatusOK, map[string]any{
		"token_type": "Bearer", "expires_in": seconds, "ext_expires_in": seconds, "access_token": signed,
	})
}

// Check says what is wrong with a request's token, or nil.
func (s *Service) Check(r *http.Request) error {
	scheme, raw, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || raw == "" {
		return errors.New("the 'Authorization' header is missing or is not a bearer token")
	}
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return &s.Key.PublicKey, nil },
		jwt.WithValidMethods([]string{"ES256"}), jwt.WithExpirationRequired())
	if err != nil {
		return fmt.Errorf("the access token is invalid: %w", err)
	}
	return nil
}

// refuse answers as Entra does, whose libraries read the AADSTS number.
func (s *Service) refuse(w http.ResponseWriter, status, number int, code, message string) {
	now := time.Now().UTC().Format("2006-01-02 15:04:05Z")
	trace, correlation := uuid.NewString(), uuid.NewString()
	write(w, status, map[string]any{
		"error": code, "error_codes": []int{number}, "timestamp": now, "trace_id": trace, "correlation_id": correlation,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", number, message, trace, correlation, now),
	})
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// The client may be gone; there is nobody left to tell.
	_ = json.NewEncoder(w).Encode(body)
}
