import * as pulumi from "@pulumi/pulumi";
import * as aksgitops from "pulumi-aks-gitops";

// What a program that is not checked, JavaScript say, can write: the casts stand for it.
const cases: { [name: string]: () => aksgitops.AksGitOpsArgs } = {
    unknown: () => ({ resourceGroupName: "demo", clusterName: "aks", extension: { controlers: { helm: true } } as any }),
    missing: () => ({ resourceGroupName: "demo" }),
    url: () => ({
        resourceGroupName: "demo",
        clusterName: "aks",
        configurations: { apps: { gitRepository: { branch: "main" } as any, kustomizations: { all: {} } } },
    }),
    two: () => ({
        resourceGroupName: "demo",
        clusterName: "aks",
        configurations: {
            apps: {
                gitRepository: { url: "https://example.com/repo", branch: "main", tag: "v1" },
                kustomizations: { all: { dependsOn: ["infra"] } },
            },
        },
    }),
    plain: () => ({
        resourceGroupName: "demo",
        clusterName: "aks",
        extension: { install: pulumi.secret(true) as any },
        configurations: {
            apps: {
                gitRepository: pulumi.secret({ url: "https://example.com/repo", branch: "main" }) as any,
                kustomizations: { all: {} },
            },
        },
    }),
};

new aksgitops.AksGitOps("gitops", cases[new pulumi.Config().require("case")]());
