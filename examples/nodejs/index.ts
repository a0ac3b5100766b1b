import * as pulumi from "@pulumi/pulumi";
import * as aksgitops from "pulumi-aks-gitops";

const config = new pulumi.Config();

const gitops = new aksgitops.AksGitOps("gitops", {
    // The resource group in which the cluster is created. It must exist.
    resourceGroupName: config.require("resourceGroupName"),
    cluster: {
        name: config.get("clusterName") ?? "aks-gitops",
        location: config.get("location") ?? "westeurope",
        nodePools: [{ name: "system", vmSize: "Standard_D4ds_v5", count: 1 }],
        podIdentity: { enabled: true },
    },
    extension: {
        controllers: { source: true, kustomize: true, helm: true, notification: true, imageAutomation: true, imageReflector: true },
    },
    configurations: {
        // The key is the name of the Flux source in the cluster: manifests that refer to it use it as sourceRef.name.
        "flux2-kustomize-helm-example": {
            namespace: config.get("configurationNamespace") ?? "cluster-config",
            scope: aksgitops.Scope.Cluster,
            gitRepository: {
                url: config.get("repositoryUrl") ?? "https://github.com/Azure/arc-k8s-demo",
                branch: config.get("branch") ?? "main",
                syncIntervalInSeconds: 600,
                timeoutInSeconds: 600,
            },
            kustomizations: {
                staging: {
                    path: config.get("path") ?? "cluster-apps",
                    prune: true,
                    syncIntervalInSeconds: 600,
                    retryIntervalInSeconds: 600,
                    timeoutInSeconds: 600,
                },
            },
        },
    },
});

export const clusterId = gitops.clusterId;
export const extensionVersion = gitops.extensionVersion;
export const complianceStates = gitops.complianceStates;
export const syncedCommits = gitops.syncedCommits;
export const kustomizationNames = gitops.kustomizationNames;
