package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestMultiTenancyRefusesASourceOfAnotherNamespace(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{
		"app/nested.yaml": fluxKustomization(s.Name, s.Name+"-nested", "./app", "{kind: GitRepository, name: other, namespace: default}"),
	})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	s.Fails("can't access 'GitRepository/default/other', cross-namespace references have been blocked")
	assert.Equal(t, "AccessDenied", s.Status("Kustomization", s.Name+"-nested").Reason)
}

func TestMultiTenancyRefusesAChartOfAnotherNamespaceInSilence(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{"app/release.yaml": helmRelease(s.Name, "*", "charts, namespace: default")})
	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	kube.Eventually(t, "why nothing happens", func() bool {
		return s.Status("HelmRelease", "web").Message == "not reconciled yet (its chart's sourceRef is in the namespace default: "+
			"with multi-tenancy the helm-controller refuses that, and says so in its log alone)"
	})
	s.Await("Pending")
}

func TestScopeNamespaceRefusesAClusterScopedObject(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	role := "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: " + s.Name + "}\nrules: []\n"
	repository, source := publish(t, servers.Files{
		"app/role.yaml": role, "app/map.yaml": configMap(s.Name, "settings", "value: there"),
	})
	s.Configure(source, patient("app", "app", "prune: true"), "scope: namespace")
	s.Stack.Up()
	message := s.Fails("forbidden")
	assert.Contains(t, message, `User "system:serviceaccount:`+s.Name+`:flux-applier"`)
	assert.Contains(t, message, "at the cluster scope")
	assert.Nil(t, s.Kube.Get("rbac.authorization.k8s.io/v1", "ClusterRole", "", s.Name))

	repository.Remove("Nothing of the cluster", "app/role.yaml")
	s.Await("Compliant")
	assert.NotNil(t, s.Kube.ConfigMap(s.Name, "settings"))

	s.Configure(source, kustomization("app", "app", "prune: true"), "scope: cluster")
	repository.Commit("The cluster again", servers.Files{"app/role.yaml": role})
	s.Stack.Up()
	s.Await("Compliant")
	kube.Eventually(t, "the role", func() bool { return s.Kube.Get("rbac.authorization.k8s.io/v1", "ClusterRole", "", s.Name) != nil })
}
