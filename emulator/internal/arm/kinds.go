package arm

import (
	"maps"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arc"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
)

// kind is one type of resource.
type kind struct {
	namespace, name string
	// versions are the API versions. A schema without Spec is not checked strictly.
	versions map[string]strict.Schema
	// onCluster says that it is an extension resource of a cluster, and not in a group.
	onCluster bool
	// check refuses a document. The cluster and its extensions are given for those on one.
	check func(input map[string]any, around flux.Surroundings) *armerror.Error
	// answer is the resource in an API version's shape.
	answer func(r *state.Resource, version, tenant string) map[string]any
	// cluster is what has to be started for a cluster; nil for what is no cluster.
	cluster func(r *state.Resource) cluster.Cluster
	// patch are the properties that a PATCH may name; nil means that it may name tags only.
	patch []string
}

func (k *kind) typ() string { return k.namespace + "/" + k.name }

func (k *kind) versionList() []string { return slices.Sorted(maps.Keys(k.versions)) }

// loose is a version whose bodies are not decoded with types.
var loose = strict.Schema{}

var kinds = []*kind{
	{
		namespace: containerservice.Namespace, name: "managedClusters", versions: containerservice.ClusterVersions,
		check: func(input map[string]any, around flux.Surroundings) *armerror.Error {
			var old map[string]any
			if around.Old != nil {
				old = around.Old.Input
			}
			return containerservice.Check(around.Name, input, old)
		},
		answer: containerservice.Answer, cluster: containerservice.Cluster,
	},
	arcKind(arc.ConnectedNamespace, "connectedClusters", "2021-10-01", "2024-01-01"),
	arcKind(arc.ProvisionedNamespace, "provisionedClusters", "2022-05-01-preview", "2022-09-01-preview"),
	{
		namespace: flux.Namespace, name: "extensions", versions: flux.ExtensionVersions, onCluster: true,
		check: flux.CheckExtension, answer: flux.AnswerExtension, patch: flux.ExtensionPatch,
	},
	{
		namespace: flux.Namespace, name: "fluxConfigurations", versions: flux.ConfigurationVersions, onCluster: true,
		check: flux.CheckConfiguration, answer: flux.AnswerConfiguration, patch: flux.ConfigurationPatch,
	},
}

func arcKind(namespace, name string, versions ...string) *kind {
	k := &kind{
		namespace: namespace, name: name, versions: map[string]strict.Schema{}, answer: arc.Answer,
		check:   func(input map[string]any, _ flux.Surroundings) *armerror.Error { return arc.Check(input) },
		cluster: func(r *state.Resource) cluster.Cluster { return cluster.Cluster{ID: r.ID} },
	}
	for _, version := range versions {
		k.versions[version] = loose
	}
	return k
}

// findKind finds a type, as ARM does: first the namespace, then the type in it.
func findKind(namespace, name string) (*kind, *armerror.Error) {
	known := false
	for _, k := range kinds {
		if !strings.EqualFold(k.namespace, namespace) {
			continue
		}
		if known = true; strings.EqualFold(k.name, name) {
			return k, nil
		}
	}
	if !known {
		return nil, armerror.UnknownNamespace(namespace)
	}
	return nil, armerror.UnknownType(namespace, name)
}

// kindOf is the kind of a resource that is kept.
func kindOf(r *state.Resource) *kind {
	for _, k := range kinds {
		if k.typ() == r.Type {
			return k
		}
	}
	return nil
}
