package flux

import (
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// overHTTPS is a scene whose repository is served by a server of a private authority, to one account.
func overHTTPS(t *testing.T) (s *scene, url string, authority *servers.Authority, account servers.Account) {
	t.Helper()
	s = newScene(t)
	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	authority, account = servers.NewAuthority(t), servers.Account{Username: "fleet", Password: "right: key"}
	return s, servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{Authority: authority, Account: account}), authority, account
}

// upOverHTTPS deploys with these credentials.
func (s *scene) upOverHTTPS(url, user, key, authority string) {
	s.t.Helper()
	credentials := "https: {user: " + user + ", key: " + quoted(s.t, key)
	if authority != "" {
		credentials += ", caCertificate: " + quoted(s.t, authority)
	}
	s.Configure(git(url, "branch: main", credentials+"}"), kustomization("app", "app"))
	s.Stack.Up()
}

func TestGitOverHTTPS(t *testing.T) {
	t.Parallel()
	s, url, authority, account := overHTTPS(t)
	s.upOverHTTPS(url, account.Username, account.Password, authority.PEM)
	s.Arrived("first")
}

func TestGitOverHTTPSWithWrongKey(t *testing.T) {
	t.Parallel()
	s, url, authority, account := overHTTPS(t)
	s.upOverHTTPS(url, account.Username, "wrong", authority.PEM)
	s.Refused("GitRepository", "authentication required")
	s.upOverHTTPS(url, account.Username, account.Password, authority.PEM)
	s.Arrived("first")
}

func TestGitOverHTTPSWithoutAuthority(t *testing.T) {
	t.Parallel()
	s, url, authority, account := overHTTPS(t)
	s.upOverHTTPS(url, account.Username, account.Password, "")
	s.Refused("GitRepository", "certificate signed by unknown authority")
	s.upOverHTTPS(url, account.Username, account.Password, authority.PEM)
	s.Arrived("first")
}
