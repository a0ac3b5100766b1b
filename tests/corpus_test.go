package tests

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/corpus"
)

// TestCorpus holds what the plugin says of wrong inputs against the files in testdata/corpus, written by hand, each on a topic.
func TestCorpus(t *testing.T) {
	t.Parallel()
	cases, err := corpus.Read("testdata/corpus")
	require.NoError(t, err)
	for _, test := range cases {
		t.Run(test.Topic+"/"+test.Name, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, test.Faults)
			assert.Equal(t, test.Faults, faults(document(t, test.Inputs).(contract.Object)))
		})
	}
}

// document makes of YAML what value takes.
func document(t *testing.T, node *yaml.Node) any {
	t.Helper()
	switch {
	case node.Tag == "!unknown":
		return unknown{}
	case node.Tag == "!secret":
		plain := *node
		plain.Tag = ""
		return secret{document(t, &plain)}
	case node.Kind == yaml.MappingNode:
		object := contract.Object{}
		for i := 0; i < len(node.Content); i += 2 {
			object[node.Content[i].Value] = document(t, node.Content[i+1])
		}
		return object
	case node.Kind == yaml.SequenceNode:
		list := []any{}
		for _, element := range node.Content {
			list = append(list, document(t, element))
		}
		return list
	}
	var scalar any
	require.NoError(t, node.Decode(&scalar), "line %d", node.Line)
	if scalar == nil {
		return null{}
	}
	return scalar
}

// TestCorpusOfLimits has the inputs that are too long to be written by hand.
func TestCorpusOfLimits(t *testing.T) {
	t.Parallel()
	ranges, exceptions := []any{}, []any{}
	for i := range 201 {
		ranges = append(ranges, fmt.Sprintf("8.8.8.%d", i))
		exceptions = append(exceptions, contract.Object{
			"name": fmt.Sprintf("exception-%d", i), "namespace": "default", "podLabels": contract.Object{"app": "monitor"},
		})
	}
	cluster := func(property string, value contract.Object) contract.Object {
		node := contract.Object{"name": "system", "vmSize": "Standard_D4ds_v5"}
		return contract.Object{
			"resourceGroupName": "demo", "cluster": contract.Object{"name": "aks", "nodePools": []any{node}, property: value},
		}
	}
	assert.Equal(t, []string{"cluster.apiServer.authorizedIpRanges: holds 201 ranges; AKS takes at most 200"},
		faults(cluster("apiServer", contract.Object{"authorizedIpRanges": ranges})))
	assert.Equal(t, []string{"cluster.podIdentity.exceptions: comes to 201 with the one that Flux needs; AKS takes at most 200"},
		faults(cluster("podIdentity", contract.Object{"exceptions": exceptions[:200]})))
	assert.Empty(t, faults(cluster("podIdentity", contract.Object{"exceptions": exceptions[:199]})))
}
