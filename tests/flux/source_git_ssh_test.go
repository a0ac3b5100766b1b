package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// overSSH is a scene whose repository is served over SSH, to nobody yet.
func overSSH(t *testing.T) (*scene, *servers.GitSSH, *servers.Repository) {
	t.Helper()
	s := newScene(t)
	return s, servers.StartGitSSH(t), servers.NewRepository(t, servers.Files{"app/settings.yaml": settings(s.Name, "first")})
}

func TestGitOverSSH(t *testing.T) {
	t.Parallel()
	s, server, repository := overSSH(t)
	key := servers.NewSSHKey(t)
	server.Authorize(key.Public)
	s.Configure(git(server.URL(repository), "branch: main", "ssh:", "  privateKey: "+quoted(t, key.Private),
		"  knownHosts: "+quoted(t, server.KnownHosts)), kustomization("app", "app"))
	s.Stack.Up()
	s.Arrived("first")
	assert.Equal(t, map[string]any{s.Name: ""}, s.Stack.Outputs()["repositoryPublicKeys"], "the key is the program's own")
}

func TestGitOverSSHWithWrongKnownHosts(t *testing.T) {
	t.Parallel()
	s, server, repository := overSSH(t)
	key := servers.NewSSHKey(t)
	server.Authorize(key.Public)
	with := func(knownHosts string) {
		s.Configure(git(server.URL(repository), "branch: main", "ssh:", "  privateKey: "+quoted(t, key.Private),
			"  knownHosts: "+quoted(t, knownHosts)), kustomization("app", "app"))
		s.Stack.Up()
	}
	with(server.OtherKnownHosts())
	s.Refused("GitRepository", "knownhosts: key mismatch")
	with(server.KnownHosts)
	s.Arrived("first")
}

func TestGitOverSSHToAnUnknownHost(t *testing.T) {
	t.Parallel()
	s, server, repository := overSSH(t)
	key := servers.NewSSHKey(t)
	server.Authorize(key.Public)
	s.Configure(git(server.URL(repository), "branch: main", "ssh: {privateKey: "+quoted(t, key.Private)+"}"), kustomization("app", "app"))
	s.Stack.Up()
	s.Refused("GitRepository", "known_hosts")
}

func TestGitOverSSHWithAKeyThatIsNotRegistered(t *testing.T) {
	t.Parallel()
	s, server, repository := overSSH(t)
	s.Configure(git(server.URL(repository), "branch: main", "ssh:", "  privateKey: "+quoted(t, servers.NewSSHKey(t).Private),
		"  knownHosts: "+quoted(t, server.KnownHosts)), kustomization("app", "app"))
	s.Stack.Up()
	s.Refused("GitRepository", "ssh: handshake failed")
}

func TestGitOverSSHWithoutKey(t *testing.T) {
	t.Parallel()
	s, server, repository := overSSH(t)
	configure := func(path string) {
		s.Configure(git(server.URL(repository), "branch: main", "ssh: {knownHosts: "+quoted(t, server.KnownHosts)+"}"), kustomization("app", path))
	}
	configure("app")
	s.Stack.Up()
	s.Refused("GitRepository", "ssh: handshake failed")
	key := s.publicKey()
	require.Regexp(t, `^ssh-ed25519 \S+$`, key, "it is made in the cluster, and told as soon as that is asked")

	server.Authorize(key)
	s.Await("Compliant")
	s.Compliant()
	assert.Equal(t, key, s.publicKey())
	assert.Equal(t, map[string]string{"value": "first"}, s.Kube.ConfigMap(s.Name, "settings"))

	repository.Commit("second", servers.Files{"other/settings.yaml": settings(s.Name, "second")})
	configure("other")
	s.Stack.Up()
	kube.Eventually(t, "the other path", func() bool { return s.Kube.ConfigMap(s.Name, "settings")["value"] == "second" })
	assert.Equal(t, key, s.publicKey(), "the key lives as long as the configuration")
}

// publicKey is the one that the component's outputs tell.
func (s *scene) publicKey() string {
	s.t.Helper()
	key, _ := s.Stack.Outputs()["repositoryPublicKeys"].(map[string]any)[s.Name].(string)
	return key
}
