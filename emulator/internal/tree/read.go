package tree

import (
	"context"
	"fmt"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/connect"
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
	resources, err := c.list(ctx, text(group, "id")+"/resources", coreVersion)
	if err != nil {
		return err
	}
	if len(resources) == 0 {
		root.Add("resource group", text(group, "name")+": empty", "", Plain)
		return nil
	}
	node := root.Add("resource group", text(group, "name"), text(group, "location"), Plain)
	for _, resource := range resources {
		version, isCluster := clusterVersions[strings.ToLower(text(resource, "type"))]
		if !isCluster {
			node.Add(text(resource, "type"), text(resource, "name"), "", Plain)
			continue
		}
		if err := c.cluster(ctx, node, text(resource, "id"), version); err != nil {
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
		if strings.EqualFold(text(object(extension, "properties"), "extensionType"), "microsoft.flux") {
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
	properties := object(cluster, "properties")
	notes := []string{text(cluster, "location")}
	label := "Arc cluster"
	if strings.EqualFold(text(cluster, "type"), "Microsoft.ContainerService/managedClusters") {
		label = "AKS cluster"
		notes = append(notes, "Kubernetes "+text(properties, "currentKubernetesVersion"))
	}
	note, state := withState(notes, text(properties, "provisioningState"))
	node := group.Add(label, text(cluster, "name"), note, state)
	for _, pool := range objects(properties, "agentPoolProfiles") {
		node.Add("node pool", text(pool, "name"), fmt.Sprintf("%v × %s, %s", pool["count"], text(pool, "vmSize"), text(pool, "mode")), Plain)
	}
	for _, exception := range objects(object(properties, "podIdentityProfile"), "userAssignedIdentityExceptions") {
		node.Add("pod identity exception", text(exception, "name"),
			fmt.Sprintf("namespace %s, pods with %s", text(exception, "namespace"), pairs(object(exception, "podLabels"))), Plain)
	}
	return node
}

func describeExtension(cluster *Node, extension map[string]any) *Node {
	properties := object(extension, "properties")
	upgrades := "pinned"
	if auto, _ := properties["autoUpgradeMinorVersion"].(bool); auto {
		upgrades = text(properties, "releaseTrain") + ", upgraded automatically"
	}
	notes := []string{text(properties, "extensionType")}
	if version := text(properties, "currentVersion"); version != "" {
		notes = append(notes, version)
	}
	note, state := withState(append(notes, upgrades), text(properties, "provisioningState"))
	node := cluster.Add("extension", text(extension, "name"), note, state)
	if settings := object(properties, "configurationSettings"); len(settings) > 0 {
		parent := node.Add("settings", "", "", Plain)
		for _, key := range sortedKeys(settings) {
			parent.Add(key, "", "= "+text(settings, key), Plain)
		}
	}
	return node
}

func describeConfiguration(extension *Node, configuration map[string]any) {
	properties := object(configuration, "properties")
	notes := []string{text(properties, "scope") + " scope", "namespace " + text(properties, "namespace")}
	note, state := withState(notes, text(properties, "provisioningState"))
	node := extension.Add("configuration", text(configuration, "name"), note, state)
	describeSource(node, properties)
	compliance := text(properties, "complianceState")
	line := node.Add("compliance", compliance, text(properties, "errorMessage"), complianceStates[compliance])
	if commit := text(properties, "sourceSyncedCommitId"); commit != "" && line.Note == "" {
		line.Note = "at " + commit
	}
	kustomizations := object(properties, "kustomizations")
	for _, name := range sortedKeys(kustomizations) {
		describeKustomization(node, text(configuration, "name"), name, object(kustomizations, name), properties)
	}
}

var complianceStates = map[string]State{"Compliant": Good, "Pending": Waiting, "Non-Compliant": Bad, "Suspended": Waiting, "Unknown": Bad}

func describeSource(node *Node, properties map[string]any) {
	kind := text(properties, "sourceKind")
	members := map[string]string{"GitRepository": "gitRepository", "OCIRepository": "ociRepository", "Bucket": "bucket", "AzureBlob": "azureBlob"}
	source := object(properties, members[kind])
	var notes []string
	ref := object(source, "repositoryRef")
	for _, name := range []string{"branch", "tag", "semver", "commit", "digest"} {
		if value := text(ref, name); value != "" {
			notes = append(notes, name+" "+value)
		}
	}
	for _, name := range []string{"bucketName", "containerName"} {
		if value := text(source, name); value != "" {
			notes = append(notes, value)
		}
	}
	node.Add(kind, text(source, "url"), strings.Join(notes, ", "), Plain)
}

func describeKustomization(node *Node, configuration, name string, k, properties map[string]any) {
	object := configuration + "-" + name
	notes := []string{"path " + text(k, "path")}
	if prune, _ := k["prune"].(bool); prune {
		notes = append(notes, "prune")
	}
	if after, _ := k["dependsOn"].([]any); len(after) > 0 {
		notes = append(notes, fmt.Sprintf("after %v", strings.Trim(fmt.Sprint(after), "[]")))
	}
	notes = append(notes, "in the cluster "+object)
	state := Plain
	for _, status := range objects(properties, "statuses") {
		if text(status, "name") == object && text(status, "kind") == "Kustomization" {
			notes = append(notes, text(status, "complianceState"))
			state = complianceStates[text(status, "complianceState")]
		}
	}
	node.Add("kustomization", name, strings.Join(notes, ", "), state)
}
