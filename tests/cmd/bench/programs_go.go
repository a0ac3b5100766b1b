package main

import (
	"fmt"

	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// componentGo is componentYAML in Go, with the component in the program's own process.
func componentGo(clusters int) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		for i := range clusters {
			_, err := aksgitops.NewAksGitOps(ctx, fmt.Sprintf("c%d", i), &aksgitops.AksGitOpsArgs{
				ResourceGroupName: pulumi.String(group),
				Cluster: &aksgitops.Cluster{
					Name:      pulumi.Sprintf("aks%d", i),
					NodePools: []aksgitops.NodePool{{Name: pulumi.String("system"), VmSize: pulumi.String(poolSize), Count: pulumi.Int(1)}},
				},
				Configurations: map[string]*aksgitops.FluxConfiguration{"fleet": {
					GitRepository:  &aksgitops.GitRepository{Url: pulumi.String(repository), Branch: pulumi.String(branch)},
					Kustomizations: map[string]*aksgitops.Kustomization{"all": {Path: pulumi.String(path), Prune: pulumi.Bool(true)}},
				}},
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// rawGo is rawYAML in Go, with azure-native's own SDK.
func rawGo(clusters int) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		for i := range clusters {
			cluster, err := rawCluster(ctx, i)
			if err != nil {
				return err
			}
			if err := rawFlux(ctx, i, cluster.Name); err != nil {
				return err
			}
		}
		return nil
	}
}

func rawCluster(ctx *pulumi.Context, i int) (*containerservice.ManagedCluster, error) {
	return containerservice.NewManagedCluster(ctx, fmt.Sprintf("c%d-cluster", i), &containerservice.ManagedClusterArgs{
		ResourceGroupName: pulumi.String(group),
		ResourceName:      pulumi.Sprintf("aks%d", i),
		DnsPrefix:         pulumi.Sprintf("aks%d", i),
		Identity:          &containerservice.ManagedClusterIdentityArgs{Type: containerservice.ResourceIdentityTypeSystemAssigned},
		AgentPoolProfiles: containerservice.ManagedClusterAgentPoolProfileArray{
			&containerservice.ManagedClusterAgentPoolProfileArgs{
				Name: pulumi.String("system"), Mode: pulumi.String("System"), VmSize: pulumi.String(poolSize), Count: pulumi.Int(1),
			},
		},
	})
}

func rawFlux(ctx *pulumi.Context, i int, cluster pulumi.StringOutput) error {
	extension, err := kubernetesconfiguration.NewExtension(ctx, fmt.Sprintf("c%d-extension", i), &kubernetesconfiguration.ExtensionArgs{
		ResourceGroupName:   pulumi.String(group),
		ClusterRp:           pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName: pulumi.String("managedClusters"),
		ClusterName:         cluster,
		ExtensionName:       pulumi.String("flux"),
		ExtensionType:       pulumi.String("microsoft.flux"),
		Scope: &kubernetesconfiguration.ScopeArgs{
			Cluster: &kubernetesconfiguration.ScopeClusterArgs{ReleaseNamespace: pulumi.String("flux-system")},
		},
	})
	if err != nil {
		return err
	}
	_, err = kubernetesconfiguration.NewFluxConfiguration(ctx, fmt.Sprintf("c%d-fleet", i), &kubernetesconfiguration.FluxConfigurationArgs{
		ResourceGroupName:     pulumi.String(group),
		ClusterRp:             pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName:   pulumi.String("managedClusters"),
		ClusterName:           cluster,
		FluxConfigurationName: pulumi.String("fleet"),
		Namespace:             pulumi.String("flux-system"),
		Scope:                 pulumi.String("cluster"),
		SourceKind:            pulumi.String("GitRepository"),
		GitRepository: &kubernetesconfiguration.GitRepositoryDefinitionArgs{
			Url: pulumi.String(repository), RepositoryRef: &kubernetesconfiguration.RepositoryRefDefinitionArgs{Branch: pulumi.String(branch)},
		},
		Kustomizations: kubernetesconfiguration.KustomizationDefinitionMap{
			"all": &kubernetesconfiguration.KustomizationDefinitionArgs{Path: pulumi.String(path), Prune: pulumi.Bool(true)},
		},
	}, pulumi.DependsOn([]pulumi.Resource{extension}))
	return err
}
