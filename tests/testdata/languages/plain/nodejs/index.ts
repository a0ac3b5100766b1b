// The compiler refuses an Output in the lines that say so, and in no other. It lets Outputs of objects through, whose properties it takes
// for the object's: those the plugin refuses.
import * as pulumi from "@pulumi/pulumi";
import * as aksgitops from "pulumi-aks-gitops";

const text = pulumi.output("x");
const truth = pulumi.output(true);
const list = pulumi.output(["x"]);

export const accepted: Partial<aksgitops.AksGitOpsArgs> = { clusterName: text };
export const clusterType: aksgitops.AksGitOpsArgs["clusterType"] = text; // refused
export const extension: aksgitops.AksGitOpsArgs["extension"] = text; // refused
export const configurations: aksgitops.AksGitOpsArgs["configurations"] = text; // refused
export const install: aksgitops.types.input.FluxExtensionArgs["install"] = truth; // refused
export const dependsOn: aksgitops.types.input.KustomizationArgs["dependsOn"] = list; // refused
export const exception: aksgitops.types.input.PodIdentityExceptionArgs["name"] = text; // refused
