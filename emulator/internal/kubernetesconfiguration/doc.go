// Package kubernetesconfiguration knows the resources of the provider
// Microsoft.KubernetesConfiguration: what may be sent, what Azure refuses, and
// what it answers in each API version. It is pure: no clock, no store.
package kubernetesconfiguration

import (
	flux2023 "github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20230501/arm"
	flux2024 "github.com/Azure/azure-service-operator/v2/api/kubernetesconfiguration/v1api20241101/arm"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
)

// The provider and its types.
const (
	Namespace         = "Microsoft.KubernetesConfiguration"
	ExtensionType     = Namespace + "/extensions"
	ConfigurationType = Namespace + "/fluxConfigurations"
)

// API versions.
const (
	version2023 = "2023-05-01"
	version2024 = "2024-11-01"
)

// FluxNamespace is where the extension's controllers run, always.
const FluxNamespace = "flux-system"

// readOnly is what clients send back although the types for answers lack it.
var readOnly = []string{"systemData", "properties.provisioningState"}

// ExtensionVersions are the bodies of extensions by API version.
var ExtensionVersions = map[string]strict.Schema{
	version2023: {Spec: flux2023.Extension_Spec{}, Status: flux2023.Extension_STATUS{}, ReadOnly: readOnly},
	version2024: {Spec: flux2024.Extension_Spec{}, Status: flux2024.Extension_STATUS{}, ReadOnly: readOnly},
}

// ConfigurationVersions are the bodies of Flux configurations by API version.
var ConfigurationVersions = map[string]strict.Schema{
	version2023: {Spec: flux2023.FluxConfiguration_Spec{}, Status: flux2023.FluxConfiguration_STATUS{}, ReadOnly: readOnly},
	version2024: {Spec: flux2024.FluxConfiguration_Spec{}, Status: flux2024.FluxConfiguration_STATUS{}, ReadOnly: readOnly},
}

// Surroundings are what a rule may look at besides the body.
type Surroundings struct {
	// Name is the resource's name as the path has it.
	Name string
	// Cluster is what the resource sits under; Extensions are those of that cluster.
	Cluster    *state.Resource
	Extensions []*state.Resource
	// Old is the resource as it is, or nil.
	Old *state.Resource
}
