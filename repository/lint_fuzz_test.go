package repository

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// FuzzLint changes the trees of testdata: whatever a checkout holds, it is looked through to the end, and what is found is inside it.
func FuzzLint(f *testing.F) {
	trees, err := filepath.Glob("testdata/trees/*.txtar")
	require.NoError(f, err)
	for _, name := range trees {
		text, err := os.ReadFile(name)
		require.NoError(f, err)
		_, files, _ := strings.Cut(string(text), "\n-- ")
		f.Add("-- " + files)
	}
	f.Fuzz(func(_ *testing.T, text string) {
		checkout := fstest.MapFS{}
		for part := range strings.SplitSeq("\n"+text, "\n-- ") {
			name, content, _ := strings.Cut(part, " --\n")
			if name != "." && fs.ValidPath(name) {
				checkout[name] = &fstest.MapFile{Data: []byte(content)}
			}
		}
		_, _ = Lint(checkout, Options{MultiTenancy: true, Configurations: map[string]Configuration{
			"web": {Namespace: "flux-system", Limited: true, SourceKind: GitRepository, Kustomizations: map[string]Kustomization{
				"root": {Substitute: map[string]string{"env": "staging"}}, "clusters": {Path: "clusters/staging", DependsOn: []string{"root"}},
			}},
		}})
	})
}

// pieces are what arbitrary manifests are made of.
var pieces = []string{
	"apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n", "metadata: {name: a, namespace: b}\n", "metadata: []\n",
	"spec: {path: ./a, sourceRef: {kind: GitRepository, name: web}}\n", "spec: {path: a, dependsOn: [{name: a}, a, 1]}\n", "spec: [1]\n",
	"spec: {path: ../.., targetNamespace: c, patches: [{patch: x}], components: [../a, 1], postBuild: {substitute: {a: 1, b: \"${c}\"}}}\n",
	"kind: ConfigMap\n", "resources: [a.yaml, ../b, b, \"\", null, 1, [a], ./., http://example.com/a, github.com/a/b]\n", "resources: {a: b}\n",
	"components: [../a]\n", "namespace: x\n", "namePrefix: ${a}-\n", "patches: [{path: a.yaml}, {patch: \"- op: remove\"}]\n", "---\n", "a: &a [*a]\n",
	"x: &x {y: 1}\nz: {<<: *x}\n", "\t\n", "? [a]\n: b\n", "configMapGenerator: [{name: a, files: [a=b.yaml, \"\"], literals: [x]}]\n",
	"transformers: [a.yaml]\n", "kind: List\nitems: [{kind: A}, 1]\n", "- a\n", "\x00", "metadata: {name: 1, labels: {a: [b]}}\n",
	"apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n", "helmCharts: [{name: a}]\n", "replacements: [{path: b.yaml}]\n",
}

// Whatever a checkout holds and whatever is configured, looking through it ends, twice in the same way, and no finding quotes a secret.
func TestLintOfArbitraryTrees(t *testing.T) {
	t.Parallel()
	names := []string{"a.yaml", "b.yaml", "kustomization.yaml", "a/kustomization.yaml", "a/a.yaml", "b/b.yml", "b/Kustomization", "a/b/a.yaml", ".sourceignore"}
	rapid.Check(t, func(t *rapid.T) {
		checkout := fstest.MapFS{}
		for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(names), rapid.ID).Draw(t, "files") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 5).Draw(t, name), "")
			checkout[name] = &fstest.MapFile{Data: []byte(text + "# hunter2\n")}
			if rapid.IntRange(0, 9).Draw(t, "link") == 0 {
				checkout[name].Mode = fs.ModeSymlink
			}
		}
		path := rapid.SampledFrom([]string{"", ".", "/", "a", "./b/", "..", "a/..", "a.yaml", "c", "${a}"})
		options := Options{MultiTenancy: rapid.Bool().Draw(t, "tenancy"), Configurations: map[string]Configuration{
			"web": {Namespace: "b", SourceKind: GitRepository, Limited: rapid.Bool().Draw(t, "limited"), Kustomizations: map[string]Kustomization{
				"one": {Path: path.Draw(t, "one"), DependsOn: []string{"two"}, Substitute: map[string]string{"a": "b"}},
				"two": {Path: path.Draw(t, "two"), SubstituteUnknown: true},
			}},
		}}
		findings, err := Lint(checkout, options)
		require.NoError(t, err)
		again, err := Lint(checkout, options)
		require.NoError(t, err)
		assert.Equal(t, findings, again)
		for _, finding := range findings {
			assert.NotContains(t, finding.String(), "hunter2")
			assert.NotEmpty(t, finding.Message)
			assert.Contains(t, []string{RuleSource, RulePath, RuleDependency, RuleScope, RuleNamespace, RuleBuild}, finding.Rule)
		}
	})
}
