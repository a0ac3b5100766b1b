package childgraph

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000"

// answer is what azure-native answers a registration with: the resource's ID, and of its outputs those that Azure computes.
func answer(args pulumi.MockResourceArgs, inputs resource.PropertyMap, preview bool) (string, resource.PropertyMap) {
	switch {
	case !args.Custom:
		return "", nil
	case strings.HasPrefix(args.TypeToken, "pulumi:providers:"):
		return args.Name + "-id", nil
	case preview:
		return "", nil
	case strings.HasSuffix(args.TypeToken, ":ManagedCluster"):
		name := text(inputs, "resourceName")
		return group(inputs) + "/providers/Microsoft.ContainerService/managedClusters/" + name, outputs(map[string]any{
			"name":              name,
			"oidcIssuerProfile": map[string]any{"enabled": true, "issuerURL": "https://issuer.example.com/" + name},
		})
	case strings.HasSuffix(args.TypeToken, ":Extension"):
		return below(inputs, "extensions", "extensionName"), extensionOutputs(inputs)
	case strings.HasSuffix(args.TypeToken, ":FluxConfiguration"):
		return below(inputs, "fluxConfigurations", "fluxConfigurationName"), configurationOutputs(inputs)
	}
	return args.Name + "-id", inputs
}

// extensionOutputs differ in whose identity the extension has: on AKS one of AKS's, on Azure Arc one of its own.
func extensionOutputs(inputs resource.PropertyMap) resource.PropertyMap {
	computed := map[string]any{"currentVersion": "1.24.1"}
	if text(inputs, "clusterResourceName") == "managedClusters" {
		computed["aksAssignedIdentity"] = map[string]any{"principalId": "principal-of-aks", "tenantId": "tenant", "type": "SystemAssigned"}
	} else {
		computed["identity"] = map[string]any{"principalId": "principal-of-arc", "tenantId": "tenant", "type": "SystemAssigned"}
	}
	return outputs(computed)
}

// Unfetched is the name of a configuration whose source the cluster cannot fetch.
const Unfetched = "unfetched"

func configurationOutputs(inputs resource.PropertyMap) resource.PropertyMap {
	name := text(inputs, "fluxConfigurationName")
	ready := map[string]any{"type": "Ready", "status": "True", "reason": "Succeeded", "message": "stored artifact"}
	if name == Unfetched {
		ready = map[string]any{"type": "Ready", "status": "False", "reason": "GitOperationFailed", "message": "authentication required"}
	}
	return outputs(map[string]any{
		"statuses": []any{map[string]any{
			"kind": "GitRepository", "namespace": text(inputs, "namespace"), "name": name, "statusConditions": []any{ready},
		}},
		"complianceState":      "Compliant",
		"sourceSyncedCommitId": "commit-of-" + name,
		"repositoryPublicKey":  "key-of-" + name,
		"errorMessage":         "",
	})
}

func outputs(values map[string]any) resource.PropertyMap {
	return resource.NewPropertyMapFromMap(values)
}

func group(inputs resource.PropertyMap) string {
	return subscription + "/resourceGroups/" + text(inputs, "resourceGroupName")
}

// below is the ID of what lies below a cluster.
func below(inputs resource.PropertyMap, collection string, nameProperty resource.PropertyKey) string {
	return strings.Join([]string{
		group(inputs), "providers", text(inputs, "clusterRp"), text(inputs, "clusterResourceName"), text(inputs, "clusterName"),
		"providers/Microsoft.KubernetesConfiguration", collection, text(inputs, nameProperty),
	}, "/")
}
