package tests

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/languages"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestLanguages runs the example of each language from nothing to nothing, and checks that it makes what all the others make: the graph
// in one file, which the YAML example is held against too.
func TestLanguages(t *testing.T) {
	t.Parallel()
	for _, language := range languages.All {
		t.Run(language.Name, func(t *testing.T) {
			t.Parallel()
			dir, environment := language.Project(t, "")
			fromNothingToNothing(t, stack.NewProject(t, dir, environment))
		})
	}
	t.Run("yaml", func(t *testing.T) {
		t.Parallel()
		fromNothingToNothing(t, stack.New(t, stack.Example(t, "yaml")))
	})
}

func fromNothingToNothing(t *testing.T, s *stack.Stack) {
	t.Helper()
	s.Config(map[string]string{"resourceGroupName": stack.Group})
	s.Up()
	golden.Compare(t, filepath.Join("testdata", "languages", "children.json"), graph(t, s.State()))
	outputs := s.Outputs()
	for _, name := range []string{"clusterId", "extensionVersion", "complianceStates", "syncedCommits", "kustomizationNames"} {
		assert.NotEmpty(t, outputs[name], name)
	}
	s.Preview("--expect-no-changes")
	s.Destroy()
	assert.Empty(t, s.Azure.Left())
	assert.Empty(t, s.State().Types())
}

// child is what a resource of the graph is registered with. URNs, which hold the stack's and the project's name, are names here.
type child struct {
	Name                 string
	Type                 string
	Parent               string
	Inputs               map[string]any
	Dependencies         []string
	PropertyDependencies map[string][]string
}

// graph is everything that the component registered, itself included.
func graph(t *testing.T, state stack.Deployment) []byte {
	t.Helper()
	var children []child
	for _, resource := range state.Resources {
		if resource.Type == "pulumi:pulumi:Stack" || strings.HasPrefix(resource.Type, "pulumi:providers:") {
			continue
		}
		dependencies := map[string][]string{}
		for property, urns := range resource.PropertyDependencies {
			dependencies[property] = names(urns)
		}
		children = append(children, child{
			Name: resource.Name(), Type: resource.Type, Parent: parent(resource), Inputs: resource.Inputs,
			Dependencies: names(resource.Dependencies), PropertyDependencies: dependencies,
		})
	}
	slices.SortFunc(children, func(a, b child) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(children, "", "  ")
	require.NoError(t, err)
	return append(text, '\n')
}

func names(urns []string) []string {
	found := []string{}
	for _, urn := range urns {
		found = append(found, stack.Resource{URN: urn}.Name())
	}
	slices.Sort(found)
	return found
}

// parent is the name of a resource's parent, and "stack" for the stack.
func parent(resource stack.Resource) string {
	if strings.Contains(resource.Parent, "::pulumi:pulumi:Stack::") {
		return "stack"
	}
	return stack.Resource{URN: resource.Parent}.Name()
}
