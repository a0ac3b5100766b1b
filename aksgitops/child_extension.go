package aksgitops

import (
	"maps"

	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// fluxExtensionType is the type of cluster extension that runs Flux.
const fluxExtensionType = "microsoft.flux"

func extensionChild(component string, cluster target, ext *FluxExtension) child {
	return child{
		token: extensionType,
		name:  extensionChildName(component),
		args: &kubernetesconfiguration.ExtensionArgs{
			ResourceGroupName:              cluster.resourceGroup,
			ClusterRp:                      cluster.namespace(),
			ClusterResourceName:            cluster.resourceName(),
			ClusterName:                    cluster.cluster,
			ExtensionName:                  ext.Name,
			ExtensionType:                  pulumi.String(fluxExtensionType),
			ReleaseTrain:                   ext.ReleaseTrain,
			Version:                        ext.Version,
			AutoUpgradeMinorVersion:        ext.AutoUpgradeMinorVersion,
			Scope:                          clusterScope(),
			Identity:                       extensionIdentity(cluster.kind),
			ConfigurationSettings:          extensionSettings(ext),
			ConfigurationProtectedSettings: secretMap(ext.ProtectedSettings),
		},
	}
}

func clusterScope() kubernetesconfiguration.ScopePtrInput {
	return &kubernetesconfiguration.ScopeArgs{
		Cluster: &kubernetesconfiguration.ScopeClusterArgs{ReleaseNamespace: pulumi.String(fluxNamespace)},
	}
}

// extensionIdentity is the extension's own identity: ARM refuses one on AKS, and Azure Arc needs it.
func extensionIdentity(kind ClusterType) kubernetesconfiguration.IdentityPtrInput {
	if kind == ClusterTypeManagedClusters {
		return nil
	}
	return &kubernetesconfiguration.IdentityArgs{Type: kubernetesconfiguration.ResourceIdentityTypeSystemAssigned}
}

// extensionSettings joins the typed settings and the others. Faults made sure that no key is in both.
func extensionSettings(ext *FluxExtension) pulumi.StringMapInput {
	typed := typedSettings(ext)
	if len(typed) == 0 {
		return ext.Settings
	}
	others, known := ext.Settings.(pulumi.StringMap)
	if given(ext.Settings) && !known {
		return mergedLater(typed, ext.Settings)
	}
	all := typed.values()
	maps.Copy(all, others)
	return all
}

// mergedLater joins the typed settings and a map of settings of which not even the keys are known yet.
func mergedLater(typed settings, others pulumi.StringMapInput) pulumi.StringMapInput {
	return pulumi.All(typed.values(), others).ApplyT(func(maps []any) (map[string]string, error) {
		return mergeSettings(maps[0].(map[string]string), maps[1].(map[string]string))
	}).(pulumi.StringMapOutput)
}
