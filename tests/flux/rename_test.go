package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestARenamedKustomizationTakesOver(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{
		"app/kustomization.yaml": "resources: [both.yaml]\n", "app/both.yaml": configMap(s.Name, "both", "value: there"),
		"old/kustomization.yaml": "resources: [../app, own.yaml]\n", "old/own.yaml": configMap(s.Name, "old", "value: there"),
		"new/kustomization.yaml": "resources: [../app, own.yaml]\n", "new/own.yaml": configMap(s.Name, "new", "value: there"),
	})
	s.Configure(source, kustomization("old", "old", "prune: true"))
	s.Stack.Up()
	s.Await("Compliant")

	s.Configure(source, kustomization("new", "new", "prune: true"))
	s.Stack.Up()
	s.Await("Compliant")
	kube.Eventually(t, "the old one to go", func() bool { return !s.hasKustomization(s.Name + "-old") })
	kube.Eventually(t, "what both have", func() bool { return s.Kube.ConfigMap(s.Name, "both") != nil })
	assert.Nil(t, s.Kube.ConfigMap(s.Name, "old"))
	assert.NotNil(t, s.Kube.ConfigMap(s.Name, "new"))
	assert.Equal(t, s.Name+"-new", s.Kube.Get("v1", "ConfigMap", s.Name, "both").GetLabels()["kustomize.toolkit.fluxcd.io/name"])
}
