package servers_test

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestGitOverHTTPSAsksForItsUserAndIsTrustedByItsAuthorityAlone(t *testing.T) {
	t.Parallel()
	authority := servers.NewAuthority(t)
	account := servers.Account{Username: "fleet", Password: "right key"}
	repository := servers.NewRepository(t, servers.Files{"a.yaml": "a: 1\n"})
	address := servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{Authority: authority, Account: account})
	for name, c := range map[string]struct {
		authority *servers.Authority
		account   servers.Account
		want      string
	}{
		"right":           {authority, account, ""},
		"wrong key":       {authority, servers.Account{Username: "fleet", Password: "wrong key"}, "Authentication failed"},
		"no key":          {authority, servers.Account{}, "could not read Username"},
		"wrong authority": {servers.NewAuthority(t), account, "certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, out, err := clone(t, withAccount(t, address, c.account), "GIT_SSL_CAINFO="+caFile(t, c.authority))
			if c.want != "" {
				require.Error(t, err)
				assert.Contains(t, out, c.want)
				return
			}
			require.NoError(t, err, out)
			assert.FileExists(t, filepath.Join(dir, "a.yaml"))
		})
	}
}

func TestGitOverHTTPTakesPushes(t *testing.T) {
	t.Parallel()
	repository := servers.NewRepository(t, servers.Files{"a.yaml": "a: 1\n"})
	address := servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{})
	dir, out, err := clone(t, address)
	require.NoError(t, err, out)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "b.yaml"), []byte("b: 1\n"), 0o600))
	for _, command := range [][]string{{"add", "b.yaml"}, {"-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "b"}, {"push", "-q"}} {
		out, err := run(t, nil, append([]string{"git", "-C", dir}, command...)...)
		require.NoError(t, err, out)
	}
	again, out, err := clone(t, address)
	require.NoError(t, err, out)
	assert.FileExists(t, filepath.Join(again, "b.yaml"))
}

func withAccount(t *testing.T, address string, account servers.Account) string {
	t.Helper()
	parsed, err := url.Parse(address)
	require.NoError(t, err)
	if account != (servers.Account{}) {
		parsed.User = url.UserPassword(account.Username, account.Password)
	}
	return parsed.String()
}

func caFile(t *testing.T, authority *servers.Authority) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	require.NoError(t, os.WriteFile(file, []byte(authority.PEM), 0o600))
	return file
}
