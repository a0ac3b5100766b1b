package tests

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/pipelines"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// idToken is what a CI vouches for its jobs with.
const idToken = "header.claims.signature"

// cis are the CIs of examples/ci: what each sets for its jobs to authenticate with.
var cis = map[string]func(t *testing.T) map[string]string{
	"github-actions.yml": func(t *testing.T) map[string]string {
		return map[string]string{
			"ARM_USE_OIDC": "true", "ARM_CLIENT_ID": emulator.ClientID, "ARM_TENANT_ID": emulator.TenantID,
			"ARM_SUBSCRIPTION_ID":          emulator.SubscriptionID,
			"ACTIONS_ID_TOKEN_REQUEST_URL": gitHub(t) + "?api-version=2.0", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "may ask",
		}
	},
	"azure-pipelines.yml": func(*testing.T) map[string]string {
		return map[string]string{"idToken": idToken, "servicePrincipalId": emulator.ClientID, "tenantId": emulator.TenantID}
	},
	"gitlab-ci.yml": func(*testing.T) map[string]string {
		return map[string]string{
			"ARM_USE_OIDC": "true", "ARM_CLIENT_ID": emulator.ClientID, "ARM_TENANT_ID": emulator.TenantID,
			"ARM_SUBSCRIPTION_ID": emulator.SubscriptionID, "ARM_OIDC_TOKEN": idToken,
		}
	},
}

// gitHub is where GitHub's jobs ask for their ID token.
func gitHub(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer may ask" || r.URL.Query().Get("audience") != "api://AzureADTokenExchange" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		_, _ = w.Write([]byte(`{"count": 1, "value": "` + idToken + `"}`))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func pipeline(t *testing.T, ci string) pipelines.Pipeline {
	t.Helper()
	p, err := pipelines.Read("..", ci)
	require.NoError(t, err)
	return p
}

// command is the one command line of a pipeline's job.
func command(t *testing.T, ci, job string) string {
	t.Helper()
	commands := pipeline(t, ci).Commands[job]
	require.Len(t, commands, 1, "job %s of %s", job, ci)
	return commands[0]
}

func TestPipelinesRunTheScript(t *testing.T) {
	t.Parallel()
	for ci := range cis {
		prefix := "bash examples/ci/pulumi.sh "
		if ci == "github-actions.yml" {
			prefix = "exec " + prefix
		}
		want := map[string][]string{"preview": {prefix + "preview"}, "up": {prefix + "up"}, "drift": {prefix + "drift"}, "lint": {prefix + "lint manifests"}}
		assert.Equal(t, want, pipeline(t, ci).Commands, ci)
	}
}

func TestPipelinesRunOneUpdateAtATime(t *testing.T) {
	t.Parallel()
	for ci, want := range map[string]string{
		"github-actions.yml":  `(?s)\n  up:.*group: production\n *cancel-in-progress: false.*\n  drift:`,
		"azure-pipelines.yml": `\nlockBehavior: sequential\n`,
		"gitlab-ci.yml":       `(?s)\nup:.*\n  resource_group: production.*\ndrift:`,
	} {
		assert.Regexp(t, want, pipeline(t, ci).Text, ci)
	}
}

// The versions that the pipelines pin are those of this repository.
func TestPipelinesPinVersions(t *testing.T) {
	t.Parallel()
	read := func(path ...string) string {
		text, err := os.ReadFile(filepath.Join(append([]string{".."}, path...)...))
		require.NoError(t, err)
		return string(text)
	}
	cli := regexp.MustCompile(`github.com/pulumi/pulumi/pkg/v3 v(\S+)`).FindStringSubmatch(read("tools", "pulumi", "go.mod"))
	require.NotNil(t, cli)
	script := read("examples", "ci", "pulumi.sh")
	assert.Contains(t, script, "${PULUMI_VERSION:-"+cli[1]+"}")
	assert.Contains(t, script, "${AKS_GITOPS_VERSION:-"+provider.Version+"}")
	assert.Contains(t, pipeline(t, "gitlab-ci.yml").Text, "image: pulumi/pulumi-base:"+cli[1]+"\n")
}

// checkout is a clone in which a CI's job runs, for a stack that has never been deployed.
func checkout(t *testing.T, ci string, azure emulator.Options) (*stack.Stack, *stack.Checkout) {
	t.Helper()
	azure.Registered, azure.IDToken = stack.Namespaces, idToken
	s := stack.NewOn(t, stack.Example(t, "yaml"), azure)
	s.Config(map[string]string{"resourceGroupName": stack.Group})
	c := s.NewCheckout()
	for name, value := range cis[ci](t) {
		s.Setenv(name, value)
	}
	return s, c
}
