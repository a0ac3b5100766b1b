package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestDriftIsPutRight(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{"app/map.yaml": configMap(s.Name, "settings", "value: wanted")})
	// An object that is deleted while Flux waits for it to be healthy would be waited for until the timeout.
	s.Configure(source, kustomization("app", "app", "wait: false"))
	s.Stack.Up()
	s.Await("Compliant")

	s.Kube.Apply(configMap(s.Name, "settings", "value: edited", "mine: added"))
	kube.Eventually(t, "the edit to be put right", func() bool { return s.Kube.ConfigMap(s.Name, "settings")["value"] == "wanted" })
	assert.Equal(t, "added", s.Kube.ConfigMap(s.Name, "settings")["mine"], "what the repository does not speak of is nobody's drift")

	s.Kube.Delete("v1", "ConfigMap", s.Name, "settings")
	kube.Eventually(t, "what was deleted to be made again", func() bool { return s.Kube.ConfigMap(s.Name, "settings") != nil })
}
