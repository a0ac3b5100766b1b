package tree

import (
	"context"
	"fmt"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

// API versions that show all there is.
const (
	coreVersion    = "2021-04-01"
	clusterVersion = "2024-09-01"
	fluxVersion    = "2024-11-01"
)

// clusterVersions are the types of resources that extensions sit on.
var clusterVersions = map[string]string{
	"microsoft.containerservice/managedclusters":           clusterVersion,
	"microsoft.kubernetes/connectedclusters":               "2024-01-01",
	"microsoft.hybridcontainerservice/provisionedclusters": "2022-09-01-preview",
}

// Read asks Azure for everything that belongs to GitOps in a subscription.
func Read(ctx context.Context, connection *connect.Connection) (*Node, error) {
	c, err := newClient(connection)
	if err != nil {
		return nil, err
	}
	subscription := "/subscriptions/" + connection.SubscriptionID
	root := &Node{Label: "subscription", Name: connection.SubscriptionID}
	groups, err := c.list(ctx, subscription+"/resourceGroups", coreVersion)
	if err != nil {
		return nil, err
	}
	if len(groups) == 0 {
		root.Note = "no resource groups"
	}
	for _, group := range groups {
		if err := c.group(ctx, root, group); err != nil {
			return nil, err
		}
	}
	return root, nil
}

func (c *client) group(ctx context.Context, root *Node, group map[string]any) error {
	resources, err := c.list(ctx, document.Text(group, "id")+"/resources", coreVersion)
	if err != nil {
		return err
	}
	if len(resources) == 0 {
		root.Add("resource group", document.Text(group, "name")+": empty", "", Plain)
		return nil
	}
	node := root.Add("resource group", document.Text(group, "name"), document.Text(group, "location"), Plain)
	for _, resource := range resources {
		version, isCluster := clusterVersions[strings.ToLower(document.Text(resource, "type"))]
		if !isCluster {
			node.Add(document.Text(resource, "type"), document.Text(resource, "name"), "", Plain)
			continue
		}
		if err := c.cluster(ctx, node, document.Text(resource, "id"), version); err != nil {
			return err
		}
	}
	return nil
}

func (c *client) cluster(ctx context.Context, group *Node, id, version string) error {
	cluster, err := c.one(ctx, id, version)
	if err != nil {
		return err
	}
	node := describeCluster(group, cluster)
	base := id + "/providers/Microsoft.KubernetesConfiguration/"
	extensions, err := c.list(ctx, base+"extensions", fluxVersion)
	if err != nil {
		return err
	}
	configurations, err := c.list(ctx, base+"fluxConfigurations", fluxVersion)
	if err != nil {
		return err
	}
	below := node
	for _, extension := range extensions {
		described := describeExtension(node, extension)
		if strings.EqualFold(document.Text(document.Object(extension, "properties"), "extensionType"), "microsoft.flux") {
			below = described
		}
	}
	if len(extensions) == 0 {
		node.Add("no extensions", "", "", Plain)
	}
	for _, configuration := range configurations {
		describeConfiguration(below, configuration)
	}
	return nil
}

func describeCluster(group *Node, cluster map[string]any) *Node {
	properties := document.Object(cluster, "properties")
	notes := []string{document.Text(cluster, "location")}
	label := "Arc cluster"
	if strings.EqualFold(document.Text(cluster, "type"), "Microsoft.ContainerService/managedClusters") {
		label = "AKS cluster"
		notes = append(notes, "Kubernetes "+document.Text(properties, "currentKubernetesVersion"))
	}
	note, state := withState(notes, document.Text(properties, "provisioningState"))
	node := group.Add(label, document.Text(cluster, "name"), note, state)
	for _, pool := range document.Objects(properties, "agentPoolProfiles") {
		node.Add("node pool", document.Text(pool, "name"), fmt.Sprintf("%v × %s, %s", pool["count"], document.Text(pool, "vmSize"), document.Text(pool, "mode")), Plain)
	}
	for _, exception := range document.Objects(document.Object(properties, "podIdentityProfile"), "userAssignedIdentityExceptions") {
		node.Add("pod identity exception", document.Text(exception, "name"),
			fmt.Sprintf("namespace %s, pods with %s", document.Text(exception, "namespace"), pairs(document.Object(exception, "podLabels"))), Plain)
	}
	return node
}

func describeExtension(cluster *Node, extension map[string]any) *Node {
	properties := document.Object(extension, "properties")
	upgrades := "pinned"
	if auto, _ := properties["autoUpgradeMinorVersion"].(bool); auto {
		upgrades = document.Text(properties, "releaseTrain") + ", upgraded automatically"
	}
	notes := []string{document.Text(properties, "extensionType")}
	if version := document.Text(properties, "currentVersion"); version != "" {
		notes = append(notes, version)
	}
	note, state := withState(append(notes, upgrades), document.Text(properties, "provisioningState"))
	node := cluster.Add("extension", document.Text(extension, "name"), note, state)
	if settings := document.Object(properties, "configurationSettings"); len(settings) > 0 {
		parent := node.Add("settings", "", "", Plain)
		for _, key := range sortedKeys(settings) {
			parent.Add(key, "", "= "+document.Text(settings, key), Plain)
		}
	}
	return node
}

func describeConfiguration(extension *Node, configuration map[string]any) {
	properties := document.Object(configuration, "properties")
	notes := []string{document.Text(properties, "scope") + " scope", "namespace " + document.Text(properties, "namespace")}
	note, state := withState(notes, document.Text(properties, "provisioningState"))
	node := extension.Add("configuration", document.Text(configuration, "name"), note, state)
	describeSource(node, properties)
	compliance := document.Text(properties, "complianceState")
	line := node.Add("compliance", compliance, document.Text(properties, "errorMessage"), complianceStates[compliance])
	if commit := document.Text(properties, "sourceSyncedCommitId"); commit != "" && line.Note == "" {
		line.Note = "at " + commit
	}
	kustomizations := document.Object(properties, "kustomizations")
	for _, name := range sortedKeys(kustomizations) {
		describeKustomization(node, document.Text(configuration, "name"), name, document.Object(kustomizations, name), properties)
	}
	describeApplied(node, properties)
}

// describeApplied shows the Flux objects that the kustomizations have applied.
func describeApplied(node *Node, properties map[string]any) {
	for _, status := range document.Objects(properties, "statuses") {
		by := document.Object(status, "appliedBy")
		if by == nil {
			continue
		}
		compliance := document.Text(status, "complianceState")
		node.Add(document.Text(status, "kind"), document.Text(status, "namespace")+"/"+document.Text(status, "name"),
			"applied by "+document.Text(by, "name")+", "+compliance, complianceStates[compliance])
	}
}

var complianceStates = map[string]State{"Compliant": Good, "Pending": Waiting, "Non-Compliant": Bad, "Suspended": Waiting, "Unknown": Bad}

func describeSource(node *Node, properties map[string]any) {
	kind := document.Text(properties, "sourceKind")
	members := map[string]string{"GitRepository": "gitRepository", "OCIRepository": "ociRepository", "Bucket": "bucket", "AzureBlob": "azureBlob"}
	source := document.Object(properties, members[kind])
	var notes []string
	ref := document.Object(source, "repositoryRef")
	for _, name := range []string{"branch", "tag", "semver", "commit", "digest"} {
		if value := document.Text(ref, name); value != "" {
			notes = append(notes, name+" "+value)
		}
	}
	for _, name := range []string{"bucketName", "containerName"} {
		if value := document.Text(source, name); value != "" {
			notes = append(notes, value)
		}
	}
	node.Add(kind, document.Text(source, "url"), strings.Join(notes, ", "), Plain)
}

func describeKustomization(node *Node, configuration, name string, k, properties map[string]any) {
	object := configuration + "-" + name
	notes := []string{"path " + document.Text(k, "path")}
	if prune, _ := k["prune"].(bool); prune {
		notes = append(notes, "prune")
	}
	if after, _ := k["dependsOn"].([]any); len(after) > 0 {
		notes = append(notes, fmt.Sprintf("after %v", strings.Trim(fmt.Sprint(after), "[]")))
	}
	notes = append(notes, "in the cluster "+object)
	state := Plain
	for _, status := range document.Objects(properties, "statuses") {
		if document.Text(status, "name") == object && document.Text(status, "kind") == "Kustomization" {
			notes = append(notes, document.Text(status, "complianceState"))
			state = complianceStates[document.Text(status, "complianceState")]
		}
	}
	node.Add("kustomization", name, strings.Join(notes, ", "), state)
}
