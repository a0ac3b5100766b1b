package observe

import (
	"cmp"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// verdict is an object's Ready condition, where that answers the last question, and
// says what it means: an old answer and a failure that is only a wait are no answers.
func (v view) verdict(id identity, o *unstructured.Unstructured) cluster.Condition {
	ready, _, there := condition(o, readyType)
	if !there {
		ready = cluster.Condition{LastTransitionTime: o.GetCreationTimestamp().UTC()}
	}
	switch {
	case o.GetDeletionTimestamp() != nil:
		return progressing(ready, "being deleted")
	case static(id, o):
		return cluster.Condition{
			Type: readyType, Status: "True", Reason: "Succeeded", LastTransitionTime: ready.LastTransitionTime,
			Message: "a Helm repository of type oci is not fetched: charts are taken from it one by one",
		}
	case !there:
		return progressing(ready, "not reconciled yet"+silence(id, o))
	}
	if why := v.unanswered(id, o); why != "" {
		return progressing(ready, why)
	}
	if v.waits(id, o, ready) {
		ready.Reason = "ArtifactNotReady"
	}
	if ready.Status != "True" {
		ready.Message += v.chartSays(id, o, ready) + v.hint(id, o)
	}
	return ready
}

// static says of a Helm repository in a registry that no controller writes a status to it.
func static(id identity, o *unstructured.Unstructured) bool {
	return id.kind == helmRepositoryKind && text(o.Object, "spec", "type") == "oci"
}

// stalled says that Flux will not try again an object that is from Azure alone, so
// that nothing but a change there helps.
func (v view) stalled(id identity) bool {
	o := v.objects[id]
	if o == nil || v.unanswered(id, o) != "" {
		return false
	}
	stalled, generation, _ := condition(o, "Stalled")
	return stalled.Status == "True" && generation == o.GetGeneration()
}

// unanswered says why an object's Ready condition is no answer to the last question
// that was put to it, or "".
func (v view) unanswered(id identity, o *unstructured.Unstructured) string {
	ready, about, _ := condition(o, readyType)
	observed, _, _ := unstructured.NestedInt64(o.Object, "status", "observedGeneration")
	// A controller that fails may leave the observed generation behind; the condition
	// still says which generation it is about.
	if ready.Status != "True" {
		observed = cmp.Or(about, observed)
	} else if about != 0 {
		observed = min(about, observed)
	}
	requested := o.GetAnnotations()[RequestedAt]
	switch {
	case v.outdated(id), observed < o.GetGeneration():
		return "the last change has not been reconciled yet"
	case requested != "" && requested != text(o.Object, "status", "lastHandledReconcileAt"):
		return "the last request to reconcile has not been answered yet"
	case id.kind == kustomizationKind && v.isBehind(o, ready), id.kind == helmReleaseKind && v.chartIsNewer(o, ready):
		return "the newest revision of the source has not been applied yet"
	default:
		return ""
	}
}

// attempted are the reasons of failures that come after the attempt was written down.
var attempted = []string{"BuildFailed", "ReconciliationFailed", "PruneFailed", "HealthCheckFailed", "HealthCheckCanceled"}

// isBehind says that what a kustomization says is about another revision than the one
// that its source has.
func (v view) isBehind(o *unstructured.Unstructured, ready cluster.Condition) bool {
	source := v.objects[v.sourceOf(o)]
	revision := artifactRevision(source)
	switch {
	case revision == "":
		return false
	case ready.Status == "True":
		return text(o.Object, "status", "lastAppliedRevision") != revision
	case text(o.Object, "status", "lastAttemptedRevision") == revision:
		return false
	case slices.Contains(attempted, ready.Reason):
		return true
	default:
		// A path that is missing fails before the attempt is written down, and is told
		// from an older failure by its time alone.
		return ready.Reason == artifactFailed && ready.LastTransitionTime.Before(artifactTime(source))
	}
}

// chartIsNewer says that a Helm release has not looked at its chart's newest revision.
func (v view) chartIsNewer(o *unstructured.Unstructured, ready cluster.Condition) bool {
	chart := v.objects[chartOf(o)]
	return chart != nil && chart.GetKind() == helmChartKind && ready.Status == "True" &&
		artifactRevision(chart) != text(o.Object, "status", "lastAttemptedRevision") &&
		ready.LastTransitionTime.Before(artifactTime(chart))
}
