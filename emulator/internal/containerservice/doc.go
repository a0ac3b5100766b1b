// Package containerservice knows managed clusters, the resource of the provider
// Microsoft.ContainerService that is AKS. It is pure: no clock, no store.
package containerservice

import (
	containers "github.com/Azure/azure-service-operator/v2/api/containerservice/v1api20240901/arm"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
)

// The provider and its type.
const (
	Namespace   = "Microsoft.ContainerService"
	ClusterType = Namespace + "/managedClusters"
)

// ClusterVersions are the bodies of managed clusters by API version.
var ClusterVersions = map[string]strict.Schema{
	"2024-09-01": {
		Spec: containers.ManagedCluster_Spec{}, Status: containers.ManagedCluster_STATUS{},
		ReadOnly: []string{"properties.provisioningState"},
	},
}
