package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// AksGitOpsArgs are the inputs of [AksGitOps].
type AksGitOpsArgs struct {
	// The name of the resource group that holds the cluster. With `cluster`, the group in which the cluster is created; the group itself
	// must exist. 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, not ending in a period.
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName"`

	// The name of a cluster that exists already. Give exactly one of `clusterName` and `cluster`.
	ClusterName pulumi.StringPtrInput `pulumi:"clusterName,optional"`

	// The AKS cluster to create. Give exactly one of `clusterName` and `cluster`. Needs an azure-native version 2 provider; the default
	// one is. Only for `clusterType` `managedClusters`.
	Cluster *Cluster `pulumi:"cluster,optional"`

	// The kind of cluster that `clusterName` names. Defaults to `managedClusters` (AKS). The other two are attached through Azure Arc and
	// cannot be created with `cluster`.
	ClusterType ClusterType `pulumi:"clusterType,optional"`

	// The Flux extension of the cluster. Defaults to installing it under the name `flux` with the platform's defaults.
	Extension *FluxExtension `pulumi:"extension,optional"`

	// The Flux configurations to apply, by name. The key is the configuration's name in Azure and the name of the Flux source object in
	// the cluster: manifests that refer to the source must use it as `sourceRef.name`. Lower-case letters, digits, hyphens and periods,
	// beginning and ending with a letter or digit; together with the name of each of its kustomizations at most 62 characters.
	// Defaults to none.
	Configurations map[string]*FluxConfiguration `pulumi:"configurations,optional"`
}

// ClusterType is the kind of cluster that carries the Flux extension.
type ClusterType string

const (
	// An Azure Kubernetes Service cluster.
	ClusterTypeManagedClusters ClusterType = "managedClusters"
	// Any Kubernetes cluster connected to Azure through Azure Arc.
	ClusterTypeConnectedClusters ClusterType = "connectedClusters"
	// An Azure Kubernetes Service cluster on Azure Local (hybrid), provisioned through Azure Arc.
	ClusterTypeProvisionedClusters ClusterType = "provisionedClusters"
)
