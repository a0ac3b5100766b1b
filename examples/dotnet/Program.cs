using System.Collections.Generic;
using Pulumi;
using Pulumi.AksGitOps;
using Pulumi.AksGitOps.Inputs;

return await Deployment.RunAsync(() =>
{
    var config = new Config();

    var gitops = new AksGitOps("gitops", new AksGitOpsArgs
    {
        // The resource group in which the cluster is created. It must exist.
        ResourceGroupName = config.Require("resourceGroupName"),
        Cluster = new ClusterArgs
        {
            Name = config.Get("clusterName") ?? "aks-gitops",
            Location = config.Get("location") ?? "westeurope",
            NodePools = { new NodePoolArgs { Name = "system", VmSize = "Standard_D4ds_v5", Count = 1 } },
            PodIdentity = new PodIdentityArgs { Enabled = true },
        },
        Extension = new FluxExtensionArgs
        {
            Controllers = new FluxControllersArgs
            {
                Source = true,
                Kustomize = true,
                Helm = true,
                Notification = true,
                ImageAutomation = true,
                ImageReflector = true,
            },
        },
        Configurations =
        {
            // The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
            ["flux2-kustomize-helm-example"] = new FluxConfigurationArgs
            {
                Namespace = config.Get("configurationNamespace") ?? "cluster-config",
                Scope = Scope.Cluster,
                GitRepository = new GitRepositoryArgs
                {
                    Url = config.Get("repositoryUrl") ?? "https://github.com/Azure/arc-k8s-demo",
                    Branch = config.Get("branch") ?? "main",
                    SyncIntervalInSeconds = 600,
                    TimeoutInSeconds = 600,
                },
                Kustomizations =
                {
                    ["staging"] = new KustomizationArgs
                    {
                        Path = config.Get("path") ?? "cluster-apps",
                        Prune = true,
                        SyncIntervalInSeconds = 600,
                        RetryIntervalInSeconds = 600,
                        TimeoutInSeconds = 600,
                    },
                },
            },
        },
    });

    return new Dictionary<string, object?>
    {
        ["clusterId"] = gitops.ClusterId,
        ["extensionVersion"] = gitops.ExtensionVersion,
        ["complianceStates"] = gitops.ComplianceStates,
        ["syncedCommits"] = gitops.SyncedCommits,
        ["kustomizationNames"] = gitops.KustomizationNames,
    };
});
