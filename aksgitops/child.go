package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// The types of the children. The unversioned ones are API version 2023-05-01 in azure-native 2 and 3 alike, and the only
// ones that work when the program brings a version 3 provider: that version knows no dated types.
const (
	clusterType             = "azure-native:containerservice/v20240901:ManagedCluster"
	extensionType           = "azure-native:kubernetesconfiguration:Extension"
	configurationType       = "azure-native:kubernetesconfiguration:FluxConfiguration"
	configurationType202411 = "azure-native:kubernetesconfiguration/v20241101:FluxConfiguration"
)

// child is an Azure resource that the component registers.
type child struct {
	token string
	name  string
	args  pulumi.Input
	// aliasTypes are other types under which the state may know the resource: changing between them is an update, not a
	// replacement.
	aliasTypes []string
}

// aliases are the child's aliases as Pulumi takes them.
func (c child) aliases() []pulumi.Alias {
	aliases := make([]pulumi.Alias, len(c.aliasTypes))
	for i, token := range c.aliasTypes {
		aliases[i] = pulumi.Alias{Type: pulumi.String(token)}
	}
	return aliases
}

// The names of the children, for ever. A slash can be in no configuration's name, so that no two components can come to the same name:
// with a hyphen, configuration "eu-apps" of "prod" and configuration "apps" of "prod-eu" would.
func clusterChildName(component string) string   { return component + "-cluster" }
func extensionChildName(component string) string { return component + "-extension" }
func configurationChildName(component, configuration string) string {
	return component + "-configuration/" + configuration
}

// target is the cluster as ARM addresses it.
type target struct {
	resourceGroup, cluster pulumi.StringInput
	kind                   ClusterType
}

// providers are the ARM namespaces of the kinds of cluster.
var providers = map[ClusterType]string{
	ClusterTypeManagedClusters:     "Microsoft.ContainerService",
	ClusterTypeConnectedClusters:   "Microsoft.Kubernetes",
	ClusterTypeProvisionedClusters: "Microsoft.HybridContainerService",
}

func (t target) namespace() pulumi.String    { return pulumi.String(providers[t.kind]) }
func (t target) resourceName() pulumi.String { return pulumi.String(t.kind) }
