package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// settings is a ConfigMap in the namespace of the kustomization's service account.
func settings(namespace, value string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: " + namespace + "}\ndata: {value: " + value + "}\n"
}

func TestGitOverHTTP(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings(s.Name, "first")})
	url := servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{})

	s.Configure(git(url, "branch: main"), kustomization("app", "app", "prune: true"))
	s.Stack.Up()
	synced := s.Await("Compliant")["sourceSyncedCommitId"]
	assert.Equal(t, "main@sha1:"+repository.Head(), synced)
	assert.Equal(t, map[string]string{"value": "first"}, s.Kube.ConfigMap(s.Name, "settings"))

	repository.Commit("second", servers.Files{"app/settings.yaml": settings(s.Name, "second")})
	kube.Eventually(t, "the second commit", func() bool { return s.Kube.ConfigMap(s.Name, "settings")["value"] == "second" })

	s.Destroy()
	assert.Nil(t, s.Kube.ConfigMap(s.Name, "settings"), "prune takes out what was applied")
}
