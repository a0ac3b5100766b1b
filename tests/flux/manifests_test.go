package flux

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
)

// publish makes a repository of files and serves it to anybody, as a source on the branch main.
func publish(t *testing.T, files servers.Files) (*servers.Repository, string) {
	t.Helper()
	repository := servers.NewRepository(t, files)
	return repository, git(servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{}), "branch: main")
}

// configMap is a ConfigMap with entries in YAML, such as `value: first`.
func configMap(namespace, name string, entries ...string) string {
	return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + ", namespace: " + namespace + "}\ndata:\n" +
		indent(strings.Join(entries, "\n"), 2) + "\n"
}

// deployment is a Deployment of two pods, with further lines of their spec.
func deployment(namespace, name string, pods ...string) string {
	return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name + ", namespace: " + namespace + "}\nspec:\n" +
		"  replicas: 2\n  selector: {matchLabels: {app: " + name + "}}\n  template:\n    metadata: {labels: {app: " + name + "}}\n    spec:\n" +
		"      containers: [{name: web, image: example.com/web}]\n" + indent(strings.Join(pods, "\n"), 6) + "\n"
}

// homeless is a line of pods' spec with which no node takes them.
const homeless = "nodeSelector: {disk: none}"

// fluxKustomization is a Kustomization of Flux's own, written in a repository, that applies a path of a source.
func fluxKustomization(namespace, name, path, source string) string {
	return "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: " + name + ", namespace: " + namespace + "}\nspec:\n" +
		"  interval: 5s\n  retryInterval: 1s\n  path: " + path + "\n  prune: true\n  sourceRef: " + source + "\n"
}

// Says refreshes, and gives back what the component's outputs say of a configuration.
func (s *scene) Says(configuration string) (compliance, message string) {
	s.t.Helper()
	s.Stack.Up("--refresh")
	outputs := s.Stack.Outputs()
	return outputs["complianceStates"].(map[string]any)[configuration].(string), outputs["errorMessages"].(map[string]any)[configuration].(string)
}

// Fails waits until the scene's configuration fails with a message that has a part, and gives back how the component's outputs put it. A
// refresh may come while Flux tries again, when the configuration is on its way and nothing has failed; the next one is another chance.
func (s *scene) Fails(part string) string {
	s.t.Helper()
	var message string
	kube.Eventually(s.t, "a refresh that finds the failure "+part, func() bool {
		s.AwaitFailure(part)
		var compliance string
		compliance, message = s.Says(s.Name)
		return compliance == "Non-Compliant"
	})
	s.t.Logf("errorMessages: %s", message)
	require.Contains(s.t, message, part)
	documented(s.t, message)
	return message
}

// Status is what Azure says of one object of the scene's configuration: its state, reason and message. It is empty if Azure names no such object.
func (s *scene) Status(kind, name string) objectStatus {
	s.t.Helper()
	for _, item := range s.Properties(s.Name)["statuses"].([]any) {
		status := item.(map[string]any)
		if status["kind"] != kind || status["name"] != name {
			continue
		}
		out := objectStatus{Compliance: status["complianceState"].(string)}
		out.Helm, _ = status["helmReleaseProperties"].(map[string]any)
		for _, item := range status["statusConditions"].([]any) {
			if condition := item.(map[string]any); condition["type"] == "Ready" {
				out.Reason, out.Message = condition["reason"].(string), condition["message"].(string)
			}
		}
		return out
	}
	return objectStatus{}
}

type objectStatus struct {
	Compliance, Reason, Message string
	Helm                        map[string]any
}

// hasKustomization says whether a Kustomization is in the cluster.
func (s *scene) hasKustomization(name string) bool {
	s.t.Helper()
	return s.Kube.Get("kustomize.toolkit.fluxcd.io/v1", "Kustomization", s.Name, name) != nil
}

// patient is a kustomization whose failure stays to be read: it is tried again when the source has something new, and otherwise late.
func patient(name, path string, more ...string) string {
	return strings.Replace(kustomization(name, path, more...), "retryIntervalInSeconds: 1\n", "retryIntervalInSeconds: 60\n", 1)
}
