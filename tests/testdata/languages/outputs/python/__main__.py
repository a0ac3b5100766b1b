import enum
import typing
from collections import abc

import pulumi
import pulumi_aks_gitops as aks_gitops

first = aks_gitops.SubscriptionRegistration("first")


def after(value):
    """A value that is known once the first resource is there."""
    return first.resource_provider_states.apply(lambda _: value)


class Everything:
    """Makes arguments in which every property is given: an Output where the SDK's type takes one, else a value."""

    samples = {str: "x", int: 1, bool: True, abc.Sequence: ["x"], abc.Mapping: {"x": "x"}}

    def __init__(self):
        self.passed = 0

    def make(self, hint):
        choices = typing.get_args(hint) if typing.get_origin(hint) is typing.Union else (hint,)
        kind, args = typing.get_origin(choices[0]) or choices[0], typing.get_args(choices[0])
        if any(typing.get_origin(choice) is pulumi.Output for choice in choices):
            self.passed += 1
            return after(self.samples[kind])
        if kind is abc.Sequence:
            return [self.make(args[0])]
        if kind is abc.Mapping:
            return {"x": self.make(args[1])}
        if kind in self.samples:
            return self.samples[kind]
        if issubclass(kind, enum.Enum):
            return next(iter(kind))
        # The names are those that pulumi.Input leaves to be resolved.
        hints = typing.get_type_hints(kind.__init__, localns={"Output": pulumi.Output, "T": typing.Any})
        return kind(**{name: self.make(hint) for name, hint in hints.items()})


def everything():
    made = Everything()
    args = made.make(aks_gitops.AksGitOpsArgs)
    pulumi.log.info(f"Outputs passed: {made.passed}.")
    aks_gitops.AksGitOps("gitops", args)


def usual():
    """Passes Outputs where programs have them."""
    gitops = aks_gitops.AksGitOps(
        "gitops",
        resource_group_name=after("demo"),
        cluster_name=after("aks"),
        extension=aks_gitops.FluxExtensionArgs(settings={"helm-controller.detectDrift": after("true")}),
        configurations={
            "apps": aks_gitops.FluxConfigurationArgs(
                namespace=after("apps"),
                git_repository=aks_gitops.GitRepositoryArgs(
                    url=after("https://github.com/Azure/arc-k8s-demo"), branch=after("main"), sync_interval_in_seconds=after(300)
                ),
                kustomizations={
                    "all": aks_gitops.KustomizationArgs(
                        path=after("cluster-apps"),
                        prune=after(True),
                        sync_interval_in_seconds=after(300),
                        post_build=aks_gitops.PostBuildArgs(substitute=after({"region": "westeurope"})),
                    )
                },
            )
        },
    )
    aks_gitops.SubscriptionRegistration(
        "registration",
        subscription_id=gitops.cluster_id.apply(lambda cluster: cluster.split("/")[2]),
        resource_providers=after(["Microsoft.Kubernetes"]),
        features=[after("Microsoft.ContainerService/AKS-ExtensionManager")],
        wait_timeout_in_seconds=after(60),
    )
    profile = aks_gitops.get_pod_identity_profile_output(enabled=after(True))
    pulumi.export("exception", profile.user_assigned_identity_exceptions[0].name)


{"everything": everything, "usual": usual}[pulumi.Config().require("inputs")]()
