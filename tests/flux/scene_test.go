package flux

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// scene is one configuration, or more, in the shared cluster.
type scene struct {
	t *testing.T
	// Name is what the scene's configuration, its namespace and the objects of its own should be called: no other test has it.
	Name  string
	Stack *stack.Stack
	Azure *stack.Azure
	Kube  *kube.Cluster

	destroyed bool
}

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// newScene makes a stack for this test. Nothing is deployed yet.
func newScene(t *testing.T) *scene {
	t.Helper()
	azure := sharedAzure(t)
	name := strings.Trim(notInNames.ReplaceAllString(strings.ToLower(strings.TrimPrefix(t.Name(), "Test")), "-"), "-")
	if len(name) > 40 {
		name = strings.TrimRight(name[:40], "-")
	}
	s := &scene{t: t, Name: name, Azure: azure, Kube: inside(t, azure, sharedCluster)}
	s.Stack = stack.NewShared(t, s.program(""), azure)
	t.Cleanup(func() {
		if !s.destroyed { // what is left behind goes on asking its source every second
			s.Stack.Run("destroy", "--yes", "--skip-preview")
		}
	})
	return s
}

// Destroy destroys, which must go well.
func (s *scene) Destroy() {
	s.t.Helper()
	s.destroyed = true
	s.Stack.Destroy()
}

// program attaches to the shared cluster with some configurations, written in YAML below `configurations`.
func (s *scene) program(configurations string) string {
	if configurations == "" {
		configurations = "{}"
	}
	return `name: scene
runtime: yaml
resources:
  gitops:
    type: aks-gitops:AksGitOps
    properties:
      resourceGroupName: ` + stack.Group + `
      clusterName: ` + sharedCluster + `
      extension: {install: false}
      configurations:
` + indent(configurations, 8) + `
outputs:
  complianceStates: ${gitops.complianceStates}
  errorMessages: ${gitops.errorMessages}
  syncedCommits: ${gitops.syncedCommits}
  repositoryPublicKeys: ${gitops.repositoryPublicKeys}
`
}

// Configure makes the scene's program one configuration, named like the scene and in a namespace of that name: its source in YAML, and its
// kustomizations, each a path with further lines. Flux looks every second, and tries again after one.
func (s *scene) Configure(source, kustomizations string, more ...string) {
	s.t.Helper()
	s.Stack.Program(s.program(s.configuration(s.Name, source, kustomizations, more...)))
}

// configuration is one entry of `configurations`.
func (s *scene) configuration(name, source, kustomizations string, more ...string) string {
	return name + ":\n" + indent(fmt.Sprintf("namespace: %s\n%s\nkustomizations:\n%s\n%s", s.Name, strings.TrimSpace(source),
		indent(kustomizations, 2), strings.Join(more, "\n")), 2)
}

// git is a git source that is looked at every second.
func git(url, reference string, more ...string) string {
	return "gitRepository:\n" + indent("url: "+url+"\n"+reference+"\nsyncIntervalInSeconds: 1\n"+strings.Join(more, "\n"), 2)
}

// kustomization is one that is tried again every second.
func kustomization(name, path string, more ...string) string {
	return name + ":\n" + indent("path: "+path+"\nsyncIntervalInSeconds: 5\nretryIntervalInSeconds: 1\n"+strings.Join(more, "\n"), 2) + "\n"
}

func indent(text string, spaces int) string {
	pad := strings.Repeat(" ", spaces)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = pad + line
		}
	}
	return strings.Join(lines, "\n")
}

// Properties are those of a configuration as Azure has them.
func (s *scene) Properties(configuration string) map[string]any {
	s.t.Helper()
	return s.Azure.Properties(s.Azure.ID(stack.Managed(sharedCluster), stack.Configuration(configuration)), stack.FluxVersion)
}

// Await waits until the scene's configuration is in a state, and gives back its properties then.
func (s *scene) Await(compliance string) map[string]any {
	s.t.Helper()
	return s.AwaitOf(s.Name, compliance)
}

// AwaitOf waits until a configuration is in a state, and gives back its properties then.
func (s *scene) AwaitOf(configuration, compliance string) map[string]any {
	s.t.Helper()
	var properties map[string]any
	s.t.Cleanup(func() {
		if s.t.Failed() {
			s.t.Logf("%s was last: %v: %v: %v", configuration, properties["complianceState"], properties["errorMessage"], properties["statuses"])
		}
	})
	kube.Eventually(s.t, configuration+" "+compliance, func() bool {
		properties = s.Properties(configuration)
		return properties["complianceState"] == compliance
	})
	return properties
}

// AwaitFailure waits until the scene's configuration is Non-Compliant with a message that has a part.
func (s *scene) AwaitFailure(part string) string {
	s.t.Helper()
	var message string
	kube.Eventually(s.t, "a failure that says "+part, func() bool {
		properties := s.Properties(s.Name)
		message, _ = properties["errorMessage"].(string)
		return properties["complianceState"] == "Non-Compliant" && strings.Contains(message, part)
	})
	return message
}

// Compliant refreshes and expects what the outputs say.
func (s *scene) Compliant() {
	s.t.Helper()
	s.Stack.Up("--refresh")
	assert.Equal(s.t, map[string]any{s.Name: "Compliant"}, s.Stack.Outputs()["complianceStates"])
}
