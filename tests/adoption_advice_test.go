package tests

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

const alreadyExisting = "cannot create already existing resource"

// installFlux makes an extension as the portal or a policy does.
func installFlux(azure *stack.Azure) string {
	id := azure.ID(stack.Managed("aks"), stack.Extension("flux"))
	azure.Put(id, stack.FluxVersion, map[string]any{"properties": map[string]any{
		"extensionType": "microsoft.flux", "autoUpgradeMinorVersion": true, "scope": map[string]any{"cluster": map[string]any{"releaseNamespace": "flux-system"}},
	}})
	return id
}

// followFleet makes a configuration as the Azure CLI does.
func followFleet(azure *stack.Azure) string {
	return putConfiguration(azure, stack.FluxVersion, map[string]any{
		"sourceKind":    "GitRepository",
		"gitRepository": map[string]any{"url": "https://github.com/example/fleet", "repositoryRef": map[string]any{"branch": "main"}},
	})
}

func putConfiguration(azure *stack.Azure, version string, source map[string]any) string {
	id := azure.ID(stack.Managed("aks"), stack.Configuration("apps"))
	properties := map[string]any{
		"namespace": "flux-system", "scope": "cluster", "kustomizations": map[string]any{"all": map[string]any{"path": "./apps"}},
	}
	maps.Copy(properties, source)
	azure.Put(id, version, map[string]any{"properties": properties})
	return id
}

// advised picks the one command out of what Pulumi said and takes it apart as a shell does.
func advised(t *testing.T, said string) []string {
	t.Helper()
	var commands []string
	for line := range strings.Lines(said) {
		if command, found := strings.CutPrefix(strings.TrimSpace(line), "pulumi import "); found {
			commands = append(commands, command)
		}
	}
	require.Len(t, commands, 1, "one command to import")
	words, err := exec.CommandContext(t.Context(), "sh", "-c", `printf '%s\n' `+commands[0]).Output()
	require.NoError(t, err)
	return append([]string{"import", "--yes", "--skip-preview"}, strings.Split(strings.TrimSpace(string(words)), "\n")...)
}

// follow deploys, which must fail because of what exists, and runs the command that is shown next to the error.
func follow(t *testing.T, s *stack.Stack, id string) {
	t.Helper()
	up := s.TryUp()
	require.NotZero(t, up.ExitCode)
	assert.Contains(t, up.Output(), alreadyExisting+" '"+id+"'", "the error of azure-native stays")
	assert.NotContains(t, up.Output(), "retrying")
	require.Zero(t, s.Run(advised(t, up.Output())...).ExitCode)
}

// adopted shows that the stack has taken everything over: no replacement, no deletion, nothing left to do.
func adopted(t *testing.T, s *stack.Stack) {
	t.Helper()
	assert.NotContains(t, s.Preview("--json").Stdout, `"replace"`)
	mark := s.Azure.Now()
	s.Up()
	for _, request := range s.Azure.Since(mark).Attempts() {
		assert.NotEqual(t, "DELETE", request.Method, request.Path)
	}
	s.UpUnchanged()
}

// Whoever meets an error because a resource exists finds next to it the command that adopts it. Two plugins of azure-native lie in the
// local Pulumi home: without a provider the command would take the newer one.
func TestAdviceIsACommandThatWorks(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]string{"default provider": nil, "provider of version 3": {useProvider3}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := stack.New(t, program(provider3, component("gitops", attached+configurations(configuration("apps", "main")), options...)))
			s.Azure.AKS("aks")
			extension, configuration := installFlux(s.Azure), followFleet(s.Azure)
			follow(t, s, extension)
			follow(t, s, configuration)
			adopted(t, s)
		})
	}
}

// A source from a registry needs a type that version 3 of azure-native does not know. The component's name needs quoting.
func TestAdviceOfADatedType(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component(`"it's $mine"`, attached+`
extension:
  install: false
configurations:
  apps:
    ociRepository:
      url: oci://ghcr.io/example/fleet
      tag: latest
    kustomizations:
      all:
        path: ./apps
`)))
	s.Azure.AKS("aks")
	installFlux(s.Azure)
	configuration := putConfiguration(s.Azure, "2024-11-01", map[string]any{
		"sourceKind":    "OCIRepository",
		"ociRepository": map[string]any{"url": "oci://ghcr.io/example/fleet", "repositoryRef": map[string]any{"tag": "latest"}},
	})
	follow(t, s, configuration)
	adopted(t, s)
}

// Why a deletion failed is shown, whether the component is there to be asked about it or only its hook's name in the state.
func TestAdviceLeavesOtherErrorsAlone(t *testing.T) {
	t.Parallel()
	of := func(names ...string) string {
		all := make([]string, len(names))
		for i, name := range names {
			all[i] = configuration(name, "main")
		}
		return program(component("gitops", attached+configurations(all...), "customTimeouts:\n  delete: 1s\n"))
	}
	s := stack.NewOn(t, of("apps", "infra"), emulator.Options{Latency: 3 * time.Second, Registered: stack.Namespaces})
	s.Azure.AKS("aks")
	s.Up()
	s.Program(of("apps"))
	for _, failed := range []stack.Result{s.TryUp(), s.Run("destroy", "--yes", "--skip-preview")} {
		assert.NotZero(t, failed.ExitCode)
		assert.Contains(t, failed.Output(), "operation timed out")
		assert.NotContains(t, failed.Output(), "hook")
	}
}

func TestAdviceOnTheCluster(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", withCluster)))
	s.Azure.AKS("aks")
	up := s.TryUp()
	require.NotZero(t, up.ExitCode)
	assert.Contains(t, up.Output(), "name it with `clusterName: aks` and leave `cluster` out")
	assert.NotContains(t, up.Output(), "pulumi import")
}

// A program in Go that has the component in process sees the same.
func TestAdviceInProcess(t *testing.T) {
	t.Parallel()
	s := stack.New(t, "name: tests\nruntime: yaml\n")
	s.Azure.AKS("aks")
	extension := installFlux(s.Azure)
	inline := s.Inline(func(ctx *pulumi.Context) error { return gitops(ctx) })
	_, err := inline.Up(t.Context())
	require.ErrorContains(t, err, alreadyExisting+" '"+extension+"'")
	require.Zero(t, s.Run(advised(t, err.Error())...).ExitCode)
	_, err = inline.Up(t.Context())
	require.NoError(t, err)
}

// A stack that was deployed before the component gave advice, or by a CLI without hooks, needs no update because of it.
func TestAdviceChangesNothingInAStackWithoutIt(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", attached+configurations(configuration("apps", "main")))))
	s.Azure.AKS("aks")
	s.Up()
	var exported struct {
		Version    int            `json:"version"`
		Deployment map[string]any `json:"deployment"`
	}
	require.NoError(t, json.Unmarshal([]byte(s.Run("stack", "export").Stdout), &exported))
	removed := 0
	for _, resource := range exported.Deployment["resources"].([]any) {
		if _, bound := resource.(map[string]any)["resourceHooks"]; bound {
			delete(resource.(map[string]any), "resourceHooks")
			removed++
		}
	}
	assert.Equal(t, 2, removed, "the extension and the configuration")
	exported.Version = 3
	file := filepath.Join(t.TempDir(), "state.json")
	text, err := json.Marshal(exported)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, text, 0o600))
	require.Zero(t, s.Run("stack", "import", "--file", file).ExitCode)
	require.NotContains(t, s.StateFile(), "resourceHooks")

	s.Preview("--expect-no-changes")
	s.UpUnchanged()
	assert.Contains(t, s.StateFile(), "resourceHooks")
}
