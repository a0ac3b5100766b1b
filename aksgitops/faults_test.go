package aksgitops

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
)

const (
	notChosen  = "clusterName: is missing; give clusterName to use a cluster that exists, or cluster to create one"
	bothChosen = "clusterName: is given together with cluster; give clusterName to use a cluster that exists, or cluster to create one"
)

func TestFaultsOfClusterChoice(t *testing.T) {
	t.Parallel()
	someCluster := &Cluster{
		Name:      pulumi.String("prod"),
		NodePools: []NodePool{{Name: pulumi.String("system"), VmSize: pulumi.String("Standard_D4ds_v5")}},
	}
	runFaultCases(t, "", map[string]faultCase{
		"none":                {spoil: func(*AksGitOpsArgs) {}},
		"created":             {spoil: func(a *AksGitOpsArgs) { a.ClusterName, a.Cluster = nil, someCluster }},
		"neither":             {func(a *AksGitOpsArgs) { a.ClusterName = nil }, []string{notChosen}},
		"neither, by pointer": {func(a *AksGitOpsArgs) { a.ClusterName = pulumi.StringPtrFromPtr(nil) }, []string{notChosen}},
		"both":                {func(a *AksGitOpsArgs) { a.Cluster = someCluster }, []string{bothChosen}},
		"both, one an Output": {func(a *AksGitOpsArgs) { a.ClusterName, a.Cluster = unknownText(), someCluster }, []string{bothChosen}},
		"no resource group":   {func(a *AksGitOpsArgs) { a.ResourceGroupName = nil }, []string{"resourceGroupName: is missing"}},
		"Output":              {spoil: func(a *AksGitOpsArgs) { a.ResourceGroupName, a.ClusterName = unknownText(), unknownText() }},
		"period in Arc's name": {spoil: func(a *AksGitOpsArgs) {
			a.ClusterName, a.ClusterType = pulumi.String("a.b"), ClusterTypeConnectedClusters
		}},
		"period in AKS's name": {func(a *AksGitOpsArgs) { a.ClusterName = pulumi.String("a.b") }, []string{
			`clusterName: "a.b" is not a valid name; use 1 to 63 letters, digits, hyphens and underscores, beginning and ending with a letter or digit`,
		}},
		"bad resource group": {func(a *AksGitOpsArgs) { a.ResourceGroupName = pulumi.String("group.") }, []string{
			`resourceGroupName: "group." is not a valid name; use 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, not ending in a period`,
		}},
		"unknown type": {func(a *AksGitOpsArgs) { a.ClusterType = "aks" }, []string{
			`clusterType: "aks" is not one of managedClusters, connectedClusters and provisionedClusters`,
		}},
		"created with Arc": {func(a *AksGitOpsArgs) {
			a.ClusterName, a.Cluster, a.ClusterType = nil, someCluster, ClusterTypeProvisionedClusters
		}, []string{
			`cluster: cannot be created with clusterType "provisionedClusters"; clusters of Azure Arc are connected outside of Azure and named with clusterName`,
		}},
	})
}

func TestFaultsOfNothing(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"resourceGroupName: is missing", notChosen}, faultTexts(Faults(nil, nil)))
}

// All faults come at once, in the order of the inputs.
func TestFaultsTogether(t *testing.T) {
	t.Parallel()
	args := &AksGitOpsArgs{
		ClusterType: "aks",
		Extension:   &FluxExtension{Version: pulumi.String("latest"), AutoUpgradeMinorVersion: pulumi.Bool(true)},
		Configurations: map[string]*FluxConfiguration{
			"zebra": nil,
			"apps": {
				Scope:          "everywhere",
				GitRepository:  &GitRepository{Url: pulumi.String("ftp://example.com/x")},
				Kustomizations: map[string]*Kustomization{"a": {DependsOn: []string{"b"}}, "b": {DependsOn: []string{"a"}}},
			},
		},
	}
	assert.Empty(t, cmp.Diff([]string{
		"resourceGroupName: is missing",
		notChosen,
		`clusterType: "aks" is not one of managedClusters, connectedClusters and provisionedClusters`,
		`extension.version: "latest" is not a version; write major.minor.patch, for example 1.24.1`,
		"extension.autoUpgradeMinorVersion: is true together with version; a pinned version is not upgraded: leave one of them out",
		`configurations["apps"].scope: "everywhere" is not one of cluster and namespace`,
		`configurations["apps"].gitRepository.url: has the scheme ftp; ` + rightURL,
		`configurations["apps"].gitRepository: says nothing of what to check out; give one of branch, tag, semver and commit`,
		`configurations["apps"].kustomizations["a"].dependsOn: runs in a circle: a → b → a; none of them could ever start`,
		`configurations["zebra"]: has no source; give one of gitRepository, ociRepository, bucket and azureBlob`,
		`configurations["zebra"].kustomizations: is empty; without a kustomization nothing of the source is applied: give at least one`,
	}, faultTexts(Faults(args, nil))))
}

// A value at a secret path is looked at, and never shown.
func TestFaultsOfSecrets(t *testing.T) {
	t.Parallel()
	const canary = "canary!"
	args := fleet()
	args.ResourceGroupName = pulumi.String(canary)
	args.ClusterName = pulumi.String(canary)
	args.Extension.Version = pulumi.String(canary)
	git := args.Configurations["apps"].GitRepository
	git.Url, git.Tag, git.Commit = pulumi.String(canary+"://host/"), nil, pulumi.String(canary)
	git.TimeoutInSeconds = pulumi.Int(-4711)
	shown := strings.Join(faultTexts(Faults(args, func(Path) bool { return true })), "\n")
	assert.NotContains(t, shown, canary)
	assert.NotContains(t, shown, "4711")
	assert.Equal(t, `resourceGroupName: the secret value is not a valid name; use 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, not ending in a period
clusterName: the secret value is not a valid name; use 1 to 63 letters, digits, hyphens and underscores, beginning and ending with a letter or digit
extension.version: the secret value is not a version; write major.minor.patch, for example 1.24.1
configurations["apps"].gitRepository.url: does not fit, and is secret; `+rightURL+`
configurations["apps"].gitRepository.commit: the secret value is not a full commit SHA; give all 40 (or 64) lower-case hexadecimal digits
configurations["apps"].gitRepository.timeoutInSeconds: the secret value is too short; the shortest is 1 second`, shown)
}

func TestFaultsError(t *testing.T) {
	t.Parallel()
	one := &FaultsError{Name: "demo", Faults: []Fault{{Path: "clusterName", Problem: "is missing"}}}
	assert.EqualError(t, one, `AksGitOps "demo" has 1 fault in its inputs, and nothing of it was created or changed:
  - clusterName: is missing`)
	two := &FaultsError{Name: "demo", Faults: append(one.Faults, Fault{Path: "cluster", Problem: "is wrong"})}
	assert.EqualError(t, two, `AksGitOps "demo" has 2 faults in its inputs, and nothing of it was created or changed:
  - cluster: is wrong
  - clusterName: is missing`)
}

func TestList(t *testing.T) {
	t.Parallel()
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		assert.Equal(t, want, list(words))
	}
}
