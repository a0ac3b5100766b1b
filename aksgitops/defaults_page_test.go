package aksgitops

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// identifying says which resources there are and what is in them; the program gives it, or it follows from that.
var identifying = []string{
	"resourceGroupName", "resourceName", "agentPoolProfiles[].name", "agentPoolProfiles[].vmSize", "clusterName", "clusterRp",
	"clusterResourceName", "extensionType", "fluxConfigurationName", "sourceKind", "gitRepository.url", "gitRepository.repositoryRef.branch",
}

// sentByDefault is a row of the first table of docs/defaults.md.
var sentByDefault = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (?:`([^`]+)`|the cluster's name) \\|")

func TestDefaultsPageNamesAllThatIsSent(t *testing.T) {
	t.Parallel()
	graph := graphOf(t, &childgraph.Recorder{}, func(*pulumi.Context) *AksGitOpsArgs {
		return &AksGitOpsArgs{
			ResourceGroupName: pulumi.String("platform"),
			Cluster:           goodCluster(),
			Configurations: map[string]*FluxConfiguration{"apps": {
				GitRepository:  &GitRepository{Url: pulumi.String("https://github.com/example/fleet"), Branch: pulumi.String("main")},
				Kustomizations: map[string]*Kustomization{"all": nil},
			}},
		}
	})
	sent := map[string]string{}
	for _, node := range graph.Resources {
		leaves(node.Inputs, "", sent)
	}
	maps.DeleteFunc(sent, func(path, _ string) bool { return slices.Contains(identifying, path) })

	page, err := os.ReadFile("../docs/defaults.md")
	require.NoError(t, err)
	table, _, _ := strings.Cut(string(page), "## What depends")
	named := map[string]string{}
	for _, row := range sentByDefault.FindAllStringSubmatch(table, -1) {
		named[row[1]] = row[2]
	}
	named["dnsPrefix"] = "prod"
	assert.Equal(t, sent, named)
}

// leaves notes what a child is given, by the path in it.
func leaves(value any, path string, into map[string]string) {
	switch value := value.(type) {
	case map[string]any:
		for key, inner := range value {
			leaves(inner, strings.TrimPrefix(path+"."+key, "."), into)
		}
	case []any:
		for _, inner := range value {
			leaves(inner, path+"[]", into)
		}
	case bool:
		into[path] = map[bool]string{true: "true", false: "false"}[value]
	case string:
		into[path] = value
	}
}
