package main

import (
	"fmt"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
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

// parenting gives the raw resources of a cluster their options, and ends with them.
type parenting func(ctx *pulumi.Context, i int) ([]pulumi.ResourceOption, func() error, error)

// alone leaves them where they are.
func alone(*pulumi.Context, int) ([]pulumi.ResourceOption, func() error, error) {
	return nil, func() error { return nil }, nil
}

// grouped puts them under a component that does nothing else, so that there are as many resources as with ours.
func grouped(ctx *pulumi.Context, i int) ([]pulumi.ResourceOption, func() error, error) {
	group := &pulumi.ResourceState{}
	err := ctx.RegisterComponentResource("bench:index:Group", fmt.Sprintf("c%d", i), group)
	return []pulumi.ResourceOption{pulumi.Parent(group)}, func() error { return ctx.RegisterResourceOutputs(group, pulumi.Map{}) }, err
}

// rawGo is rawYAML in Go, with azure-native's own SDK.
func rawGo(parent parenting) func(int) pulumi.RunFunc {
	return func(clusters int) pulumi.RunFunc {
		return func(ctx *pulumi.Context) error {
			for i := range clusters {
				if err := rawResources(ctx, i, parent); err != nil {
					return err
				}
			}
			return nil
		}
	}
}

func rawResources(ctx *pulumi.Context, i int, parent parenting) error {
	opts, finish, err := parent(ctx, i)
	if err != nil {
		return err
	}
	cluster, err := rawCluster(ctx, i, opts)
	if err != nil {
		return err
	}
	if err := rawFlux(ctx, i, cluster.Name, opts); err != nil {
		return err
	}
	return finish()
}

func rawCluster(ctx *pulumi.Context, i int, opts []pulumi.ResourceOption) (*containerservice.ManagedCluster, error) {
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
	}, opts...)
}

func rawFlux(ctx *pulumi.Context, i int, cluster pulumi.StringOutput, opts []pulumi.ResourceOption) error {
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
	}, opts...)
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
	}, append(opts, pulumi.DependsOn([]pulumi.Resource{extension}))...)
	return err
}
