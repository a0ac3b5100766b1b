import pulumi
import pulumi_aks_gitops as aks_gitops

config = pulumi.Config()

gitops = aks_gitops.AksGitOps(
    "gitops",
    # The resource group in which the cluster is created. It must exist.
    resource_group_name=config.require("resourceGroupName"),
    cluster=aks_gitops.ClusterArgs(
        name=config.get("clusterName", "aks-gitops"),
        location=config.get("location", "westeurope"),
        node_pools=[aks_gitops.NodePoolArgs(name="system", vm_size="Standard_D4ds_v5", count=1)],
        pod_identity=aks_gitops.PodIdentityArgs(enabled=True),
    ),
    extension=aks_gitops.FluxExtensionArgs(
        controllers=aks_gitops.FluxControllersArgs(
            source=True,
            kustomize=True,
            helm=True,
            notification=True,
            image_automation=True,
            image_reflector=True,
        ),
    ),
    configurations={
        # The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
        "flux2-kustomize-helm-example": aks_gitops.FluxConfigurationArgs(
            namespace=config.get("configurationNamespace", "cluster-config"),
            scope=aks_gitops.Scope.CLUSTER,
            git_repository=aks_gitops.GitRepositoryArgs(
                url=config.get("repositoryUrl", "https://github.com/Azure/arc-k8s-demo"),
                branch=config.get("branch", "main"),
                sync_interval_in_seconds=600,
                timeout_in_seconds=600,
            ),
            kustomizations={
                "staging": aks_gitops.KustomizationArgs(
                    path=config.get("path", "cluster-apps"),
                    prune=True,
                    sync_interval_in_seconds=600,
                    retry_interval_in_seconds=600,
                    timeout_in_seconds=600,
                ),
            },
        ),
    },
)

pulumi.export("clusterId", gitops.cluster_id)
pulumi.export("extensionVersion", gitops.extension_version)
pulumi.export("complianceStates", gitops.compliance_states)
pulumi.export("syncedCommits", gitops.synced_commits)
pulumi.export("kustomizationNames", gitops.kustomization_names)
