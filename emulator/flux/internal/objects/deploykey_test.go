package objects_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
)

func TestDeployKeyIsAPair(t *testing.T) {
	t.Parallel()
	key, err := objects.GenerateDeployKey()
	require.NoError(t, err)
	signer, err := ssh.ParsePrivateKey([]byte(key.Private))
	require.NoError(t, err)
	public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(key.Public))
	require.NoError(t, err)
	assert.Equal(t, public.Marshal(), signer.PublicKey().Marshal())
	assert.NotContains(t, key.Public, "\n")
	another, err := objects.GenerateDeployKey()
	require.NoError(t, err)
	assert.NotEqual(t, key, another)
}

func TestDeployKeyIsMadeForSSHWithoutAKey(t *testing.T) {
	t.Parallel()
	key := map[string]string{"sshPrivateKey": "a2V5"}
	cases := map[string]struct {
		source cluster.Source
		needs  bool
	}{
		"scheme":         {git("ssh://git@git.example/r", nil, nil), true},
		"scp":            {git("git@git.example:r", nil, nil), true},
		"with a key":     {git("git@git.example:r", nil, key), false},
		"with a secret":  {git("git@git.example:r", settings{"localAuthRef": "mine"}, nil), false},
		"https":          {git("https://git.example/r", nil, nil), false},
		"not git at all": {oci(nil), false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.needs, objects.NeedsDeployKey(configuration(c.source)))
		})
	}
}
