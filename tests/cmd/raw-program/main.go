// Command raw-program is examples/go-inprocess without the component: the same resources, written by hand with azure-native's SDK. The
// benchmark compares what it costs to build the two.
package main

import (
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

const every = pulumi.Float64(600)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		group := pulumi.String(cfg.Require("resourceGroupName"))
		cluster, err := newCluster(ctx, group)
		if err != nil {
			return err
		}
		extension, err := newExtension(ctx, group, cluster.Name)
		if err != nil {
			return err
		}
		configuration, err := newConfiguration(ctx, group, cluster.Name, extension)
		if err != nil {
			return err
		}
		ctx.Export("clusterId", cluster.ID())
		ctx.Export("extensionVersion", extension.CurrentVersion)
		ctx.Export("complianceState", configuration.ComplianceState)
		ctx.Export("syncedCommit", configuration.SourceSyncedCommitId)
		return nil
	})
}

func newCluster(ctx *pulumi.Context, group pulumi.StringInput) (*containerservice.ManagedCluster, error) {
	return containerservice.NewManagedCluster(ctx, "cluster", &containerservice.ManagedClusterArgs{
		ResourceGroupName: group,
		ResourceName:      pulumi.String("aks-gitops"),
		Location:          pulumi.String("westeurope"),
		DnsPrefix:         pulumi.String("aks-gitops"),
		Identity:          &containerservice.ManagedClusterIdentityArgs{Type: containerservice.ResourceIdentityTypeSystemAssigned},
		AgentPoolProfiles: containerservice.ManagedClusterAgentPoolProfileArray{&containerservice.ManagedClusterAgentPoolProfileArgs{
			Name: pulumi.String("system"), Mode: pulumi.String("System"), VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(1),
		}},
		PodIdentityProfile: &containerservice.ManagedClusterPodIdentityProfileArgs{
			Enabled: pulumi.Bool(true),
			UserAssignedIdentityExceptions: containerservice.ManagedClusterPodIdentityExceptionArray{
				&containerservice.ManagedClusterPodIdentityExceptionArgs{
					Name: pulumi.String("flux-extension-exception"), Namespace: pulumi.String("flux-system"),
					PodLabels: pulumi.StringMap{"app.kubernetes.io/name": pulumi.String("flux-extension")},
				},
			},
		},
	})
}

func newExtension(ctx *pulumi.Context, group, cluster pulumi.StringInput) (*kubernetesconfiguration.Extension, error) {
	return kubernetesconfiguration.NewExtension(ctx, "extension", &kubernetesconfiguration.ExtensionArgs{
		ResourceGroupName: group, ClusterRp: pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName: pulumi.String("managedClusters"), ClusterName: cluster,
		ExtensionName: pulumi.String("flux"), ExtensionType: pulumi.String("microsoft.flux"),
		Scope: &kubernetesconfiguration.ScopeArgs{
			Cluster: &kubernetesconfiguration.ScopeClusterArgs{ReleaseNamespace: pulumi.String("flux-system")},
		},
		ConfigurationSettings: pulumi.StringMap{
			"source-controller.enabled": pulumi.String("true"), "kustomize-controller.enabled": pulumi.String("true"),
			"helm-controller.enabled": pulumi.String("true"), "notification-controller.enabled": pulumi.String("true"),
			"image-automation-controller.enabled": pulumi.String("true"), "image-reflector-controller.enabled": pulumi.String("true"),
		},
	})
}

func newConfiguration(ctx *pulumi.Context, group, cluster pulumi.StringInput, extension pulumi.Resource) (*kubernetesconfiguration.FluxConfiguration, error) {
	return kubernetesconfiguration.NewFluxConfiguration(ctx, "configuration", &kubernetesconfiguration.FluxConfigurationArgs{
		ResourceGroupName: group, ClusterRp: pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName: pulumi.String("managedClusters"), ClusterName: cluster,
		FluxConfigurationName: pulumi.String("flux2-kustomize-helm-example"),
		Namespace:             pulumi.String("cluster-config"), Scope: pulumi.String("cluster"), SourceKind: pulumi.String("GitRepository"),
		GitRepository: &kubernetesconfiguration.GitRepositoryDefinitionArgs{
			Url:                   pulumi.String("https://github.com/Azure/arc-k8s-demo"),
			RepositoryRef:         &kubernetesconfiguration.RepositoryRefDefinitionArgs{Branch: pulumi.String("main")},
			SyncIntervalInSeconds: every, TimeoutInSeconds: every,
		},
		Kustomizations: kubernetesconfiguration.KustomizationDefinitionMap{"staging": &kubernetesconfiguration.KustomizationDefinitionArgs{
			Path: pulumi.String("cluster-apps"), Prune: pulumi.Bool(true),
			SyncIntervalInSeconds: every, RetryIntervalInSeconds: every, TimeoutInSeconds: every,
		}},
	}, pulumi.DependsOn([]pulumi.Resource{extension}))
}
