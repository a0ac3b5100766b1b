package flux

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// named is a ConfigMap that is called as the kustomization's variable says, so that several may apply it at different revisions.
func named(namespace, value string) string {
	return strings.Replace(settings(namespace, value), "name: settings", `name: "${name}"`, 1)
}

// naming is a kustomization that gives that variable a value.
func naming(name string) string {
	return kustomization("app", "app", "postBuild: {substitute: {name: "+name+"}}")
}

// configureEach makes the program one configuration for each reference; its name is the scene's and the reference's. source makes a source
// of the lines that name the reference.
func (s *scene) configureEach(references map[string]string, source func(reference string) string) {
	s.t.Helper()
	var configurations strings.Builder
	for kind, reference := range references {
		configurations.WriteString(s.configuration(s.Name+"-"+kind, source(reference), naming(kind)) + "\n")
	}
	s.Stack.Program(s.program(configurations.String()))
}

// awaitEach waits until each configuration has synchronised a revision and applied a value.
func (s *scene) awaitEach(want map[string][2]string) {
	s.t.Helper()
	for kind, expected := range want {
		revision, value := expected[0], expected[1]
		kube.Eventually(s.t, kind+" at "+revision, func() bool {
			properties := s.AwaitOf(s.Name+"-"+kind, "Compliant")
			return properties["sourceSyncedCommitId"] == revision
		})
		assert.Equal(s.t, value, s.Kube.ConfigMap(s.Name, kind)["value"], kind)
	}
}

func TestGitReferences(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	commit := func(r *servers.Repository, value string) string {
		return "@sha1:" + r.Commit(value, servers.Files{"app/settings.yaml": named(s.Name, value)})
	}
	repository := servers.NewRepository(t, servers.Files{"README.md": "A fleet."})
	first := commit(repository, "first")
	repository.Tag("v1.0.0")
	second := commit(repository, "second")
	repository.Tag("v1.1.0")
	commit(repository, "third")
	repository.Tag("v2.0.0")
	fourth := commit(repository, "fourth")

	url := servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{})
	s.configureEach(map[string]string{
		"branch": "branch: main",
		"tag":    "tag: v1.0.0",
		"semver": `semver: ">=1.0.0 <2.0.0"`,
		"commit": "branch: main\ncommit: " + strings.TrimPrefix(second, "@sha1:"),
	}, func(reference string) string { return git(url, reference) })
	s.Stack.Up()
	s.awaitEach(map[string][2]string{
		"branch": {"main" + fourth, "fourth"},
		"tag":    {"v1.0.0" + first, "first"},
		"semver": {"v1.1.0" + second, "second"},
		"commit": {"main" + second, "second"},
	})

	fifth := commit(repository, "fifth")
	repository.Tag("v1.2.0")
	s.awaitEach(map[string][2]string{
		"branch": {"main" + fifth, "fifth"},
		"semver": {"v1.2.0" + fifth, "fifth"},
		"tag":    {"v1.0.0" + first, "first"},
		"commit": {"main" + second, "second"},
	})
}

func TestGitReferencesThatDoNotExist(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": named(s.Name, "first")})
	repository.Tag("v1.0.0")
	url := servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{})
	s.configureEach(map[string]string{
		"branch": "branch: master",
		"tag":    "tag: v1.0.1",
		"semver": `semver: ">=2.0.0"`,
		"commit": "branch: main\ncommit: " + strings.Repeat("0a", 20),
	}, func(reference string) string { return git(url, reference) })
	s.Stack.Up()
	s.RefusedEach(map[string][]string{
		s.Name + "-branch": {"GitRepository", `couldn't find remote ref "refs/heads/master"`},
		s.Name + "-tag":    {"GitRepository", `couldn't find remote ref "refs/tags/v1.0.1"`},
		s.Name + "-semver": {"GitRepository", "no match found for semver: >=2.0.0"},
		s.Name + "-commit": {"GitRepository", "object not found"},
	})
}
