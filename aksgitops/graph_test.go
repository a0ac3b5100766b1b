package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
	"github.com/aks-gitops/pulumi-aks-gitops/internal/golden"
)

// graphOf registers a component in process and returns what came of it, its outputs among it.
func graphOf(t *testing.T, recorder *childgraph.Recorder, args func(*pulumi.Context) *AksGitOpsArgs, opts ...pulumi.ResourceOption) childgraph.Graph {
	t.Helper()
	require.NoError(t, recorder.Run(func(ctx *pulumi.Context) error {
		component, err := NewAksGitOps(ctx, "demo", args(ctx), opts...)
		if err != nil {
			return err
		}
		return childgraph.Show(ctx, component.outputs())
	}))
	return recorder.Graph()
}

// minimal attaches a cluster and installs the extension.
func minimal(*pulumi.Context) *AksGitOpsArgs {
	return &AksGitOpsArgs{ResourceGroupName: pulumi.String("platform"), ClusterName: pulumi.String("prod")}
}

func notInstalled() *FluxExtension { return &FluxExtension{Install: new(false)} }

// TestGraph holds the whole of what the component registers against the files in testdata/graphs.
func TestGraph(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		args    func(*pulumi.Context) *AksGitOpsArgs
		preview bool
	}{
		{name: "minimal", args: minimal},
		{name: "minimal-preview", args: minimal, preview: true},
		{name: "blog-post", args: blogPost},
		{name: "blog-post-preview", args: blogPost, preview: true},
		{name: "everything", args: everything},
		{name: "connected-cluster", args: attached(ClusterTypeConnectedClusters)},
		{name: "provisioned-cluster", args: attached(ClusterTypeProvisionedClusters)},
		{name: "pinned-version", args: extended(&FluxExtension{Version: pulumi.String("1.24.1")})},
		{name: "not-installed", args: extended(notInstalled())},
		{name: "not-installed-preview", args: extended(notInstalled()), preview: true},
		{name: "several-configurations", args: severalConfigurations},
		{name: "outputs", args: outputsInside},
		{name: "secrets", args: secretsInside},
		{name: "unknowns-preview", args: unknownsInside, preview: true},
		{name: "git-ssh", args: sourced(gitOverSSH())},
		{name: "git-https", args: sourced(gitOverHTTPS())},
		{name: "oci", args: sourced(oci())},
		{name: "bucket", args: sourced(s3())},
		{name: "blob-account-key", args: sourced(blobWithKey())},
		{name: "blob-signature", args: sourced(blobWithSignature())},
		{name: "blob-certificate", args: sourced(blobWithPrincipal())},
		{name: "blob-client-secret", args: sourced(blobWithClientSecret())},
		{name: "blob-managed-identity", args: sourced(blobWithIdentity())},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			graph := graphOf(t, &childgraph.Recorder{Preview: test.preview}, test.args)
			golden.Compare(t, "testdata/graphs/"+test.name+".json", credentials().nameless(graph.JSON()))
		})
	}
}
