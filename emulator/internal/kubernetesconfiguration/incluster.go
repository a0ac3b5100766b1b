package kubernetesconfiguration

import (
	"cmp"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// defaultSeconds is every interval's and timeout's default.
const defaultSeconds = 600

// Reference names a configuration in its cluster.
func Reference(r *state.Resource) cluster.Reference {
	return cluster.Reference{
		Cluster: r.Parent, Name: r.Name,
		Namespace: cmp.Or(document.Text(document.Object(r.Input, "properties"), "namespace"), "default"),
	}
}

// ClusterConfiguration is what the cluster is asked to follow.
func ClusterConfiguration(r *state.Resource) cluster.Configuration {
	properties := document.Object(r.Input, "properties")
	ordered, _ := cluster.Order(kustomizations(properties, r.Name))
	return cluster.Configuration{
		Reference:      Reference(r),
		Generation:     r.Generation,
		Scope:          cmp.Or(document.Text(properties, "scope"), "cluster"),
		Suspend:        flag(properties, "suspend", false),
		Source:         source(properties),
		Kustomizations: ordered,
		Observed:       r.Observed,
	}
}

// Waits says whether the write ends only when the cluster has reconciled, and how
// long it waits at most.
func Waits(r *state.Resource) (bool, time.Duration) {
	properties := document.Object(r.Input, "properties")
	limit, err := ParseDuration(document.Text(properties, "reconciliationWaitDuration"))
	if err != nil {
		limit = defaultWait
	}
	return flag(properties, "waitForReconciliation", false), limit
}

// defaultWait bounds a wait for which no duration was given; Azure documents none.
const defaultWait = 30 * time.Minute

func source(properties map[string]any) cluster.Source {
	kind := sourceKind(properties)
	body := document.Object(properties, sourceBodies[kind])
	ref := document.Object(body, "repositoryRef")
	return cluster.Source{
		Kind: kind, URL: document.Text(body, "url"),
		Branch: document.Text(ref, "branch"), Tag: document.Text(ref, "tag"), Semver: document.Text(ref, "semver"),
		Commit: document.Text(ref, "commit"), Digest: document.Text(ref, "digest"),
		Interval: seconds(body, "syncIntervalInSeconds"), Timeout: seconds(body, "timeoutInSeconds"),
		Settings: body, ProtectedSettings: texts(properties, "configurationProtectedSettings"),
	}
}

func kustomizations(properties map[string]any, configuration string) []cluster.Kustomization {
	all := document.Object(properties, "kustomizations")
	out := make([]cluster.Kustomization, 0, len(all))
	for _, name := range sortedNames(all) {
		k := document.Object(all, name)
		postBuild := document.Object(k, "postBuild")
		out = append(out, cluster.Kustomization{
			Name: name, Object: configuration + "-" + name, Path: document.Text(k, "path"), DependsOn: words(k, "dependsOn"),
			Interval: seconds(k, "syncIntervalInSeconds"), RetryInterval: seconds(k, "retryIntervalInSeconds"),
			Timeout: seconds(k, "timeoutInSeconds"),
			Prune:   flag(k, "prune", false), Force: flag(k, "force", false), Wait: flag(k, "wait", true),
			Substitute: texts(postBuild, "substitute"), SubstituteFrom: substituteFrom(postBuild),
		})
	}
	return out
}

func substituteFrom(postBuild map[string]any) []cluster.SubstituteReference {
	items, _ := postBuild["substituteFrom"].([]any)
	out := make([]cluster.SubstituteReference, 0, len(items))
	for _, item := range items {
		from, _ := item.(map[string]any)
		out = append(out, cluster.SubstituteReference{
			Kind: document.Text(from, "kind"), Name: document.Text(from, "name"), Optional: flag(from, "optional", false),
		})
	}
	return out
}

func seconds(doc map[string]any, name string) time.Duration {
	return time.Duration(number(doc, name, defaultSeconds)) * time.Second
}
