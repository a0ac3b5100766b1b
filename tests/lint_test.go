package tests

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// exitFindings is the exit code of the pipelines' script if a checkout has faults.
const exitFindings = 9

// manifests are a repository whose nested Kustomization names a source as it is called elsewhere, and a folder with a slip.
var manifests = map[string]string{
	"clusters/staging/apps.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: NAMESPACE
spec:
  interval: 10m
  path: ./apps/stagging
  sourceRef:
    kind: GitRepository
    name: flux-system
`,
	"apps/staging/kustomization.yaml": "resources: [settings.yaml]\n",
	"apps/staging/settings.yaml":      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: apps}\n",
}

// write writes the manifests into a folder. With right, they have no fault.
func writeManifests(t *testing.T, dir, configuration, namespace string, right bool) {
	t.Helper()
	for name, text := range manifests {
		text = strings.ReplaceAll(text, "NAMESPACE", namespace)
		if right {
			text = strings.NewReplacer("stagging", "staging", "name: flux-system", "name: "+configuration).Replace(text)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
}

// TestLintRepository calls the function from a program: with a path that is relative to the program, and in a preview.
func TestLintRepository(t *testing.T) {
	t.Parallel()
	s := stack.New(t, `
name: tests
runtime: yaml
variables:
  linted:
    fn::invoke:
      function: aks-gitops:lintRepository
      arguments:
        path: manifests
        configurations:
          web:
            gitRepository: {url: https://example.com/manifests, branch: main}
            kustomizations:
              staging: {path: clusters/staging, prune: true}
outputs:
  findings: ${linted.findings}
`)
	writeManifests(t, filepath.Join(s.Dir(), "manifests"), "web", "flux-system", false)
	s.Up()
	assert.Equal(t, map[string]any{"findings": []any{
		map[string]any{
			"configuration": "web", "kustomization": "staging", "path": "clusters/staging/apps.yaml", "line": 8.0, "rule": "path",
			"message": "apps/stagging, the path of Kustomization flux-system/apps, does not exist in the checkout; did you mean apps/staging?",
			"text": "clusters/staging/apps.yaml:8: apps/stagging, the path of Kustomization flux-system/apps, does not exist in the checkout; " +
				`did you mean apps/staging? (path, web/staging)`,
		},
		map[string]any{
			"configuration": "web", "kustomization": "staging", "path": "clusters/staging/apps.yaml", "line": 11.0, "rule": "source",
			"message": "GitRepository flux-system/flux-system, which Kustomization flux-system/apps needs, is made by no configuration and no manifest; " +
				"the source of configuration web is GitRepository flux-system/web: write `name: web`",
			"text": "clusters/staging/apps.yaml:11: GitRepository flux-system/flux-system, which Kustomization flux-system/apps needs, is made by no " +
				"configuration and no manifest; the source of configuration web is GitRepository flux-system/web: write `name: web` " +
				`(source, web/staging)`,
		},
	}}, s.Outputs())
	writeManifests(t, filepath.Join(s.Dir(), "manifests"), "web", "flux-system", true)
	s.Up()
	assert.Equal(t, map[string]any{"findings": []any{}}, s.Outputs())
}

// TestLintRepositoryRefuses shows what a program is told that gives what cannot be looked through.
func TestLintRepositoryRefuses(t *testing.T) {
	t.Parallel()
	s := stack.New(t, `
name: tests
runtime: yaml
outputs:
  findings:
    fn::invoke:
      function: aks-gitops:lintRepository
      arguments: {path: nowhere, configurations: {web: {kustomizations: {all: {}}}}}
`)
	result := s.Run("preview")
	assert.NotZero(t, result.ExitCode)
	assert.Contains(t, result.Output(), "there is no folder nowhere; give that of the checkout")
}

// TestPipelinesLint runs the job of each CI that looks through the manifests.
func TestPipelinesLint(t *testing.T) {
	t.Parallel()
	for ci := range cis {
		t.Run(ci, func(t *testing.T) {
			t.Parallel()
			s, c := checkout(t, ci, emulator.Options{})
			s.Config(map[string]string{"path": "clusters/staging"})
			dir := filepath.Join(c.Dir, "manifests")
			writeManifests(t, dir, exampleConfiguration, "cluster-config", false)
			found := c.Run(command(t, ci, "lint"))
			assert.Equal(t, exitFindings, found.ExitCode, found.Output())
			assert.Regexp(t, `(?m)^manifests/clusters/staging/apps\.yaml:8: apps/stagging, .*; did you mean apps/staging\? `, found.Stdout)
			assert.Regexp(t, `(?m)^manifests/clusters/staging/apps\.yaml:11: .*: write .name: `+exampleConfiguration+". ", found.Stdout)
			assert.Len(t, strings.Split(strings.TrimSpace(found.Stdout), "\n"), 2)
			assert.Empty(t, s.Azure.Log().Attempts(), "nothing is deployed")

			writeManifests(t, dir, exampleConfiguration, "cluster-config", true)
			none := c.Run(command(t, ci, "lint"))
			assert.Zero(t, none.ExitCode, none.Output())
			assert.Empty(t, none.Stdout)
			assert.True(t, json.Valid(c.Report("lint.json")))
		})
	}
}

// TestPipelineLintFails shows that a call without a checkout is wrong.
func TestPipelineLintFails(t *testing.T) {
	t.Parallel()
	_, c := checkout(t, "gitlab-ci.yml", emulator.Options{})
	for _, arguments := range []string{"lint", "lint nowhere", "lint a b", "preview a"} {
		assert.Equal(t, exitUsage, c.Run("bash examples/ci/pulumi.sh "+arguments).ExitCode, arguments)
	}
}
