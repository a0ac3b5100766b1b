package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestWaitFailsForADeploymentThatIsNeverReady(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{"app/deployment.yaml": deployment(s.Name, "web", homeless)})
	s.Configure(source, patient("app", "app", "wait: true", "timeoutInSeconds: 3"))
	s.Stack.Up()
	message := s.Fails("timeout waiting for: [Deployment/" + s.Name + "/web status: 'InProgress']")
	assert.Contains(t, message, "health check failed after 30", "Flux waits for 30 seconds at least")
	assert.Equal(t, "HealthCheckFailed", s.Status("Kustomization", s.Name+"-app").Reason)
	assert.Zero(t, s.Kube.Ready(s.Name, "web"))

	repository.Commit("Any node will do", servers.Files{"app/deployment.yaml": deployment(s.Name, "web")})
	s.Await("Compliant")
	assert.EqualValues(t, 2, s.Kube.Ready(s.Name, "web"))
}

func TestWithoutWaitADeploymentNeedNotBeReady(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{"app/deployment.yaml": deployment(s.Name, "web", homeless)})
	s.Configure(source, kustomization("app", "app", "wait: false"))
	s.Stack.Up()
	s.Await("Compliant")
	assert.Zero(t, s.Kube.Ready(s.Name, "web"))
}
