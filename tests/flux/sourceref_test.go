package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestManifestsThatNameAnotherSourceAreToldTheName(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{
		"clusters/staging/apps.yaml": fluxKustomization(s.Name, s.Name+"-nested", "./apps", "{kind: GitRepository, name: flux-system}"),
		"apps/map.yaml":              configMap(s.Name, "settings", "value: there"),
	})
	s.Configure(source, kustomization("cluster", "clusters/staging", "prune: true", "wait: false"))
	s.Stack.Up()
	message := s.Fails(`GitRepository.source.toolkit.fluxcd.io "flux-system" not found`)
	assert.Contains(t, message, "Kustomization "+s.Name+"/"+s.Name+"-nested: ")
	assert.Contains(t, message, "GitRepository "+s.Name+"/"+s.Name, "the source as it is called")

	repository.Commit("The source as Azure calls it", servers.Files{
		"clusters/staging/apps.yaml": fluxKustomization(s.Name, s.Name+"-nested", "./apps", "{kind: GitRepository, name: "+s.Name+"}"),
	})
	s.Await("Compliant")
	assert.NotNil(t, s.Kube.ConfigMap(s.Name, "settings"))
}
