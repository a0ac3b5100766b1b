package flux

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// programs makes a folder with empty programs of these names.
func programs(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o700))
	}
	return dir
}

func TestOptionsRefuseWhatCannotWork(t *testing.T) {
	t.Parallel()
	others := cluster.NewSimulated(0)
	all := programs(t, append(append([]string{}, ofKubernetes...), ofFlux...)...)
	kubeconfig := filepath.Join(programs(t, "kubeconfig"), "kubeconfig")
	for name, c := range map[string]struct {
		options Options
		says    string
	}{
		"nothing plays the rest":  {Options{Programs: all}, "nothing plays"},
		"a negative limit":        {Options{Programs: all, Others: others, Limit: -1}, "must be 1 or more"},
		"no programs":             {Options{Programs: t.TempDir(), Others: others}, "lacks what a real cluster runs: source-controller, kustomize-controller"},
		"no control plane":        {Options{Programs: programs(t, ofFlux...), Others: others}, "kubernetes, kwok, kwok-stages.yaml; `make cluster`"},
		"a kubeconfig that lacks": {Options{Programs: all, Others: others, Kubeconfig: "none"}, "the kubeconfig cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(c.options)
			assert.ErrorContains(t, err, c.says)
		})
	}
	options, err := Options{Programs: programs(t, ofFlux...), Others: others, Limit: 3, Kubeconfig: kubeconfig}.withDefaults()
	require.NoError(t, err, "somebody else's cluster needs no control plane")
	assert.Equal(t, 1, options.Limit, "and is one")
}
