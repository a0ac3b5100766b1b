package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestSuspendKeepsEverythingAsItIs(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	maps := func(value string) servers.Files {
		return servers.Files{"app/map.yaml": configMap(s.Name, "app", value), "witness/map.yaml": configMap(s.Name, "witness", value)}
	}
	repository, source := publish(t, maps("value: first"))
	// The witness follows the same repository and is never suspended: what it has, the other one could have had.
	configure := func(suspend string) {
		s.Stack.Program(s.program(s.configuration(s.Name, source, kustomization("app", "app", "prune: true"), "suspend: "+suspend) + "\n" +
			s.configuration(s.Name+"-witness", source, kustomization("app", "witness", "prune: true"))))
		s.Stack.Up()
	}
	value := func(name string) string { return s.Kube.ConfigMap(s.Name, name)["value"] }
	configure("false")
	s.Await("Compliant")

	configure("true")
	s.Await("Suspended")
	for _, next := range []string{"second", "third"} { // both follow every second: when the witness has the third, the second has been there for all
		repository.Commit(next, maps("value: "+next))
		kube.Eventually(t, "the witness to have "+next, func() bool { return value("witness") == next })
	}
	assert.Equal(t, "first", value("app"))
	compliance, _ := s.Says(s.Name)
	assert.Equal(t, "Suspended", compliance)

	configure("false")
	s.Await("Compliant")
	assert.Equal(t, "third", value("app"))
}
