import pulumi
import pulumi_aks_gitops as aks_gitops


# Dictionaries stand for what a program that is not checked can write.
def apps(source):
    return {"apps": {"git_repository": source, "kustomizations": {"all": {}}}}


cases = {
    "unknown": lambda: dict(cluster_name="aks", extension={"controlers": {"helm": True}}),
    "missing": lambda: dict(),
    "url": lambda: dict(cluster_name="aks", configurations=apps({"branch": "main"})),
    "two": lambda: dict(
        cluster_name="aks",
        configurations={
            "apps": aks_gitops.FluxConfigurationArgs(
                git_repository=aks_gitops.GitRepositoryArgs(url="https://example.com/repo", branch="main", tag="v1"),
                kustomizations={"all": aks_gitops.KustomizationArgs(depends_on=["infra"])},
            ),
        },
    ),
    "plain": lambda: dict(
        cluster_name="aks",
        extension=aks_gitops.FluxExtensionArgs(install=pulumi.Output.secret(True)),
        configurations=apps(pulumi.Output.secret({"url": "https://example.com/repo", "branch": "main"})),
    ),
}

aks_gitops.AksGitOps("gitops", resource_group_name="demo", **cases[pulumi.Config().require("case")]())
