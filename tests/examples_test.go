package tests

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/ssh"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/languages"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

const guid = "00000000-0000-4000-8000-000000000001"

// examplePrograms are the examples in YAML beside examples/yaml, which has tests of its own: what each needs to be there, and its
// configuration.
var examplePrograms = map[string]struct {
	arc, noCluster  bool
	config, secrets map[string]string
}{
	"arc":              {arc: true},
	"azure-devops":     {noCluster: true, config: map[string]string{"identityClientId": guid, "identityTenantId": guid}},
	"blob":             {config: map[string]string{"identityClientId": guid}},
	"bucket":           {secrets: map[string]string{"accessKey": "AKIDEXAMPLE", "secretKey": "a secret key"}},
	"existing-cluster": {},
	"git-https":        {secrets: map[string]string{"token": "a token"}},
	"git-ssh":          {config: map[string]string{"knownHosts": knownHost()}, secrets: map[string]string{"deployKey": deployKey()}},
	"many-clusters":    {noCluster: true},
	"registration":     {noCluster: true},
	"oci":              {config: map[string]string{"identityClientId": guid, "identityTenantId": guid}},
}

func TestExamples(t *testing.T) {
	t.Parallel()
	for name, example := range examplePrograms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stack.New(t, stack.Example(t, name))
			switch {
			case example.arc:
				s.Azure.Arc("aks-gitops")
			case !example.noCluster:
				s.Azure.AKS("aks-gitops")
			}
			before := s.Azure.Left()
			s.Config(map[string]string{"resourceGroupName": stack.Group})
			if len(example.config) > 0 {
				s.Config(example.config)
			}
			for key, value := range example.secrets {
				s.Secret(key, value)
			}
			s.Up()
			s.Preview("--expect-no-changes")
			s.Destroy()
			assert.Equal(t, before, s.Azure.Left())
			for _, secret := range example.secrets {
				assert.NotContains(t, s.StateFile(), secret)
			}
		})
	}
}

// Every example has a test: here, or of its own.
func TestEveryExampleIsRun(t *testing.T) {
	t.Parallel()
	elsewhere := map[string]bool{"ci": true, "yaml": true, "dotnet": true} // C# is parsed when it is packed: tools/csharp-syntax
	for _, language := range languages.All {
		elsewhere[language.Name] = true
	}
	entries, err := os.ReadDir(filepath.Join("..", "examples"))
	require.NoError(t, err)
	for _, entry := range entries {
		_, here := examplePrograms[entry.Name()]
		assert.True(t, here || elsewhere[entry.Name()], "examples/%s is run by no test", entry.Name())
	}
}

// deployKey makes a private SSH key as ssh-keygen writes it.
func deployKey() string {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	block, err := ssh.MarshalPrivateKey(key, "deploy")
	if err != nil {
		panic(err)
	}
	return string(pem.EncodeToMemory(block))
}

// knownHost is a line as ssh-keyscan prints it.
func knownHost() string {
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	key, err := ssh.NewPublicKey(public)
	if err != nil {
		panic(err)
	}
	return "git.example.com " + string(ssh.MarshalAuthorizedKey(key))
}
