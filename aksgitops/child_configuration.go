package aksgitops

import (
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func configurationChild(component string, cluster target, name string, config *FluxConfiguration) child {
	args := &kubernetesconfiguration.FluxConfigurationArgs{
		ResourceGroupName:          cluster.resourceGroup,
		ClusterRp:                  cluster.namespace(),
		ClusterResourceName:        cluster.resourceName(),
		ClusterName:                cluster.cluster,
		FluxConfigurationName:      pulumi.String(name),
		Namespace:                  config.Namespace,
		Scope:                      pulumi.String(config.Scope),
		Suspend:                    config.Suspend,
		Kustomizations:             kustomizations(config.Kustomizations),
		WaitForReconciliation:      config.WaitForReconciliation,
		ReconciliationWaitDuration: config.ReconciliationWaitDuration,
	}
	setSource(args, Path("configurations").Key(name), config)
	token, alias := configurationType, configurationType202411
	if needs202411(config) {
		token, alias = alias, token
	}
	return child{token: token, name: configurationChildName(component, name), args: args, aliasTypes: []string{alias}}
}

// needs202411 tells whether a configuration uses what API version 2023-05-01 lacks.
func needs202411(config *FluxConfiguration) bool {
	return config.OciRepository != nil || config.GitRepository != nil && config.GitRepository.Provider != ""
}

// setSource sets the configuration's source and its credentials.
func setSource(args *kubernetesconfiguration.FluxConfigurationArgs, path Path, config *FluxConfiguration) {
	switch {
	case config.GitRepository != nil:
		at := path.Field("gitRepository")
		args.SourceKind = kubernetesconfiguration.SourceKindTypeGitRepository
		args.GitRepository = gitRepository(at, config.GitRepository)
		args.ConfigurationProtectedSettings = gitSecrets(at, config.GitRepository)
	case config.OciRepository != nil:
		args.SourceKind = kubernetesconfiguration.SourceKindTypeOCIRepository
		args.OciRepository = ociRepository(path.Field("ociRepository"), config.OciRepository)
	case config.Bucket != nil:
		args.SourceKind = kubernetesconfiguration.SourceKindTypeBucket
		args.Bucket = bucket(config.Bucket)
		args.ConfigurationProtectedSettings = protectedSettings(map[string]pulumi.StringInput{
			"bucketSecretKey": encodeProtected(path.Field("bucket").Field("secretKey"), config.Bucket.SecretKey, encodeToken),
		})
	case config.AzureBlob != nil:
		args.SourceKind = kubernetesconfiguration.SourceKindTypeAzureBlob
		args.AzureBlob = azureBlob(path.Field("azureBlob"), config.AzureBlob)
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
			PostBuild:              postBuild(kustomization.PostBuild),
		}
		if len(kustomization.DependsOn) > 0 {
			definition.DependsOn = pulumi.ToStringArray(kustomization.DependsOn)
		}
		args[name] = definition
	}
	return args
}

func postBuild(postBuild *PostBuild) kubernetesconfiguration.PostBuildDefinitionPtrInput {
	if postBuild == nil {
		return nil
	}
	args := &kubernetesconfiguration.PostBuildDefinitionArgs{Substitute: postBuild.Substitute}
	if len(postBuild.SubstituteFrom) > 0 {
		from := make(kubernetesconfiguration.SubstituteFromDefinitionArray, len(postBuild.SubstituteFrom))
		for i, object := range postBuild.SubstituteFrom {
			from[i] = &kubernetesconfiguration.SubstituteFromDefinitionArgs{
				Kind:     pulumi.String(object.Kind),
				Name:     optional(object.Name),
				Optional: object.Optional,
			}
		}
		args.SubstituteFrom = from
	}
	return args
}
