// An AKS cluster that Flux keeps in step with a git repository, through the Go SDK and the plugin.
//
// Its twin in examples/go-inprocess needs no plugin, and says when to choose which.
package main

import (
	"github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		scope := aksgitops.ScopeCluster
		gitops, err := aksgitops.NewAksGitOps(ctx, "gitops", &aksgitops.AksGitOpsArgs{
			// The resource group in which the cluster is created. It must exist.
			ResourceGroupName: pulumi.String(cfg.Require("resourceGroupName")),
			Cluster: &aksgitops.ClusterArgs{
				Name:     pulumi.String(get(cfg, "clusterName", "aks-gitops")),
				Location: pulumi.String(get(cfg, "location", "westeurope")),
				NodePools: []aksgitops.NodePoolArgs{
					{Name: pulumi.String("system"), VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(1)},
				},
				PodIdentity: &aksgitops.PodIdentityArgs{Enabled: pulumi.BoolRef(true)},
			},
			Extension: &aksgitops.FluxExtensionArgs{
				Controllers: &aksgitops.FluxControllersArgs{
					Source: pulumi.Bool(true), Kustomize: pulumi.Bool(true), Helm: pulumi.Bool(true),
					Notification: pulumi.Bool(true), ImageAutomation: pulumi.Bool(true), ImageReflector: pulumi.Bool(true),
				},
			},
			Configurations: map[string]aksgitops.FluxConfigurationArgs{
				// The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
				"flux2-kustomize-helm-example": {
					Namespace: pulumi.String(get(cfg, "configurationNamespace", "cluster-config")),
					Scope:     &scope,
					GitRepository: &aksgitops.GitRepositoryArgs{
						Url:                   pulumi.String(get(cfg, "repositoryUrl", "https://github.com/Azure/arc-k8s-demo")),
						Branch:                pulumi.String(get(cfg, "branch", "main")),
						SyncIntervalInSeconds: pulumi.Int(600),
						TimeoutInSeconds:      pulumi.Int(600),
					},
					Kustomizations: map[string]aksgitops.KustomizationArgs{
						"staging": {
							Path:                   pulumi.String(get(cfg, "path", "cluster-apps")),
							Prune:                  pulumi.Bool(true),
							SyncIntervalInSeconds:  pulumi.Int(600),
							RetryIntervalInSeconds: pulumi.Int(600),
							TimeoutInSeconds:       pulumi.Int(600),
						},
					},
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("clusterId", gitops.ClusterId)
		ctx.Export("extensionVersion", gitops.ExtensionVersion)
		ctx.Export("complianceStates", gitops.ComplianceStates)
		ctx.Export("syncedCommits", gitops.SyncedCommits)
		ctx.Export("kustomizationNames", gitops.KustomizationNames)
		return nil
	})
}

// get is a configuration value, or what to take if there is none.
func get(cfg *config.Config, key, otherwise string) string {
	if value := cfg.Get(key); value != "" {
		return value
	}
	return otherwise
}
