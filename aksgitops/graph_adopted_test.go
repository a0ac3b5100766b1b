package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// What is adopted keeps all that the component gives its children, its other type's alias among it, and has the raw resource it was besides.
func TestAdoptedGraph(t *testing.T) {
	t.Parallel()
	raw := map[string]string{"demo-extension": "flux", "demo-configuration/apps": "apps"}
	adopt := func(args *pulumi.ResourceTransformationArgs) *pulumi.ResourceTransformationResult {
		opts := args.Opts
		if old, adopted := raw[args.Name]; adopted {
			opts = append(opts, pulumi.Aliases([]pulumi.Alias{{Name: pulumi.String(old), NoParent: pulumi.Bool(true)}}))
		}
		return &pulumi.ResourceTransformationResult{Props: args.Props, Opts: opts}
	}
	graph := graphOf(t, &childgraph.Recorder{}, attached(""), pulumi.Transformations([]pulumi.ResourceTransformation{adopt}))
	golden.Compare(t, "testdata/graphs/adopted.json", graph.JSON())
}
