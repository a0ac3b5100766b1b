package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// waiting are the lines of a configuration whose write ends when all of it runs, or when the duration is over.
func waiting(duration string) string {
	return "waitForReconciliation: true\nreconciliationWaitDuration: " + duration
}

func TestUpReturnsWhenTheDeploymentsRun(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{"app/deployment.yaml": deployment(s.Name, "web")})
	s.Configure(source, kustomization("app", "app", "prune: true"), waiting("PT2M"))
	s.Stack.Up()
	assert.EqualValues(t, 2, s.Kube.Ready(s.Name, "web"))
	outputs := s.Stack.Outputs()
	assert.Equal(t, map[string]any{s.Name: "Compliant"}, outputs["complianceStates"], "without a refresh")
	assert.Equal(t, map[string]any{s.Name: "main@sha1:" + repository.Head()}, outputs["syncedCommits"])
}

func TestUpFailsWithFluxsWords(t *testing.T) {
	t.Parallel()
	for name, failing := range map[string]struct {
		files servers.Files
		words string
	}{
		"a path that is missing": {servers.Files{"README.md": "Nothing here yet\n"}, `kustomization path not found: stat \S*/app: no such file`},
		// It is tried again every second, and most of the time on its way: that is not what went wrong.
		"a failure that is tried again": {
			servers.Files{"app/deployment.yaml": "apiVersion: v1\nkind: Deployment\nmetadata: {name: web}\n"}, `no matches for kind "Deployment" in version "v1"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			repository, source := publish(t, failing.files)
			s.Configure(source, kustomization("app", "app", "prune: true"), waiting("PT10S"))
			failed := s.Stack.TryUp()
			assert.NotZero(t, failed.ExitCode)
			assert.Regexp(t, `did not reconcile within 10s: Kustomization `+s.Name+`/`+s.Name+`-app: .*`+failing.words, failed.Output())

			repository.Commit("What runs", servers.Files{"app/deployment.yaml": deployment(s.Name, "web")})
			s.Stack.Up()
			assert.EqualValues(t, 2, s.Kube.Ready(s.Name, "web"), "the next one converges")
			assert.Equal(t, map[string]any{s.Name: "Compliant"}, s.Stack.Outputs()["complianceStates"])
			s.Stack.UpUnchanged()
		})
	}
}

func TestAnUpdateWaitsForWhatItHasChanged(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{"one/map.yaml": configMap(s.Name, "settings", "value: one"), "two/map.yaml": configMap(s.Name, "settings", "value: two")})
	for _, path := range []string{"one", "two"} {
		s.Configure(source, kustomization("app", path, "prune: true"), waiting("PT2M"))
		s.Stack.Up()
		assert.Equal(t, path, s.Kube.ConfigMap(s.Name, "settings")["value"], "an answer from before the update is none")
	}
}

func TestUpReturnsAtOnceWithoutWaiting(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{"app/deployment.yaml": deployment(s.Name, "web", homeless)})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"), "waitForReconciliation: false")
	s.Stack.Up()
	assert.NotEqual(t, "Compliant", s.Properties(s.Name)["complianceState"])
	repository.Commit("Any node will do", servers.Files{"app/deployment.yaml": deployment(s.Name, "web")})
	s.Await("Compliant")
}
