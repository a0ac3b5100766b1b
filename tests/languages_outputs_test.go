package tests

import (
	"bytes"
	"encoding/json"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/languages"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestLanguagesOutputs shows that each language passes Outputs of another resource wherever the schema takes one: in a program that works,
// and in one that finds every input by reflection and gives it. The latter says of the inputs all that can be wrong with them at once, in
// the same words in each language, and not that an Output is where it may not be.
func TestLanguagesOutputs(t *testing.T) {
	t.Parallel()
	for _, language := range languages.All {
		t.Run(language.Name, func(t *testing.T) {
			t.Parallel()
			program := filepath.Join("testdata", "languages", "outputs", language.Name, path.Base(language.Main))
			dir, environment := language.Project(t, program)
			s := stack.NewProject(t, dir, environment)
			s.Azure.AKS("aks")
			if inProcess(language) {
				s.Azure.AKS("first")
			}
			// Nothing is there yet: what is previewed depends on values that are not known.
			s.Config(map[string]string{"inputs": "usual", "enums": firstOfEnums(t)})
			s.Preview()
			s.Config(map[string]string{"inputs": "everything"})
			everythingIsRefused(t, s.Run("preview"), "everything-preview.txt")
			everythingIsRefused(t, s.TryUp(), everythingDeployed(language))
			s.Config(map[string]string{"inputs": "usual"})
			s.Up()
			usualOutputsArrived(t, s, language)
		})
	}
}

// everythingDeployed is the text of an update. A component in the program's own process checks what it is given before the program waits
// for anything: it never sees what becomes of an Output. The plugin is asked when everything it depends on is there.
func everythingDeployed(language languages.Language) string {
	if inProcess(language) {
		return "everything-preview.txt"
	}
	return "everything-up.txt"
}

// inProcess tells whether the component runs in the program's own process, without the plugin.
func inProcess(language languages.Language) bool { return language.Name == "go-inprocess" }

func everythingIsRefused(t *testing.T, result stack.Result, file string) {
	t.Helper()
	assert.NotZero(t, result.ExitCode)
	_, rest, _ := strings.Cut(result.Output(), "Outputs passed: ")
	passed, _, _ := strings.Cut(rest, ".")
	assert.Equal(t, strconv.Itoa(placesOfOutputs()), passed, "properties that took an Output")
	text := listOfFaults(t, result.Output())
	for _, wrong := range []string{"Output", "plain", "must be a", "missing", "not a property"} {
		assert.NotContains(t, string(text), wrong)
	}
	golden.Compare(t, filepath.Join("testdata", "languages", "outputs", file), text)
}

// placesOfOutputs counts the properties that are not plain.
func placesOfOutputs() int {
	count := 0
	for _, place := range contract.Places() {
		element := place.Path == "" || strings.HasSuffix(place.Path, "]")
		if !element && !place.Type.Plain {
			count++
		}
	}
	return count
}

// firstOfEnums are the first values of the enums by their names: Go knows an enum's type at run time, and not its values.
func firstOfEnums(t *testing.T) string {
	t.Helper()
	first := map[string]string{}
	for _, place := range contract.Places() {
		if values := place.Type.Enum(); len(values) > 0 {
			first[place.Type.Ref[strings.LastIndex(place.Type.Ref, ":")+1:]] = values[0]
		}
	}
	text, err := json.Marshal(first)
	require.NoError(t, err)
	return string(text)
}

// usualOutputsArrived checks that the component's children have what became of the Outputs, and depend on what they came from: on the other
// component, or on its child where both run in the program's own process.
func usualOutputsArrived(t *testing.T, s *stack.Stack, language languages.Language) {
	t.Helper()
	state := s.State()
	var below stack.Deployment
	for _, resource := range state.Resources {
		if strings.HasPrefix(resource.Name(), "gitops-") {
			below.Resources = append(below.Resources, resource)
		}
	}
	children := graph(t, below)
	if inProcess(language) {
		children = bytes.ReplaceAll(children, []byte(`"first-extension"`), []byte(`"first"`))
	}
	golden.Compare(t, filepath.Join("testdata", "languages", "outputs", "children.json"), children)
	if !inProcess(language) {
		pluginOutputsArrived(t, s, state)
	}
}

// pluginOutputsArrived checks what a program in process does not have: the plugin's other resource, and its function.
func pluginOutputsArrived(t *testing.T, s *stack.Stack, state stack.Deployment) {
	t.Helper()
	registration, found := state.Find("registration")
	require.True(t, found)
	for property, resource := range map[string]string{
		"features": "first", "resourceProviders": "first", "waitTimeoutInSeconds": "first", "subscriptionId": "gitops",
	} {
		assert.Equal(t, []string{resource}, names(registration.PropertyDependencies[property]), property)
	}
	assert.Equal(t, "Registered", s.Azure.FeatureState("Microsoft.ContainerService", "AKS-ExtensionManager"))
	assert.Equal(t, "flux-extension-exception", s.Outputs()["exception"])
}
