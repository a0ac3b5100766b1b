package main

import (
	"fmt"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// The types that the component registers.
const (
	clusterToken       = "azure-native:containerservice/v20240901:ManagedCluster"
	extensionToken     = "azure-native:kubernetesconfiguration:Extension"
	configurationToken = "azure-native:kubernetesconfiguration:FluxConfiguration"
)

const yamlHead = "name: bench\nruntime: yaml\nresources:\n"

// What every cluster has, on both sides.
const (
	group      = "bench"
	repository = "https://github.com/example/fleet"
	branch     = "main"
	path       = "clusters/production"
	poolSize   = "Standard_D4ds_v5"
)

// componentYAML is a program of this size through the component.
func componentYAML(f fleet) string {
	var text strings.Builder
	text.WriteString(yamlHead)
	for i := range f.clusters {
		fmt.Fprintf(&text, `  c%d:
    type: aks-gitops:AksGitOps
    properties:
      resourceGroupName: %s
      cluster:
        name: aks%d
        nodePools:
          - {name: system, vmSize: %s, count: 1}
      configurations:
`, i, group, i, poolSize)
		for j := range f.configurations {
			fmt.Fprintf(&text, `        fleet%d:
          gitRepository: {url: "%s", branch: %s}
          kustomizations:
            all: {path: %s, prune: true}
`, j, repository, branch, path)
		}
	}
	return text.String()
}

// rawYAML is a program with the same resources written by hand, with the same dependencies. They name the version of
// azure-native, or YAML takes the newest there is.
func rawYAML(f fleet) string {
	var text strings.Builder
	text.WriteString(yamlHead)
	for i := range f.clusters {
		fmt.Fprintf(&text, rawYAMLCluster, i, clusterToken, extensionToken, group, poolSize, toolchain.AzureNative2)
		for j := range f.configurations {
			fmt.Fprintf(&text, rawYAMLConfiguration, i, j, configurationToken, group, repository, branch, path, toolchain.AzureNative2)
		}
	}
	return text.String()
}

const rawYAMLCluster = `  c%[1]d-cluster:
    type: %[2]s
    properties:
      resourceGroupName: %[4]s
      resourceName: aks%[1]d
      dnsPrefix: aks%[1]d
      identity: {type: SystemAssigned}
      agentPoolProfiles:
        - {name: system, mode: System, vmSize: %[5]s, count: 1}
    options: {version: %[6]s}
  c%[1]d-extension:
    type: %[3]s
    properties:
      resourceGroupName: %[4]s
      clusterRp: Microsoft.ContainerService
      clusterResourceName: managedClusters
      clusterName: ${c%[1]d-cluster.name}
      extensionName: flux
      extensionType: microsoft.flux
      scope: {cluster: {releaseNamespace: flux-system}}
    options: {version: %[6]s}
`

const rawYAMLConfiguration = `  c%[1]d-fleet%[2]d:
    type: %[3]s
    properties:
      resourceGroupName: %[4]s
      clusterRp: Microsoft.ContainerService
      clusterResourceName: managedClusters
      clusterName: ${c%[1]d-cluster.name}
      fluxConfigurationName: fleet%[2]d
      namespace: flux-system
      scope: cluster
      sourceKind: GitRepository
      gitRepository: {url: "%[5]s", repositoryRef: {branch: %[6]s}}
      kustomizations: {all: {path: %[7]s, prune: true}}
    options: {version: %[8]s, dependsOn: ["${c%[1]d-extension}"]}
`
