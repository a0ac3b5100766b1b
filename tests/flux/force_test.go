package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"k8s.io/apimachinery/pkg/types"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func job(namespace, image string) string {
	return "apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate, namespace: " + namespace + "}\nspec:\n  template:\n    spec:\n" +
		"      restartPolicy: Never\n      containers: [{name: migrate, image: " + image + "}]\n"
}

func TestForceRecreatesWhatCannotBeChanged(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{"app/job.yaml": job(s.Name, "example.com/migrate:1")})
	s.Configure(source, patient("app", "app", "prune: true", "wait: false"))
	s.Stack.Up()
	s.Await("Compliant")
	uid := func() types.UID {
		if object := s.Kube.Get("batch/v1", "Job", s.Name, "migrate"); object != nil {
			return object.GetUID()
		}
		return ""
	}
	first := uid()

	repository.Commit("Another image", servers.Files{"app/job.yaml": job(s.Name, "example.com/migrate:2")})
	s.Fails("field is immutable")
	assert.Equal(t, first, uid(), "untouched")

	s.Configure(source, kustomization("app", "app", "prune: true", "wait: false", "force: true"))
	s.Stack.Up()
	s.Await("Compliant")
	kube.Eventually(t, "another job", func() bool { return uid() != "" && uid() != first })
}
