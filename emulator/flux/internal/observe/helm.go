package observe

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// helmRelease is what a Helm release says of itself.
func helmRelease(o *unstructured.Unstructured) *cluster.HelmRelease {
	out := &cluster.HelmRelease{}
	if chart := chartOf(o); chart.name != "" {
		out.Chart = cluster.ObjectReference{Kind: chart.kind, Namespace: chart.namespace, Name: chart.name}
	}
	out.Failures, _, _ = unstructured.NestedInt64(o.Object, "status", "failures")
	out.InstallFailures, _, _ = unstructured.NestedInt64(o.Object, "status", "installFailures")
	out.UpgradeFailures, _, _ = unstructured.NestedInt64(o.Object, "status", "upgradeFailures")
	history, _, _ := unstructured.NestedSlice(o.Object, "status", "history")
	if len(history) > 0 {
		// The newest is first.
		if latest, ok := history[0].(map[string]any); ok {
			out.Revision, _, _ = unstructured.NestedInt64(latest, "version")
		}
	}
	return out
}

// chartOf is where a Helm release takes its chart from: an object that it names, or
// the chart that the helm-controller has made for it. The name is "" before that.
func chartOf(o *unstructured.Unstructured) identity {
	if reference, given, _ := unstructured.NestedMap(o.Object, "spec", "chartRef"); given {
		return referenced(o, reference)
	}
	namespace, name, _ := strings.Cut(text(o.Object, "status", "helmChart"), "/")
	return identity{helmChartKind, namespace, name}
}
