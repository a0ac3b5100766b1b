package releases

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// programs are what people have deployed. One may be added; to change or remove one is to forget what an earlier release promised.
func programs() map[string]*aksgitops.AksGitOpsArgs {
	return map[string]*aksgitops.AksGitOpsArgs{
		"created cluster": {
			ResourceGroupName: pulumi.String("platform"), Cluster: cluster(), Configurations: configurations(git()),
		},
		"attached cluster":             attached("", nil, git()),
		"cluster of Azure Arc":         attached(aksgitops.ClusterTypeConnectedClusters, nil, git()),
		"cluster on Azure Local":       attached(aksgitops.ClusterTypeProvisionedClusters, nil, git()),
		"extension of another name":    attached("", &aksgitops.FluxExtension{Name: pulumi.String("gitops")}, git()),
		"extension installed already":  attached("", &aksgitops.FluxExtension{Install: new(false)}, git()),
		"repository of Azure DevOps":   attached("", nil, azureDevOps()),
		"OCI repository":               attached("", nil, oci()),
		"bucket":                       attached("", nil, bucket()),
		"container of blobs":           attached("", nil, blob()),
		"configuration in a namespace": attached("", nil, namespaced()),
	}
}

func attached(kind aksgitops.ClusterType, extension *aksgitops.FluxExtension, source *aksgitops.FluxConfiguration) *aksgitops.AksGitOpsArgs {
	return &aksgitops.AksGitOpsArgs{
		ResourceGroupName: pulumi.String("platform"), ClusterName: pulumi.String("prod"), ClusterType: kind,
		Extension: extension, Configurations: configurations(source),
	}
}

func configurations(source *aksgitops.FluxConfiguration) map[string]*aksgitops.FluxConfiguration {
	source.Kustomizations = map[string]*aksgitops.Kustomization{"all": nil}
	return map[string]*aksgitops.FluxConfiguration{"apps": source}
}

func cluster() *aksgitops.Cluster {
	return &aksgitops.Cluster{
		Name: pulumi.String("prod"),
		NodePools: []aksgitops.NodePool{{
			Name: pulumi.String("system"), Mode: aksgitops.NodePoolModeSystem, VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(2),
		}},
		Network: &aksgitops.ClusterNetwork{
			NetworkPlugin: aksgitops.NetworkPluginAzure, NetworkPluginMode: aksgitops.NetworkPluginModeOverlay,
		},
		PodIdentity: &aksgitops.PodIdentity{Enabled: new(true)},
	}
}

func git() *aksgitops.FluxConfiguration {
	return &aksgitops.FluxConfiguration{GitRepository: &aksgitops.GitRepository{
		Url: pulumi.String("https://github.com/example/fleet"), Branch: pulumi.String("main"),
	}}
}

func namespaced() *aksgitops.FluxConfiguration {
	configuration := git()
	configuration.Namespace, configuration.Scope = pulumi.String("team"), aksgitops.ScopeNamespace
	return configuration
}

func azureDevOps() *aksgitops.FluxConfiguration {
	return &aksgitops.FluxConfiguration{GitRepository: &aksgitops.GitRepository{
		Url: pulumi.String("https://dev.azure.com/example/fleet/_git/fleet"), Branch: pulumi.String("main"), Provider: aksgitops.GitProviderAzure,
	}}
}

func oci() *aksgitops.FluxConfiguration {
	return &aksgitops.FluxConfiguration{OciRepository: &aksgitops.OciRepository{
		Url: pulumi.String("oci://ghcr.io/example/fleet"), Tag: pulumi.String("v1"),
	}}
}

func bucket() *aksgitops.FluxConfiguration {
	return &aksgitops.FluxConfiguration{Bucket: &aksgitops.Bucket{
		Url: pulumi.String("https://s3.example.com"), BucketName: pulumi.String("fleet"), LocalAuthRef: pulumi.String("bucket-credentials"),
	}}
}

func blob() *aksgitops.FluxConfiguration {
	return &aksgitops.FluxConfiguration{AzureBlob: &aksgitops.AzureBlob{
		Url: pulumi.String("https://fleet.blob.core.windows.net"), ContainerName: pulumi.String("fleet"),
		LocalAuthRef: pulumi.String("blob-credentials"),
	}}
}
