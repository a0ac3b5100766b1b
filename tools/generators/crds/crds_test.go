package crds_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tools/generators/crds"
)

func module(files map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range files {
		out["config/crd/bases/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

const (
	newBucket = "metadata: {name: buckets}\nspec:\n  versions:\n  - {name: v1, served: true, storage: true, schema: {new: true}}\n"
	oldBucket = "metadata: {name: buckets}\nspec:\n  versions:\n" +
		"  - {name: v1, served: true, storage: false, schema: {new: false}}\n" +
		"  - {name: v1beta2, served: true, storage: true, schema: {new: false}}\n"
	other = "metadata: {name: releases}\nspec:\n  versions:\n  - {name: v2, served: true, storage: true}\n"
)

func TestMergeAddsWhatOnlyTheOlderModuleHas(t *testing.T) {
	t.Parallel()
	merged, err := crds.Merge([]fs.FS{module(map[string]string{"b.yaml": newBucket}), module(map[string]string{"a.yaml": other})},
		[]fs.FS{module(map[string]string{"b.yaml": oldBucket, "gone.yaml": other})})
	require.NoError(t, err)
	assert.Equal(t, `---
metadata:
    name: releases
spec:
    versions:
        - name: v2
          served: true
          storage: true
---
metadata:
    name: buckets
spec:
    versions:
        - name: v1
          schema:
            new: true
          served: true
          storage: true
        - name: v1beta2
          schema:
            new: false
          served: true
          storage: false
`, string(merged))
}

func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"no versions in":      "spec: {}\n",
		"no spec in":          "kind: x\n",
		"a text as a version": "spec: {versions: [x]}\n",
		"broken YAML":         "spec: [\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wrong := module(map[string]string{"b.yaml": text})
			_, err := crds.Merge([]fs.FS{module(map[string]string{"b.yaml": newBucket})}, []fs.FS{wrong})
			assert.ErrorContains(t, err, "b.yaml")
		})
	}
	_, err := crds.Merge([]fs.FS{fstest.MapFS{}}, nil)
	assert.ErrorContains(t, err, "no definitions")
	assert.True(t, strings.HasSuffix(err.Error(), "config/crd/bases"))
}
