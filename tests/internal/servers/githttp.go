package servers

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Account is a name and what proves it. The zero value stands for anybody.
type Account struct {
	Username, Password string
}

// GitHTTPOptions say how a repository is served over HTTP.
type GitHTTPOptions struct {
	// Authority signs the server's certificate. Without it the server speaks plain HTTP.
	Authority *Authority
	// Account is who may fetch and push, by basic authentication.
	Account Account
}

// StartGitHTTP serves a repository, to fetch and to push, by git's own git-http-backend. It gives the URL back.
func StartGitHTTP(t *testing.T, repository *Repository, options GitHTTPOptions) string {
	t.Helper()
	programs, err := git("", nil, "--exec-path")
	require.NoError(t, err)
	root, name := filepath.Split(repository.Dir)
	backend := &cgi.Handler{
		Path: filepath.Join(programs, "git-http-backend"),
		Env:  []string{"GIT_PROJECT_ROOT=" + filepath.Clean(root), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1"},
	}
	server := httptest.NewUnstartedServer(options.Account.guard(backend))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // clients with a wrong authority are no news
	if options.Authority == nil {
		server.Start()
	} else {
		pair, err := tls.X509KeyPair(options.Authority.pair(t))
		require.NoError(t, err)
		server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
		server.StartTLS()
	}
	t.Cleanup(server.Close)
	return server.URL + "/" + name
}

// guard lets nobody but the account through to a handler.
func (a Account) guard(handler http.Handler) http.Handler {
	if a == (Account{}) {
		return handler
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if username, password, _ := r.BasicAuth(); username != a.Username || password != a.Password {
			w.Header().Set("WWW-Authenticate", `Basic realm="git"`)
			http.Error(w, "wrong user or key", http.StatusUnauthorized)
			return
		}
		handler.ServeHTTP(w, r)
	})
}
