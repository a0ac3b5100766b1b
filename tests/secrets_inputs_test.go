package tests

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/journal"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestSecretsOfEveryInput shows that no secret input is seen anywhere in the life of a stack, whether the program marked it or not.
func TestSecretsOfEveryInput(t *testing.T) {
	t.Parallel()
	for name, mark := range map[string]func(string) any{"unmarked": unmarked, "marked": marked} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &canaries{}
			inputs := secretInputs(t, c, mark)
			s := stack.New(t, secretProgram(t, inputs))
			s.Azure.AKS("aks")
			c.absent(t, "preview --diff", s.Preview("--diff").Output())
			c.absent(t, "preview --json", s.Preview("--json").Output())
			c.absent(t, "up --diff", s.Up("--diff").Output())
			c.absent(t, "state", s.StateFile())
			c.absent(t, "refresh --diff", s.Refresh("--diff").Output())
			s.UpUnchanged()

			changeSecrets(t, s, c, inputs, mark)
			changeSomethingElse(t, s, c, inputs)
			failUpdate(t, s, c, inputs)
			c.absent(t, "stack", s.Run("stack", "--show-ids").Output())
			c.absent(t, "stack export", s.Run("stack", "export").Output())
			c.absent(t, "destroy", s.Destroy().Output())
		})
	}
}

// object walks down a document.
func object(inputs contract.Object, names ...string) contract.Object {
	for _, name := range names {
		inputs = inputs[name].(contract.Object)
	}
	return inputs
}

// changeSecrets changes one secret of the extension and one of a configuration: both are updates, and show as updates of a secret.
func changeSecrets(t *testing.T, s *stack.Stack, c *canaries, inputs contract.Object, mark func(string) any) {
	t.Helper()
	object(inputs, "extension", "protectedSettings")["second"] = mark(c.add("another"))
	object(inputs, "configurations", "git-https", "gitRepository", "https")["key"] = mark(c.add("rotated"))
	s.Program(secretProgram(t, inputs))
	preview := s.Preview("--diff").Output()
	c.absent(t, "preview of changed secrets", preview)
	for _, shown := range []string{
		`~ azure-native:kubernetesconfiguration:Extension: \(update\)`, `~ second\s*: \[secret\] => \[secret\]`,
		`~ azure-native:kubernetesconfiguration:FluxConfiguration: \(update\)`, `~ httpsKey\s*: \[secret\] => \[secret\]`,
	} {
		assert.Regexp(t, shown, preview)
	}
	mark0 := s.Azure.Now()
	c.absent(t, "update of changed secrets", s.Up("--diff").Output())
	writes := s.Azure.Since(mark0).Writes()
	assert.Equal(t, []string{"PUT extensions/flux", "PUT fluxConfigurations/git-https"}, writes.Methods())
	assert.Equal(t, []string{"proxy", "second"}, protected(t, writes, "extensions/flux"), "all of them, since Azure forgets the others")
	assert.Equal(t, []string{"httpsKey"}, protected(t, writes, "fluxConfigurations/git-https"))
}

// changeSomethingElse changes what is not secret: the secrets are sent again.
func changeSomethingElse(t *testing.T, s *stack.Stack, c *canaries, inputs contract.Object) {
	t.Helper()
	object(inputs, "extension")["releaseTrain"] = "Preview"
	for name := range object(inputs, "configurations") {
		object(inputs, "configurations", name)["suspend"] = true
	}
	s.Program(secretProgram(t, inputs))
	mark := s.Azure.Now()
	c.absent(t, "update of something else", s.Up("--diff").Output())
	writes := s.Azure.Since(mark).Writes()
	for name, want := range map[string][]string{
		"extensions/flux":              {"proxy", "second"},
		"fluxConfigurations/git-ssh":   {"sshPrivateKey"},
		"fluxConfigurations/git-https": {"httpsKey"},
		"fluxConfigurations/s3":        {"bucketSecretKey"},
		"fluxConfigurations/artifact":  nil,
	} {
		assert.Equal(t, want, protected(t, writes, name), name)
	}
	bodies := ""
	for _, write := range writes {
		bodies += string(write.Body)
	}
	for _, member := range []string{
		"accessKey", "accountKey", "sasToken", "clientSecret", "clientCertificate", "clientCertificatePassword", "caCertificate", "privateKey",
	} {
		assert.Contains(t, bodies, `"`+member+`":"\u003credacted\u003e"`, "it is sent")
	}
}

// failUpdate makes an update that the cluster cannot follow, so that Azure refuses it: its diagnostics show no secret, nor does the state.
func failUpdate(t *testing.T, s *stack.Stack, c *canaries, inputs contract.Object) {
	t.Helper()
	for name := range object(inputs, "configurations") {
		config := object(inputs, "configurations", name)
		config["suspend"], config["waitForReconciliation"] = false, true
		config["kustomizations"] = contract.Object{"all": contract.Object{"path": "./missing"}}
	}
	s.Program(secretProgram(t, inputs))
	for _, args := range [][]string{{"--diff"}, {"--json", "--continue-on-error"}} {
		result := s.TryUp(args...)
		require.NotZero(t, result.ExitCode)
		c.absent(t, "failing update "+strings.Join(args, " "), result.Output())
	}
	c.absent(t, "state after a failing update", s.StateFile())
}

// protected are the keys of the protected settings that the last request for a resource carried.
func protected(t *testing.T, entries journal.Entries, name string) []string {
	t.Helper()
	puts := entries.Request("PUT", name)
	require.NotEmpty(t, puts, name)
	var body struct {
		Properties struct {
			Protected map[string]string `json:"configurationProtectedSettings"`
		} `json:"properties"`
	}
	require.NoError(t, json.Unmarshal(puts[len(puts)-1].Body, &body))
	return slices.Sorted(maps.Keys(body.Properties.Protected))
}
