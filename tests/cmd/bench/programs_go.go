package main

import (
	"fmt"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	containerservice "github.com/pulumi/pulumi-azure-native-sdk/containerservice/v2/v20240901"
	"github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// componentGo is componentYAML in Go, with the component in the program's own process.
func componentGo(f fleet) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		for i := range f.clusters {
			if _, err := aksgitops.NewAksGitOps(ctx, fmt.Sprintf("c%d", i), componentArgs(i, f.configurations)); err != nil {
				return err
			}
		}
		return nil
	}
}

func componentArgs(i, configurations int) *aksgitops.AksGitOpsArgs {
	args := &aksgitops.AksGitOpsArgs{
		ResourceGroupName: pulumi.String(group),
		Cluster: &aksgitops.Cluster{
			Name:      pulumi.String(fmt.Sprintf("aks%d", i)),
			NodePools: []aksgitops.NodePool{{Name: pulumi.String("system"), VmSize: pulumi.String(poolSize), Count: pulumi.Int(1)}},
		},
		Configurations: map[string]*aksgitops.FluxConfiguration{},
	}
	for j := range configurations {
		args.Configurations[fmt.Sprintf("fleet%d", j)] = &aksgitops.FluxConfiguration{
			GitRepository:  &aksgitops.GitRepository{Url: pulumi.String(repository), Branch: pulumi.String(branch)},
			Kustomizations: map[string]*aksgitops.Kustomization{"all": {Path: pulumi.String(path), Prune: pulumi.Bool(true)}},
		}
	}
	return args
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
func rawGo(parent parenting) func(fleet) pulumi.RunFunc {
	return func(f fleet) pulumi.RunFunc {
		return func(ctx *pulumi.Context) error {
			for i := range f.clusters {
				if err := rawResources(ctx, i, f.configurations, parent); err != nil {
					return err
				}
			}
			return nil
		}
	}
}

func rawResources(ctx *pulumi.Context, i, configurations int, parent parenting) error {
	opts, finish, err := parent(ctx, i)
	if err != nil {
		return err
	}
	cluster, err := rawCluster(ctx, i, opts)
	if err != nil {
		return err
	}
	extension, err := rawExtension(ctx, i, cluster.Name, opts)
	if err != nil {
		return err
	}
	opts = append(opts, pulumi.DependsOn([]pulumi.Resource{extension}))
	for j := range configurations {
		if err := rawConfiguration(ctx, i, j, cluster.Name, opts); err != nil {
			return err
		}
	}
	return finish()
}

func rawCluster(ctx *pulumi.Context, i int, opts []pulumi.ResourceOption) (*containerservice.ManagedCluster, error) {
	return containerservice.NewManagedCluster(ctx, fmt.Sprintf("c%d-cluster", i), &containerservice.ManagedClusterArgs{
		ResourceGroupName: pulumi.String(group),
		ResourceName:      pulumi.String(fmt.Sprintf("aks%d", i)),
		DnsPrefix:         pulumi.String(fmt.Sprintf("aks%d", i)),
		Identity:          &containerservice.ManagedClusterIdentityArgs{Type: containerservice.ResourceIdentityTypeSystemAssigned},
		AgentPoolProfiles: containerservice.ManagedClusterAgentPoolProfileArray{
			&containerservice.ManagedClusterAgentPoolProfileArgs{
				Name: pulumi.String("system"), Mode: pulumi.String("System"), VmSize: pulumi.String(poolSize), Count: pulumi.Int(1),
			},
		},
	}, opts...)
}

func rawExtension(ctx *pulumi.Context, i int, cluster pulumi.StringOutput, opts []pulumi.ResourceOption) (*kubernetesconfiguration.Extension, error) {
	return kubernetesconfiguration.NewExtension(ctx, fmt.Sprintf("c%d-extension", i), &kubernetesconfiguration.ExtensionArgs{
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
}

func rawConfiguration(ctx *pulumi.Context, i, j int, cluster pulumi.StringOutput, opts []pulumi.ResourceOption) error {
	_, err := kubernetesconfiguration.NewFluxConfiguration(ctx, fmt.Sprintf("c%d-fleet%d", i, j), &kubernetesconfiguration.FluxConfigurationArgs{
		ResourceGroupName:     pulumi.String(group),
		ClusterRp:             pulumi.String("Microsoft.ContainerService"),
		ClusterResourceName:   pulumi.String("managedClusters"),
		ClusterName:           cluster,
		FluxConfigurationName: pulumi.String(fmt.Sprintf("fleet%d", j)),
		Namespace:             pulumi.String("flux-system"),
		Scope:                 pulumi.String("cluster"),
		SourceKind:            pulumi.String("GitRepository"),
		GitRepository: &kubernetesconfiguration.GitRepositoryDefinitionArgs{
			Url: pulumi.String(repository), RepositoryRef: &kubernetesconfiguration.RepositoryRefDefinitionArgs{Branch: pulumi.String(branch)},
		},
		Kustomizations: kubernetesconfiguration.KustomizationDefinitionMap{
			"all": &kubernetesconfiguration.KustomizationDefinitionArgs{Path: pulumi.String(path), Prune: pulumi.Bool(true)},
		},
	}, opts...)
	return err
}
