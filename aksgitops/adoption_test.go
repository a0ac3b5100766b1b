package aksgitops

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/urn"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const existingFlux = "/subscriptions/s/resourceGroups/g(1)/providers/Microsoft.ContainerService/managedClusters/aks" +
	"/providers/Microsoft.KubernetesConfiguration/extensions/flux"

func TestExistingID(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		operation string
		errors    []string
		id        string
	}{
		"as azure-native words it": {"create", []string{"cannot create already existing resource '" + existingFlux + "'"}, existingFlux},
		"without quotes":           {"create", []string{"cannot create already existing resource " + existingFlux}, existingFlux},
		"inside another error":     {"create", []string{"rpc error: code = Unknown desc = cannot create already existing resource \"" + existingFlux + "\": 1 error"}, existingFlux},
		"after others":             {"create", []string{"timed out", "cannot create already existing resource '" + existingFlux + "'"}, existingFlux},
		"another error":            {"create", []string{"Status=400 Code=\"BadRequest\""}, ""},
		"no ID":                    {"create", []string{"cannot create already existing resource"}, ""},
		"no error":                 {"create", nil, ""},
		"an update":                {"update", []string{"cannot create already existing resource '" + existingFlux + "'"}, ""},
		"a deletion":               {"delete", []string{"cannot create already existing resource '" + existingFlux + "'"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, exists := existingID(test.operation, test.errors)
			assert.Equal(t, test.id, id)
			assert.Equal(t, test.id != "", exists)
		})
	}
}

// taken is a child of that type and name, in a component inside another one, whose place in Azure is taken.
func taken(token, name, id string) existing {
	const qualified = "urn:pulumi:dev::fleet::mine:index:Outer$" + Token
	return existing{
		child:    urn.URN(qualified + "$" + token + "::" + name),
		parent:   urn.URN(qualified + "::gitops"),
		provider: "urn:pulumi:dev::fleet::pulumi:providers:azure-native::default_2_92_3",
		id:       id,
	}
}

func TestAdvice(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		existing existing
		begins   string
		command  bool
	}{
		"cluster":                   {taken(clusterType, "gitops-cluster", "/a/managedClusters/aks"), "The cluster exists already, and was left as it is. To use it, name it with `clusterName: aks`", false},
		"extension":                 {taken(extensionType, "gitops-extension", existingFlux), "The Flux extension is installed already, and was left as it is.", true},
		"configuration":             {taken(configurationType, "gitops-configuration/apps", "/a/fluxConfigurations/apps"), "A Flux configuration of the name apps exists already", true},
		"configuration, dated type": {taken(configurationType202411, "gitops-configuration/apps", "/a/fluxConfigurations/apps"), "A Flux configuration of the name apps exists already", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			advice := test.existing.advice()
			assert.True(t, strings.HasPrefix(advice, test.begins), advice)
			assert.Contains(t, advice, adoptionPage)
			assert.Equal(t, test.command, strings.Contains(advice, "\n    "+test.existing.importCommand()+"\n"), advice)
		})
	}
}

func TestImportCommandReachesAShellAsItIs(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"gitops-extension", "it's $mine `and` \"yours\"-extension", `back\slash *-extension`} {
		found := taken(extensionType, name, existingFlux)
		words, err := exec.CommandContext(t.Context(), "sh", "-c", "pulumi() { printf '%s\n' \"$@\"; }; "+found.importCommand()).Output()
		require.NoError(t, err)
		assert.Equal(t, []string{
			"import", extensionType, name, existingFlux,
			"--parent", "parent=urn:pulumi:dev::fleet::mine:index:Outer$aks-gitops:index:AksGitOps::gitops",
			"--provider", "provider=urn:pulumi:dev::fleet::pulumi:providers:azure-native::default_2_92_3",
			"--protect=false", "--generate-code=false", "",
		}, strings.Split(string(words), "\n"))
	}
}
