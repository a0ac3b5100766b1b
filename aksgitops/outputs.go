package aksgitops

import (
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// extensionsSegment is where ARM keeps extensions and configurations below a cluster.
const extensionsSegment = "/providers/Microsoft.KubernetesConfiguration/"

// setOutputs reads the outputs off the children.
func (c *AksGitOps) setOutputs(args *AksGitOpsArgs, at target, cluster *clusterState, ext *extensionState, configs map[string]*configurationState) {
	c.ClusterName = at.cluster.ToStringOutput()
	c.ClusterId = clusterID(cluster, ext, configs)
	c.OidcIssuerUrl = noText()
	if cluster != nil {
		c.OidcIssuerUrl = cluster.OidcIssuerProfile.IssuerURL()
	}
	c.setExtensionOutputs(args.Extension, ext)

	ids, states, commits, keys, messages := pulumi.StringMap{}, pulumi.StringMap{}, pulumi.StringMap{}, pulumi.StringMap{}, pulumi.StringMap{}
	names := map[string]string{}
	for name, config := range configs {
		ids[name] = config.ID().ToStringOutput()
		states[name] = config.ComplianceState
		commits[name] = config.SourceSyncedCommitId
		keys[name] = config.RepositoryPublicKey
		messages[name] = config.firstFailure(name)
		for kustomization := range args.Configurations[name].Kustomizations {
			names[name+"/"+kustomization] = kustomizationName(name, kustomization)
		}
	}
	c.ConfigurationIds = ids.ToStringMapOutput()
	c.ComplianceStates = states.ToStringMapOutput()
	c.SyncedCommits = commits.ToStringMapOutput()
	c.RepositoryPublicKeys = keys.ToStringMapOutput()
	c.ErrorMessages = messages.ToStringMapOutput()
	c.KustomizationNames = pulumi.ToStringMap(names).ToStringMapOutput()
}

func (c *AksGitOps) setExtensionOutputs(args *FluxExtension, ext *extensionState) {
	if ext != nil {
		c.ExtensionId = ext.ID().ToStringPtrOutput()
		c.ExtensionVersion = ext.CurrentVersion
		// AKS gives the extension an identity of AKS's, Azure Arc one of ARM's.
		c.ExtensionPrincipalId = pulumi.All(ext.AksAssignedIdentity.PrincipalId(), ext.Identity.PrincipalId()).ApplyT(firstText).(pulumi.StringPtrOutput)
		return
	}
	c.ExtensionId = pulumi.All(c.ClusterId, args.Name.ToStringPtrOutput()).ApplyT(extensionID).(pulumi.StringPtrOutput)
	c.ExtensionVersion = noText()
	c.ExtensionPrincipalId = noText()
}

// clusterID reads the cluster's ID off the cluster or off whatever lies below it. Without any child it is not known.
func clusterID(cluster *clusterState, ext *extensionState, configs map[string]*configurationState) pulumi.StringPtrOutput {
	if cluster != nil {
		return cluster.ID().ToStringPtrOutput()
	}
	if ext != nil {
		return ext.ID().ToStringOutput().ApplyT(parentCluster).(pulumi.StringPtrOutput)
	}
	for _, name := range slices.Sorted(maps.Keys(configs)) {
		return configs[name].ID().ToStringOutput().ApplyT(parentCluster).(pulumi.StringPtrOutput)
	}
	return noText()
}

// noText is an Output without a value. The SDK's own nil input for a text cannot be made one: it panics.
func noText() pulumi.StringPtrOutput {
	return pulumi.All().ApplyT(func([]any) *string { return nil }).(pulumi.StringPtrOutput)
}

// outputs are the outputs as the engine takes them.
func (c *AksGitOps) outputs() pulumi.Map {
	return pulumi.Map{
		"clusterId":            c.ClusterId,
		"clusterName":          c.ClusterName,
		"oidcIssuerUrl":        c.OidcIssuerUrl,
		"extensionId":          c.ExtensionId,
		"extensionVersion":     c.ExtensionVersion,
		"extensionPrincipalId": c.ExtensionPrincipalId,
		"configurationIds":     c.ConfigurationIds,
		"complianceStates":     c.ComplianceStates,
		"syncedCommits":        c.SyncedCommits,
		"repositoryPublicKeys": c.RepositoryPublicKeys,
		"errorMessages":        c.ErrorMessages,
		"kustomizationNames":   c.KustomizationNames,
	}
}

// kustomizationName is the name that Azure gives the Kustomization object in the cluster.
func kustomizationName(configuration, kustomization string) string {
	return configuration + "-" + kustomization
}

// parentCluster cuts the ID of an extension or a configuration down to the cluster's.
func parentCluster(id string) *string {
	cluster, _, _ := strings.Cut(id, extensionsSegment)
	return &cluster
}

// extensionID makes the ID of an extension of a cluster's ID and the extension's name.
func extensionID(parts []any) *string {
	cluster, ok := parts[0].(*string)
	if !ok || cluster == nil {
		return nil
	}
	return new(*cluster + extensionsSegment + "extensions/" + *parts[1].(*string))
}

// firstText returns the first text that is there.
func firstText(texts []any) *string {
	for _, text := range texts {
		if value, ok := text.(*string); ok && value != nil && *value != "" {
			return value
		}
	}
	return nil
}
