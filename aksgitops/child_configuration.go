package aksgitops

import (
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func configurationChild(component string, cluster target, name string, config *FluxConfiguration) child {
	return child{
		token: configurationType,
		name:  configurationChildName(component, name),
		args: &kubernetesconfiguration.FluxConfigurationArgs{
			ResourceGroupName:     cluster.resourceGroup,
			ClusterRp:             cluster.namespace(),
			ClusterResourceName:   cluster.resourceName(),
			ClusterName:           cluster.cluster,
			FluxConfigurationName: pulumi.String(name),
			Namespace:             config.Namespace,
			Scope:                 pulumi.String(config.Scope),
			Suspend:               config.Suspend,
			SourceKind:            kubernetesconfiguration.SourceKindTypeGitRepository,
			GitRepository:         gitRepository(config.GitRepository),
			Kustomizations:        kustomizations(config.Kustomizations),
		},
		aliasTypes: []string{configurationType202411},
	}
}

func gitRepository(git *GitRepository) kubernetesconfiguration.GitRepositoryDefinitionPtrInput {
	return &kubernetesconfiguration.GitRepositoryDefinitionArgs{
		Url: optional(git.Url),
		RepositoryRef: &kubernetesconfiguration.RepositoryRefDefinitionArgs{
			Branch: git.Branch,
			Tag:    git.Tag,
			Semver: git.Semver,
			Commit: git.Commit,
		},
		SyncIntervalInSeconds: float(git.SyncIntervalInSeconds),
		TimeoutInSeconds:      float(git.TimeoutInSeconds),
	}
}

func kustomizations(kustomizations map[string]*Kustomization) kubernetesconfiguration.KustomizationDefinitionMapInput {
	args := make(kubernetesconfiguration.KustomizationDefinitionMap, len(kustomizations))
	for name, kustomization := range kustomizations {
		if kustomization == nil {
			kustomization = &Kustomization{}
		}
		definition := &kubernetesconfiguration.KustomizationDefinitionArgs{
			Path:                   kustomization.Path,
			Prune:                  kustomization.Prune,
			Force:                  kustomization.Force,
			Wait:                   kustomization.Wait,
			SyncIntervalInSeconds:  float(kustomization.SyncIntervalInSeconds),
			RetryIntervalInSeconds: float(kustomization.RetryIntervalInSeconds),
			TimeoutInSeconds:       float(kustomization.TimeoutInSeconds),
		}
		if len(kustomization.DependsOn) > 0 {
			definition.DependsOn = pulumi.ToStringArray(kustomization.DependsOn)
		}
		args[name] = definition
	}
	return args
}
