// An AKS cluster that Flux keeps in step with a git repository, with the component in the program's own process: there is no plugin.
//
// Its twin in examples/go goes through the SDK and the plugin, and both make the same resources under the same names: a stack can go from
// one to the other without a change. In process, the component is a library like any other: go.mod pins it, there is nothing to install
// beside the program, and a debugger steps into it. Through the plugin, stacks in other languages run the very same component, and go.mod
// needs no types of azure-native's. The arguments differ in one thing: the SDK's types end in Args.
package main

import (
	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		gitops, err := aksgitops.NewAksGitOps(ctx, "gitops", &aksgitops.AksGitOpsArgs{
			// The resource group in which the cluster is created. It must exist.
			ResourceGroupName: pulumi.String(cfg.Require("resourceGroupName")),
			Cluster: &aksgitops.Cluster{
				Name:     pulumi.String(get(cfg, "clusterName", "aks-gitops")),
				Location: pulumi.String(get(cfg, "location", "westeurope")),
				NodePools: []aksgitops.NodePool{
					{Name: pulumi.String("system"), VmSize: pulumi.String("Standard_D4ds_v5"), Count: pulumi.Int(1)},
				},
				PodIdentity: &aksgitops.PodIdentity{Enabled: pulumi.BoolRef(true)},
			},
			Extension: &aksgitops.FluxExtension{
				Controllers: &aksgitops.FluxControllers{
					Source: pulumi.Bool(true), Kustomize: pulumi.Bool(true), Helm: pulumi.Bool(true),
					Notification: pulumi.Bool(true), ImageAutomation: pulumi.Bool(true), ImageReflector: pulumi.Bool(true),
				},
			},
			Configurations: map[string]*aksgitops.FluxConfiguration{
				// The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
				"flux2-kustomize-helm-example": {
					Namespace: pulumi.String(get(cfg, "configurationNamespace", "cluster-config")),
					Scope:     aksgitops.ScopeCluster,
					GitRepository: &aksgitops.GitRepository{
						Url:                   pulumi.String(get(cfg, "repositoryUrl", "https://github.com/Azure/arc-k8s-demo")),
						Branch:                pulumi.String(get(cfg, "branch", "main")),
						SyncIntervalInSeconds: pulumi.Int(600),
						TimeoutInSeconds:      pulumi.Int(600),
					},
					Kustomizations: map[string]*aksgitops.Kustomization{
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
