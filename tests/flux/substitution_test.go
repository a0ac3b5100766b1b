package flux

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

func TestPostBuildTakesValuesFromEverywhere(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	_, source := publish(t, servers.Files{
		"values/map.yaml": configMap(s.Name, "values", "region: map", "tier: map", "size: map"),
		"values/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: values, namespace: " + s.Name +
			"}\nstringData: {tier: secret, size: secret}\n",
		"app/map.yaml": configMap(s.Name, "result", `region: "${region}"`, `tier: "${tier}"`, `size: "${size}"`,
			`unset: "<${unset}>"`, `default: "${unset:=fallback}"`, `escaped: "$${region}"`),
	})
	s.Configure(source, kustomization("values", "values")+kustomization("app", "app", `dependsOn: [values]
postBuild:
  substitute: {size: given}
  substituteFrom:
    - {kind: ConfigMap, name: values}
    - {kind: Secret, name: values}
    - {kind: ConfigMap, name: nowhere, optional: true}`))
	s.Stack.Up()
	s.Await("Compliant")
	assert.Equal(t, map[string]string{
		"region": "map", "tier": "secret", "size": "given", "unset": "<>", "default": "fallback", "escaped": "${region}",
	}, s.Kube.ConfigMap(s.Name, "result"), "a later object wins over an earlier one, and a given value over all")
}

func TestPostBuildFailsWithoutAnObjectThatItNeeds(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	repository, source := publish(t, servers.Files{"app/map.yaml": configMap(s.Name, "result", `region: "${region}"`)})
	s.Configure(source, patient("app", "app", "postBuild:\n  substituteFrom: [{kind: ConfigMap, name: values}]"))
	s.Stack.Up()
	s.Fails(`configmaps "values" not found`)
	assert.Nil(t, s.Kube.ConfigMap(s.Name, "result"))

	s.Kube.Apply(configMap(s.Name, "values", "region: north"))
	repository.Commit("A reason to look again", servers.Files{"README.md": "The object has come\n"})
	kube.Eventually(t, "the value", func() bool { return s.Kube.ConfigMap(s.Name, "result")["region"] == "north" })
	s.Await("Compliant")
}
