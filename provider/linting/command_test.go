package linting

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// preview is what a preview says of a component that makes its cluster.
const preview = `{"steps": [
  {"op": "create", "newState": {"type": "azure-native:kubernetesconfiguration:Extension", "parent": "urn:fleet",
    "inputs": {"clusterName": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "configurationSettings": {"multiTenancy.enforce": "SETTING"}}}},
  {"op": "create", "newState": {"type": "azure-native:kubernetesconfiguration/v20241101:FluxConfiguration", "parent": "urn:fleet",
    "inputs": {"clusterName": "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "fluxConfigurationName": "web", "namespace": "team", "scope": "cluster",
      "sourceKind": "GitRepository", "kustomizations": {"all": {"path": "all"},
        "later": {"path": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"},
        "hidden": {"path": "none", "postBuild": {"substitute": {"a": "[secret]"}}}}}}},
  {"op": "delete", "oldState": {"type": "azure-native:kubernetesconfiguration:FluxConfiguration", "inputs": {"fluxConfigurationName": "gone"}}}
]}`

// export is what there is of two clusters, in each of which a configuration names a path that the checkout lacks.
const export = `{"version": 3, "deployment": {"resources": [
  {"type": "azure-native:kubernetesconfiguration:FluxConfiguration", "inputs": {"resourceGroupName": "g", "clusterName": "one",
    "fluxConfigurationName": "web", "sourceKind": "AzureBlob", "kustomizations": {"all": {"path": "first"}}}},
  {"type": "azure-native:kubernetesconfiguration:FluxConfiguration", "inputs": {"resourceGroupName": "g", "clusterName": "two",
    "fluxConfigurationName": "other", "kustomizations": {"all": {"path": "second"}, "same": {"path": "second"}}}},
  {"type": "random:index:Id", "inputs": {}}
]}}`

// acrossNamespaces is a manifest that only a cluster without multi-tenancy takes.
const acrossNamespaces = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: apps}
spec:
  path: none
  sourceRef: {kind: GitRepository, name: web, namespace: team}
`

func TestCommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"all/apps.yaml": acrossNamespaces, "none/kustomization.yaml": "resources: []\n"} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	enforced := strings.ReplaceAll(preview, "SETTING", "true")
	for name, test := range map[string]struct {
		args           []string
		in             string
		code           int
		says, problems string
	}{
		"findings": {
			[]string{"--stack", "-", dir},
			enforced, exitFindings,
			"DIR/all/apps.yaml:6: Kustomization apps/apps may not refer to GitRepository team/web in another namespace", "",
		},
		"nothing":            {[]string{"--stack", "-", dir}, strings.ReplaceAll(preview, "SETTING", "false"), exitNothing, "", ""},
		"nothing, by a flag": {[]string{"--stack", "-", "--multi-tenancy=false", dir}, enforced, exitNothing, "", ""},
		"clusters": {
			[]string{"--stack", "-", dir},
			export, exitFindings,
			"DIR/first: the path of this kustomization does not exist in the checkout (path, web/all)\n" +
				"DIR/second: the path of this kustomization does not exist in the checkout (path, other/all)\n" +
				"DIR/second: the path of this kustomization does not exist in the checkout (path, other/same)\n", "",
		},
		"one cluster": {
			[]string{"--stack", "-", "--only", "web", dir},
			export, exitFindings,
			"DIR/first: the path of this kustomization does not exist in the checkout (path, web/all)\n", "",
		},
		"no configuration of that name": {[]string{"--stack", "-", "--only", "web,webb", dir}, export, exitFailed, "", `--only: - has no configuration "webb"`},
		"no configuration":              {[]string{"--stack", "-", dir}, `{"steps": []}`, exitFailed, "", "- has no Flux configuration: nothing says what of DIR is applied"},
		"no checkout":                   {[]string{"--stack", "-", dir + "/nowhere"}, export, exitFailed, "", "there is no folder DIR/nowhere"},
		"not a stack":                   {[]string{"--stack", "-", dir}, `{"a": 1}`, exitFailed, "", "read -: it is neither what `pulumi preview --json` prints"},
		"not JSON":                      {[]string{"--stack", "-", dir}, `password: hunter2`, exitFailed, "", "read -: it is neither what"},
		"no file":                       {[]string{"--stack", dir + "/absent.json", dir}, "", exitFailed, "", "absent.json: no such file"},
		"no folder given":               {[]string{"--stack", "-"}, export, exitUsage, "", "usage: pulumi-resource-aks-gitops lint"},
		"no stack given":                {[]string{dir}, export, exitUsage, "", "usage: pulumi-resource-aks-gitops lint"},
		"a flag that there is not":      {[]string{"--stak", "-", dir}, export, exitUsage, "", "usage: pulumi-resource-aks-gitops lint"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out, problems bytes.Buffer
			assert.Equal(t, test.code, Command(test.args, strings.NewReader(test.in), &out, &problems), problems.String())
			said := strings.ReplaceAll(out.String(), dir, "DIR")
			assert.Contains(t, strings.ReplaceAll(problems.String(), dir, "DIR"), test.problems)
			assert.NotContains(t, problems.String(), "hunter2")
			if test.says == "" || strings.HasSuffix(test.says, "\n") {
				assert.Equal(t, test.says, said)
			} else {
				assert.Contains(t, said, test.says)
			}
		})
	}
}
