package objects

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// kustomization is a Kustomization object.
func kustomization(c cluster.Configuration, k cluster.Kustomization) *unstructured.Unstructured {
	spec := map[string]any{
		"interval": duration(k.Interval), "retryInterval": duration(k.RetryInterval), "timeout": duration(k.Timeout),
		"prune": k.Prune, "force": k.Force, "wait": k.Wait, "suspend": c.Suspend,
		"serviceAccountName": serviceAccount,
		"sourceRef":          map[string]any{"kind": c.Source.ObjectKind(), "name": c.Name, "namespace": c.Namespace},
	}
	setText(spec, "path", k.Path)
	setObject(spec, "postBuild", postBuild(k))
	var dependsOn []any
	for _, name := range k.DependsOn {
		dependsOn = append(dependsOn, map[string]any{"name": c.Name + "-" + name})
	}
	if len(dependsOn) > 0 {
		spec["dependsOn"] = dependsOn
	}
	if c.Source.Kind == cluster.GitRepository {
		spec["patches"] = []any{managedSource(c)}
	}
	o := object(kustomizationV1, "Kustomization", c.Namespace, k.Object)
	o.Object["spec"] = spec
	return o
}

func postBuild(k cluster.Kustomization) map[string]any {
	substitute := map[string]any{}
	for name, value := range k.Substitute {
		substitute[name] = value
	}
	out := map[string]any{}
	setObject(out, "substitute", substitute)
	var from []any
	for _, reference := range k.SubstituteFrom {
		from = append(from, map[string]any{"kind": reference.Kind, "name": reference.Name, "optional": reference.Optional})
	}
	if len(from) > 0 {
		out["substituteFrom"] = from
	}
	return out
}

// managedSource is the patch with which Azure lets a Helm release that is annotated so
// take its chart from the configuration's git repository, whatever that is called.
func managedSource(c cluster.Configuration) map[string]any {
	return map[string]any{
		"patch": fmt.Sprintf("- op: add\n  path: /spec/chart/spec/sourceRef\n  value: {\"kind\": %q, \"name\": %q, \"namespace\": %q}\n",
			cluster.GitRepository, c.Name, c.Namespace),
		"target": map[string]any{
			"group": "helm.toolkit.fluxcd.io", "kind": "HelmRelease",
			"annotationSelector": "clusterconfig.azure.com/use-managed-source=true",
		},
	}
}
