package main

import (
	"github.com/aks-gitops/pulumi-aks-gitops/sdk/go/aksgitops"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

var cases = map[string]*aksgitops.AksGitOpsArgs{
	"missing": {ResourceGroupName: pulumi.String("demo")},
	"url": {
		ResourceGroupName: pulumi.String("demo"), ClusterName: pulumi.String("aks"),
		Configurations: map[string]aksgitops.FluxConfigurationArgs{"apps": {
			GitRepository:  &aksgitops.GitRepositoryArgs{Branch: pulumi.String("main")},
			Kustomizations: map[string]aksgitops.KustomizationArgs{"all": {}},
		}},
	},
	"two": {
		ResourceGroupName: pulumi.String("demo"), ClusterName: pulumi.String("aks"),
		Configurations: map[string]aksgitops.FluxConfigurationArgs{"apps": {
			GitRepository: &aksgitops.GitRepositoryArgs{
				Url: pulumi.String("https://example.com/repo"), Branch: pulumi.String("main"), Tag: pulumi.String("v1"),
			},
			Kustomizations: map[string]aksgitops.KustomizationArgs{"all": {DependsOn: []string{"infra"}}},
		}},
	},
}

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		_, err := aksgitops.NewAksGitOps(ctx, "gitops", cases[config.Require(ctx, "case")])
		return err
	})
}
