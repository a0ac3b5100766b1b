package tree_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/tree"
)

func example() *tree.Node {
	root := &tree.Node{Label: "subscription", Name: "s"}
	full := root.Add("resource group", "one", "westeurope", tree.Plain)
	full.Add("AKS cluster", "aks", "Kubernetes 1.33.5", tree.Good).Add("no extensions", "", "", tree.Plain)
	full.Add("Arc cluster", "edge", "Failed", tree.Bad)
	root.Add("resource group", "two: empty", "", tree.Plain)
	return root
}

func TestDrawWithoutColours(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, tree.Draw(&out, example(), false))
	assert.Equal(t, `subscription s
├─ resource group one  westeurope
│  ├─ AKS cluster aks  Kubernetes 1.33.5
│  │  └─ no extensions
│  └─ Arc cluster edge  Failed
└─ resource group two: empty
`, out.String())
}

func TestDrawWithColours(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, tree.Draw(&out, example(), true))
	assert.Contains(t, out.String(), "\x1b[32mKubernetes 1.33.5\x1b[0m")
	assert.Contains(t, out.String(), "\x1b[31mFailed\x1b[0m")
}

// full is a place where nothing can be written.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestDrawSaysThatItCouldNot(t *testing.T) {
	t.Parallel()
	require.ErrorContains(t, tree.Draw(full{}, example(), false), "disk full")
}
