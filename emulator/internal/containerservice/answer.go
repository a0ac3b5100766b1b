package containerservice

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"strings"

	"github.com/google/uuid"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/systemdata"
)

// defaultVersion is what a cluster without a Kubernetes version gets.
const defaultVersion = "1.33"

// Answer is what GET answers: what was sent, less its secrets, with what AKS fills.
func Answer(r *state.Resource, _, tenant string) map[string]any {
	location := document.Text(r.Input, "location")
	answer := defaults(r.Input, map[string]any{
		"id": r.ID, "name": r.Name, "type": ClusterType, "systemData": systemdata.Of(r),
		"kind": "Base", "sku": map[string]any{"name": "Base", "tier": "Free"},
	})
	answer["name"] = r.Name
	if len(r.Tags) > 0 {
		answer["tags"] = r.AllTags()
	}
	if identity := document.Object(r.Input, "identity"); identity != nil {
		answer["identity"] = answerIdentity(r, identity, tenant)
	}
	answer["properties"] = answerProperties(r, location, tenant)
	return answer
}

func answerProperties(r *state.Resource, location, tenant string) map[string]any {
	sent := withoutSecrets(document.Object(r.Input, "properties"))
	version := cmp.Or(document.Text(sent, "kubernetesVersion"), defaultVersion)
	prefix := cmp.Or(document.Text(sent, "dnsPrefix"), document.Text(sent, "fqdnSubdomain"))
	host := fmt.Sprintf("%s-%s", prefix, short(r.ID))
	out := defaults(sent, map[string]any{
		"kubernetesVersion":    version,
		"nodeResourceGroup":    fmt.Sprintf("MC_%s_%s_%s", r.Group, r.Name, normal(location)),
		"enableRBAC":           true,
		"disableLocalAccounts": false,
		"supportPlan":          "KubernetesOfficial",
		"networkProfile":       networkDefaults(),
		"servicePrincipalProfile": map[string]any{
			"clientId": "msi",
		},
		"autoUpgradeProfile":        map[string]any{"nodeOSUpgradeChannel": "NodeImage"},
		"oidcIssuerProfile":         map[string]any{"enabled": false},
		"securityProfile":           map[string]any{},
		"storageProfile":            storageDefaults(),
		"workloadAutoScalerProfile": map[string]any{},
		"metricsProfile":            map[string]any{"costAnalysis": map[string]any{"enabled": false}},
	})
	maps.Copy(out, map[string]any{
		"provisioningState":        r.State,
		"powerState":               map[string]any{"code": "Running"},
		"currentKubernetesVersion": patchVersion(version),
		"fqdn":                     fmt.Sprintf("%s.hcp.%s.azmk8s.io", host, normal(location)),
		"azurePortalFQDN":          fmt.Sprintf("%s.portal.hcp.%s.azmk8s.io", host, normal(location)),
		"maxAgentPools":            100,
		"resourceUID":              strings.ReplaceAll(principal(r.ID), "-", "")[:24],
		"identityProfile":          kubeletIdentity(r),
		"agentPoolProfiles":        answerPools(sent, version, r.State),
	})
	if issuer := document.Object(out, "oidcIssuerProfile"); enabled(issuer) {
		out["oidcIssuerProfile"] = defaults(map[string]any{
			"issuerURL": fmt.Sprintf("https://%s.oic.prod-aks.azure.com/%s/%s/", normal(location), tenant, principal(r.ID)),
		}, issuer)
	}
	return out
}

func networkDefaults() map[string]any {
	return map[string]any{
		"networkPlugin": "azure", "networkPluginMode": "overlay", "loadBalancerSku": "standard", "outboundType": "loadBalancer",
		"podCidr": "10.244.0.0/16", "serviceCidr": "10.0.0.0/16", "dnsServiceIP": "10.0.0.10", "ipFamilies": []any{"IPv4"},
		"podCidrs": []any{"10.244.0.0/16"}, "serviceCidrs": []any{"10.0.0.0/16"},
	}
}

func storageDefaults() map[string]any {
	on := map[string]any{"enabled": true}
	return map[string]any{"diskCSIDriver": on, "fileCSIDriver": on, "snapshotController": on}
}

func answerPools(sent map[string]any, version, provisioning string) []any {
	pools := document.Objects(sent, "agentPoolProfiles")
	out := make([]any, 0, len(pools))
	for _, pool := range pools {
		ordered := cmp.Or(document.Text(pool, "orchestratorVersion"), version)
		answer := defaults(pool, map[string]any{
			"count": 1, "mode": "User", "osType": "Linux", "osSKU": "Ubuntu", "osDiskSizeGB": 128, "osDiskType": "Managed",
			"kubeletDiskType": "OS", "type": "VirtualMachineScaleSets", "maxPods": 250, "enableAutoScaling": false,
			"enableFIPS": false, "enableNodePublicIP": false, "orchestratorVersion": ordered, "scaleDownMode": "Delete",
			"upgradeSettings": map[string]any{"maxSurge": "10%"},
		})
		maps.Copy(answer, map[string]any{
			"currentOrchestratorVersion": patchVersion(ordered), "nodeImageVersion": "AKSUbuntu-2204gen2containerd-202510.01.0",
			"powerState": map[string]any{"code": "Running"}, "provisioningState": provisioning,
		})
		out = append(out, answer)
	}
	return out
}

// withoutSecrets leaves out what AKS never gives back.
func withoutSecrets(sent map[string]any) map[string]any {
	out := maps.Clone(sent)
	for profile, secret := range map[string]string{
		"servicePrincipalProfile": "secret", "windowsProfile": "adminPassword", "aadProfile": "serverAppSecret",
	} {
		if inner := document.Object(sent, profile); inner != nil {
			out[profile] = without(inner, secret)
		}
	}
	return out
}

func answerIdentity(r *state.Resource, identity map[string]any, tenant string) map[string]any {
	out := maps.Clone(identity)
	switch document.Text(identity, "type") {
	case "SystemAssigned":
		out["principalId"], out["tenantId"] = principal(r.ID), tenant
	case "UserAssigned":
		assigned := map[string]any{}
		for id := range document.Object(identity, "userAssignedIdentities") {
			assigned[id] = map[string]any{"clientId": principal(id + "/client"), "principalId": principal(id)}
		}
		out["userAssignedIdentities"] = assigned
	}
	return out
}

func kubeletIdentity(r *state.Resource) map[string]any {
	id := r.ID + "-agentpool"
	return map[string]any{"kubeletidentity": map[string]any{
		"clientId": principal(id + "/client"), "objectId": principal(id),
		"resourceId": strings.Replace(id, ClusterType, "Microsoft.ManagedIdentity/userAssignedIdentities", 1),
	}}
}

// patchVersion is the full version that runs: AKS completes "1.33" by the newest patch.
func patchVersion(version string) string {
	if strings.Count(version, ".") == 1 {
		return version + ".5"
	}
	return version
}

// principal is an identity's object ID: the same for the same resource, always.
func principal(id string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(strings.ToLower(id))).String()
}

func short(id string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strings.ToLower(id)))
	return fmt.Sprintf("%08x", h.Sum32())
}
