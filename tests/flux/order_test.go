package flux

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// written is the moment in the cluster's history at which a ConfigMap was written last.
func (s *scene) written(name string) int {
	s.t.Helper()
	object := s.Kube.Get("v1", "ConfigMap", s.Name, name)
	require.NotNil(s.t, object, name)
	moment, err := strconv.Atoi(object.GetResourceVersion())
	require.NoError(s.t, err)
	return moment
}

func TestDependsOnIsTheOrderOfApplication(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{
		"a/map.yaml": configMap(s.Name, "a", "value: last"), "m/map.yaml": configMap(s.Name, "m", "value: second"),
		"z/map.yaml": configMap(s.Name, "z", "value: first"),
	})
	s.Configure(source, kustomization("a", "a", "dependsOn: [m]")+kustomization("m", "m", "dependsOn: [z]")+kustomization("z", "z"))
	s.Stack.Up()
	s.Await("Compliant")
	assert.Less(t, s.written("z"), s.written("m"))
	assert.Less(t, s.written("m"), s.written("a"))
}

func TestDependsOnKeepsTheSecondWaiting(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{
		"first/map.yaml":  "apiVersion: v1\nkind: ConfigMapp\nmetadata: {name: first, namespace: " + s.Name + "}\n",
		"second/map.yaml": configMap(s.Name, "second", "value: second"),
	})
	s.Configure(source, patient("first", "first")+kustomization("second", "second", "dependsOn: [first]"))
	s.Stack.Up()
	message := s.Fails(`no matches for kind "ConfigMapp"`)
	assert.Contains(t, message, "Kustomization "+s.Name+"/"+s.Name+"-first: ", "the one that is to blame")
	second := s.Status("Kustomization", s.Name+"-second")
	assert.Equal(t, []string{"Pending", "DependencyNotReady"}, []string{second.Compliance, second.Reason})
	assert.Contains(t, second.Message, "dependency '"+s.Name+"/"+s.Name+"-first' is not ready")
	assert.Nil(t, s.Kube.ConfigMap(s.Name, "second"))

	repository.Commit("A kind that there is", servers.Files{"first/map.yaml": configMap(s.Name, "first", "value: first")})
	s.Await("Compliant")
	assert.Less(t, s.written("first"), s.written("second"))
}
