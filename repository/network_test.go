package repository

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fetching are kustomization files by which kustomize would fetch something from URL.
var fetching = []string{
	"resources: [URL/a.yaml]", "Resources: [URL/a.yaml]", "bases: [URL/base]", "components: [URL/component]", "crds: [URL/crd.yaml]",
	"configurations: [URL/c.yaml]", "openapi: {path: URL/openapi.json}", "patches: [{path: URL/p.yaml}]", "patches: [{PATH: URL/p.yaml}]",
	"patchesStrategicMerge: [URL/p.yaml]", "patchesJson6902: [{path: URL/p.yaml, target: {kind: A, name: a, version: v1}}]",
	"replacements: [{path: URL/r.yaml}]", "configMapGenerator: [{name: a, files: [a=URL/f, URL/g]}]", "secretGenerator: [{name: a, envs: [URL/e]}]",
	"configMapGenerator: [{name: a, env: URL/e}]", "transformers: [transformer.yaml]", "generators: [URL/g.yaml]", "validators: [folder]",
	"transformers:\n  - |\n    apiVersion: builtin\n    kind: PatchTransformer\n    metadata: {name: a}\n    path: URL/p.yaml",
	"x: &x {resources: [URL/a.yaml]}\n<<: *x", "x: &x [URL/a.yaml]\nresources: *x", "<<: [{resources: [URL/a.yaml]}]",
	"patches:\n  - &p {path: URL/p.yaml}\n  - *p", "resources: [folder]", "resources: [git::URL/r, git@HOST:a/b, \"github.com/a/b//c?ref=d\", HOST/a.git]",
	"resources: [github.com/here]",
}

// Nothing is fetched, however a kustomization file asks for it: neither by HTTP nor by git.
func TestLintFetchesNothing(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(server.Close)
	bin := t.TempDir()
	run := filepath.Join(bin, "run")
	require.NoError(t, os.WriteFile(filepath.Join(bin, "git"), []byte("#!/bin/sh\necho \"$@\" >>"+run+"\nexit 1\n"), 0o700))
	t.Setenv("PATH", bin)
	for _, text := range fetching {
		text = strings.NewReplacer("URL", server.URL, "HOST", strings.TrimPrefix(server.URL, "http://")).Replace(text)
		file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
		checkout := fstest.MapFS{
			"root/kustomization.yaml": file(text), "over/kustomization.yaml": file("resources: [../root]"), "root/map.yaml": file("kind: ConfigMap\nmetadata: {name: a}"),
			"root/transformer.yaml":                   file("apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: a}\npath: " + server.URL + "/p.yaml"),
			"root/folder/kustomization.yaml":          file("resources: [" + server.URL + "/a.yaml]"),
			"root/github.com/here/kustomization.yaml": file("resources: [map.yaml]"), "root/github.com/here/map.yaml": file("kind: ConfigMap\nmetadata: {name: b}"),
		}
		_, err := Lint(checkout, Options{Configurations: map[string]Configuration{"web": {
			Namespace: "flux-system", SourceKind: GitRepository, Kustomizations: map[string]Kustomization{"root": {Path: "root"}, "over": {Path: "over"}},
		}}})
		require.NoError(t, err)
		assert.Zero(t, asked.Load(), text)
		ran, err := os.ReadFile(run)
		assert.ErrorIs(t, err, os.ErrNotExist, "%s ran git %s", text, ran)
	}
}
