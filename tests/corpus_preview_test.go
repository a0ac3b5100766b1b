package tests

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/corpus"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

// TestCorpusInPreview shows for one case of each topic, the one with the most faults, that a person sees in `pulumi preview` what the
// plugin found: each fault on a line of its own, once, and nothing of Azure asked.
func TestCorpusInPreview(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Read("testdata/corpus")
	require.NoError(t, err)
	worst := map[string]corpus.Case{}
	for _, test := range cases {
		if len(test.Faults) > len(worst[test.Topic].Faults) && !holdsUnknown(test.Inputs) {
			worst[test.Topic] = test
		}
	}
	assert.GreaterOrEqual(t, len(worst), 10)
	for topic, test := range worst {
		t.Run(topic+"/"+test.Name, func(t *testing.T) {
			t.Parallel()
			s := stack.New(t, secretProgram(t, written(document(t, test.Inputs)).(contract.Object)))
			s.Setenv("PULUMI_DEBUG_YAML_DISABLE_TYPE_CHECKING", "true")
			result := s.Run("preview")
			assert.NotZero(t, result.ExitCode)
			seen := map[string]int{}
			for line := range strings.Lines(result.Output()) {
				seen[strings.TrimSpace(line)]++
			}
			for _, fault := range test.Faults {
				assert.Equal(t, 1, seen["- "+fault], fault)
			}
			untouched(t, s)
		})
	}
}

// holdsUnknown tells whether a program cannot be written of a case: only Pulumi makes values that are not known.
func holdsUnknown(node *yaml.Node) bool {
	if node.Tag == "!unknown" {
		return true
	}
	return slices.ContainsFunc(node.Content, holdsUnknown)
}

// written is a document as a program in YAML writes it.
func written(of any) any {
	switch of := of.(type) {
	case secret:
		return contract.Object{"fn::secret": written(of.value)}
	case null:
		return nil
	case contract.Object:
		object := contract.Object{}
		for key, entry := range of {
			object[key] = written(entry)
		}
		return object
	case []any:
		list := make([]any, len(of))
		for i, element := range of {
			list[i] = written(element)
		}
		return list
	}
	return of
}
