package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestPruneTakesOutWhatIsRemoved(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	files := servers.Files{}
	for _, name := range []string{"pruned", "kept"} {
		files[name+"/removed.yaml"] = configMap(s.Name, name+"-removed", "value: there")
		files[name+"/other.yaml"] = configMap(s.Name, name+"-other", "value: there")
	}
	repository, source := publish(t, files)
	s.Configure(source, kustomization("pruned", "pruned", "prune: true")+kustomization("kept", "kept", "prune: false"))
	s.Stack.Up()
	s.Await("Compliant")
	there := func() (names []string) {
		for _, name := range []string{"kept-other", "kept-removed", "pruned-other", "pruned-removed"} {
			if s.Kube.ConfigMap(s.Name, name) != nil {
				names = append(names, name)
			}
		}
		return names
	}
	assert.Len(t, there(), 4)

	removed := repository.Remove("Two less", "pruned/removed.yaml", "kept/removed.yaml")
	kube.Eventually(t, "the commit that removes", func() bool {
		properties := s.Properties(s.Name)
		return properties["complianceState"] == "Compliant" && properties["sourceSyncedCommitId"] == "main@sha1:"+removed
	})
	assert.Equal(t, []string{"kept-other", "kept-removed", "pruned-other"}, there())

	s.Destroy()
	assert.Equal(t, []string{"kept-other", "kept-removed"}, there(), "without prune all stays, also when the configuration goes")
}
