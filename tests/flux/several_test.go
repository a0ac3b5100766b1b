package flux

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestConfigurationsThatWaitForEachOther(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{
		"left/values/map.yaml":  configMap(s.Name, "from-left", "left: sun"),
		"right/values/map.yaml": configMap(s.Name, "from-right", "right: moon"),
		"left/app/map.yaml":     configMap(s.Name, "left", `other: "${right}"`),
		"right/app/map.yaml":    configMap(s.Name, "right", `other: "${left}"`),
	})
	side := func(name, needs string) string {
		return s.configuration(s.Name+"-"+name, source, kustomization("values", name+"/values", "prune: true")+
			kustomization("app", name+"/app", "prune: true\npostBuild:\n  substituteFrom: [{kind: ConfigMap, name: "+needs+"}]"), waiting("PT2M"))
	}
	s.Stack.Program(s.program(side("left", "from-right") + "\n" + side("right", "from-left")))
	s.Stack.Up()
	assert.Equal(t, map[string]string{"other": "moon"}, s.Kube.ConfigMap(s.Name, "left"))
	assert.Equal(t, map[string]string{"other": "sun"}, s.Kube.ConfigMap(s.Name, "right"))
	assert.Equal(t, map[string]any{s.Name + "-left": "Compliant", s.Name + "-right": "Compliant"}, s.Stack.Outputs()["complianceStates"])
}

func TestTenConfigurationsAtOnce(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	files, want := servers.Files{}, map[string]any{}
	name := func(i int) string { return fmt.Sprintf("%s-%d", s.Name, i) }
	for i := range 10 {
		files[fmt.Sprintf("apps/%d/deployment.yaml", i)] = deployment(s.Name, name(i))
		want[name(i)] = "Compliant"
	}
	_, source := publish(t, files)
	var all []string
	for i := range 10 {
		all = append(all, s.configuration(name(i), source, kustomization("app", fmt.Sprintf("apps/%d", i), "prune: true"), waiting("PT2M")))
	}
	s.Stack.Program(s.program(strings.Join(all, "\n")))
	s.Stack.Up()
	assert.Equal(t, want, s.Stack.Outputs()["complianceStates"])
	for i := range 10 {
		assert.EqualValues(t, 2, s.Kube.Ready(s.Name, name(i)), name(i))
	}
	s.Destroy()
	for i := range 10 {
		assert.EqualValues(t, -1, s.Kube.Ready(s.Name, name(i)), name(i))
	}
}
