package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// helmRepository is where charts come from, as an object of Flux.
func helmRepository(namespace, url string) string {
	return "apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: charts, namespace: " + namespace + "}\n" +
		"spec: {interval: 1s, url: '" + url + "'}\n"
}

// helmRelease is the release `web` of the chart of that name, from a Helm repository.
func helmRelease(namespace, version, repository string, more ...string) string {
	text := "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: " + namespace + "}\nspec:\n" +
		"  interval: 1m\n  chart: {spec: {chart: web, version: '" + version + "', interval: 1s, sourceRef: {kind: HelmRepository, name: " + repository + "}}}\n"
	for _, lines := range more {
		text += indent(lines, 2) + "\n"
	}
	return text
}

func TestAHelmReleaseWithoutItsChartFails(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	charts := servers.StartHelmRepository(t, servers.WebChart("1.0.0"))
	repository, source := publish(t, servers.Files{
		"app/charts.yaml": helmRepository(s.Name, charts.URL), "app/release.yaml": helmRelease(s.Name, "2.x", "charts", "values: {replicas: 2}"),
	})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	message := s.Fails("no 'web' chart with version matching '2.x' found")
	assert.Contains(t, message, "HelmRelease "+s.Name+"/web: ")
	kube.Eventually(t, "the release among the statuses", func() bool { return s.Status("HelmRelease", "web").Compliance == "Non-Compliant" })

	repository.Commit("A version that there is", servers.Files{"app/release.yaml": helmRelease(s.Name, "1.x", "charts", "values: {replicas: 2}")})
	s.Await("Compliant")
	assert.EqualValues(t, 2, s.Kube.Ready(s.Name, "web"))
	release := s.Status("HelmRelease", "web")
	assert.Equal(t, "Compliant", release.Compliance)
	assert.EqualValues(t, 1, release.Helm["lastRevisionApplied"])
}

func TestAHelmReleaseThatCannotBeInstalledFails(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	charts := servers.StartHelmRepository(t, servers.WebChart("1.0.0"))
	retries := "\ninstall: {remediation: {retries: 1}}\ntimeout: 30s"
	repository, source := publish(t, servers.Files{
		"app/charts.yaml": helmRepository(s.Name, charts.URL), "app/release.yaml": helmRelease(s.Name, "1.x", "charts", "values: {replicas: many}"+retries),
	})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	s.Fails("Helm install failed")
	release := s.Status("HelmRelease", "web")
	assert.NotZero(t, release.Helm["installFailureCount"], release)

	repository.Commit("A number", servers.Files{"app/release.yaml": helmRelease(s.Name, "1.x", "charts", "values: {replicas: 2}"+retries)})
	s.Await("Compliant")
	assert.EqualValues(t, 2, s.Kube.Ready(s.Name, "web"))
}

func TestAHelmReleaseOfARepositoryThatIsNotThereFails(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{"app/release.yaml": helmRelease(s.Name, "1.x", "podinfo")})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	s.Fails(`HelmRepository.source.toolkit.fluxcd.io "podinfo" not found`)
}
