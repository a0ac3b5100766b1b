package tests

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
)

const (
	clusterSubnet   = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes"
	clusterIdentity = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks"
)

// fluxException is the exception that the Flux extension needs, as Azure keeps it.
var fluxException = map[string]any{
	"name": "flux-extension-exception", "namespace": "flux-system", "podLabels": map[string]any{"app.kubernetes.io/name": "flux-extension"},
}

// TestCompleteCluster shows that the platform takes every property of a cluster, and that none of them comes back as a change.
func TestCompleteCluster(t *testing.T) {
	t.Parallel()
	s := stack.New(t, program(component("gitops", `
resourceGroupName: demo
cluster:
  name: aks
  location: westeurope
  kubernetesVersion: "1.33"
  tier: Premium
  supportPlan: AKSLongTermSupport
  nodePools:
    - name: system
      vmSize: Standard_D4ds_v5
      enableAutoScaling: true
      minCount: 2
      maxCount: 5
      availabilityZones: ["1", "2", "3"]
      nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"]
      vnetSubnetId: `+clusterSubnet+`
      maxPods: 110
      osType: Linux
      osSku: AzureLinux
      osDiskType: Ephemeral
      osDiskSizeGb: 128
    - name: work
      mode: User
      vmSize: Standard_D8ds_v5
      count: 0
      nodeLabels: {example.com/tier: work}
      vnetSubnetId: `+clusterSubnet+`
  network:
    networkDataplane: cilium
    podCidr: 10.1.0.0/16
    serviceCidr: 10.2.0.0/16
    dnsServiceIp: 10.2.0.10
    outboundType: userDefinedRouting
  identity:
    userAssignedIdentities: [`+clusterIdentity+`]
  entraId:
    adminGroupObjectIds: [11111111-2222-3333-4444-555555555555]
    enableAzureRbac: true
  apiServer:
    authorizedIpRanges: [8.8.8.0/24]
  upgrade:
    nodeOsUpgradeChannel: SecurityPatch
  podIdentity: {}
  tags: {team: platform}
`)))
	s.Up()
	cluster := s.Azure.Properties(s.Azure.ID(stack.Managed("aks")), stack.ClusterVersion)
	network := cluster["networkProfile"].(map[string]any)
	for property, value := range map[string]any{
		"networkPlugin": "azure", "networkPluginMode": "overlay", "networkDataplane": "cilium", "networkPolicy": "cilium",
		"podCidr": "10.1.0.0/16", "serviceCidr": "10.2.0.0/16", "dnsServiceIP": "10.2.0.10", "outboundType": "userDefinedRouting",
	} {
		assert.Equal(t, value, network[property], property)
	}
	pool := cluster["agentPoolProfiles"].([]any)[0].(map[string]any)
	assert.InDelta(t, 2, pool["count"], 0, "autoscaling begins with the least")
	assert.Equal(t, true, cluster["disableLocalAccounts"])
	assert.Equal(t, true, cluster["aadProfile"].(map[string]any)["managed"])
	assert.Equal(t, "patch", cluster["autoUpgradeProfile"].(map[string]any)["upgradeChannel"])
	assert.Equal(t, []any{fluxException}, cluster["podIdentityProfile"].(map[string]any)["userAssignedIdentityExceptions"])
	s.UpUnchanged()
	s.Refresh()
	s.UpUnchanged()
}

// TestGetPodIdentityProfile gives the exception to a cluster that the program makes itself, with an exception of which a preview knows
// nothing.
func TestGetPodIdentityProfile(t *testing.T) {
	t.Parallel()
	s := stack.New(t, `
name: tests
runtime: yaml
resources:
  group:
    type: azure-native:resources:ResourceGroup
    properties:
      resourceGroupName: made
      location: westeurope
  cluster:
    type: azure-native:containerservice/v20240901:ManagedCluster
    properties:
      resourceGroupName: ${group.name}
      resourceName: aks
      location: westeurope
      dnsPrefix: aks
      identity: {type: SystemAssigned}
      agentPoolProfiles:
        - {name: system, mode: System, vmSize: Standard_D4ds_v5, count: 1}
      podIdentityProfile:
        fn::invoke:
          function: aks-gitops:getPodIdentityProfile
          arguments:
            enabled: true
            userAssignedIdentityExceptions:
              - name: ${group.name}
                namespace: kube-system
                podLabels: {app: monitor}
    options:
      version: 2.92.3
`)
	s.Preview()
	s.Up()
	monitoring := map[string]any{"name": "made", "namespace": "kube-system", "podLabels": map[string]any{"app": "monitor"}}
	cluster := s.Azure.Properties(s.Azure.InGroup("made", stack.Managed("aks")), stack.ClusterVersion)
	assert.Equal(t, []any{monitoring, fluxException}, cluster["podIdentityProfile"].(map[string]any)["userAssignedIdentityExceptions"])
	s.UpUnchanged()
	s.Destroy()
}
