package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// The inputs of the golden graphs, one function a graph.

// blogPost is the scenario that package provider's tests send through the plugin as well.
func blogPost(*pulumi.Context) *AksGitOpsArgs {
	return &AksGitOpsArgs{
		ResourceGroupName: pulumi.String("BaboRG"),
		Cluster: &Cluster{
			Name:     pulumi.String("BaboAks"),
			Location: pulumi.String("westeurope"),
			NodePools: []NodePool{{
				Name:   pulumi.String("system"),
				VmSize: pulumi.String("Standard_D4ds_v5"),
				Count:  pulumi.Int(1),
			}},
			PodIdentity: &PodIdentity{Enabled: new(true)},
		},
		Extension: &FluxExtension{Controllers: allControllers()},
		Configurations: map[string]*FluxConfiguration{
			"flux2-kustomize-helm-example": {
				Namespace: pulumi.String("flux-system"),
				Scope:     ScopeCluster,
				GitRepository: &GitRepository{
					Url:                   pulumi.String("https://github.com/example/flux2-kustomize-helm-example"),
					Branch:                pulumi.String("gitops-aks"),
					SyncIntervalInSeconds: pulumi.Int(600),
					TimeoutInSeconds:      pulumi.Int(600),
				},
				Kustomizations: map[string]*Kustomization{"staging": {
					Path:                   pulumi.String("clusters/staging"),
					Prune:                  pulumi.Bool(true),
					SyncIntervalInSeconds:  pulumi.Int(600),
					RetryIntervalInSeconds: pulumi.Int(600),
					TimeoutInSeconds:       pulumi.Int(600),
				}},
			},
		},
	}
}

func allControllers() *FluxControllers {
	return &FluxControllers{
		Source: pulumi.Bool(true), Kustomize: pulumi.Bool(true), Helm: pulumi.Bool(true),
		Notification: pulumi.Bool(true), ImageAutomation: pulumi.Bool(true), ImageReflector: pulumi.Bool(true),
	}
}

// attached is a cluster of a kind with one configuration.
func attached(kind ClusterType) func(*pulumi.Context) *AksGitOpsArgs {
	return func(*pulumi.Context) *AksGitOpsArgs {
		return &AksGitOpsArgs{
			ResourceGroupName: pulumi.String("platform"),
			ClusterName:       pulumi.String("edge"),
			ClusterType:       kind,
			Configurations:    map[string]*FluxConfiguration{"apps": simpleConfiguration()},
		}
	}
}

func simpleConfiguration() *FluxConfiguration {
	return &FluxConfiguration{
		GitRepository:  &GitRepository{Url: pulumi.String("https://github.com/example/fleet"), Tag: pulumi.String("v1")},
		Kustomizations: map[string]*Kustomization{"all": {}},
	}
}

// extended is an attached AKS cluster with an extension and one configuration.
func extended(extension *FluxExtension) func(*pulumi.Context) *AksGitOpsArgs {
	return func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := attached("")(ctx)
		args.Extension = extension
		return args
	}
}

// severalConfigurations are independent of each other and wait for one another inside.
func severalConfigurations(ctx *pulumi.Context) *AksGitOpsArgs {
	args := attached("")(ctx)
	args.Configurations["infra"] = &FluxConfiguration{
		GitRepository: &GitRepository{Url: pulumi.String("ssh://git@example.com/infra.git"), Semver: pulumi.String(">=1.0.0")},
		Kustomizations: map[string]*Kustomization{
			"crds":    {Path: pulumi.String("crds")},
			"system":  {Path: pulumi.String("system"), DependsOn: []string{"crds"}},
			"tenants": {Path: pulumi.String("tenants"), DependsOn: []string{"crds", "system"}},
		},
	}
	return args
}

// outputsInside gives as Outputs what the program knows only later.
func outputsInside(ctx *pulumi.Context) *AksGitOpsArgs {
	args := attached("")(ctx)
	args.ClusterName = pulumi.String("edge").ToStringOutput()
	args.Extension = &FluxExtension{
		Name:        pulumi.String("flux").ToStringOutput(),
		Version:     pulumi.String("1.24.1").ToStringOutput(),
		Controllers: &FluxControllers{Helm: pulumi.Bool(false).ToBoolOutput()},
		Settings:    pulumi.StringMap{"multiTenancy.enforce": pulumi.String("false")}.ToStringMapOutput(),
	}
	args.Configurations["apps"].GitRepository.TimeoutInSeconds = pulumi.Int(30).ToIntOutput()
	return args
}

// secretsInside holds secrets that the program marked, and one that it did not.
func secretsInside(ctx *pulumi.Context) *AksGitOpsArgs {
	args := attached("")(ctx)
	args.Extension = &FluxExtension{
		Settings:          pulumi.StringMap{"proxy.url": secretText("https://user:token@proxy"), "plain": pulumi.String("yes")},
		ProtectedSettings: pulumi.StringMap{"proxy.password": pulumi.String("hunter2"), "proxy.id": pulumi.ID("id-of-something")},
	}
	args.Configurations["apps"].GitRepository.Url = secretText("https://user:token@example.com/fleet")
	return args
}

// unknownsInside holds values that a preview does not know.
func unknownsInside(ctx *pulumi.Context) *AksGitOpsArgs {
	args := blogPost(ctx)
	args.Cluster.Tags = pulumi.StringMap{"owner": unknownText(), "team": pulumi.String("platform")}
	args.Extension.Settings = pulumi.StringMap{"proxy.url": unknownText(), "plain": pulumi.String("yes")}
	config := args.Configurations["flux2-kustomize-helm-example"]
	config.GitRepository.Url = unknownText()
	config.Kustomizations["staging"].Path = unknownText()
	return args
}

func secretText(text string) pulumi.StringOutput {
	return pulumi.ToSecret(pulumi.String(text)).(pulumi.StringOutput)
}

func unknownText() pulumi.StringOutput {
	return pulumi.UnsafeUnknownOutput(nil).ApplyT(func(any) string { return "" }).(pulumi.StringOutput)
}
