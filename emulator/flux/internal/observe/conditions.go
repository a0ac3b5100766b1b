package observe

import (
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// readyType is the condition that sums the others up.
const readyType = "Ready"

// conditions are an object's, as they are.
func conditions(o *unstructured.Unstructured) []cluster.Condition {
	var out []cluster.Condition
	for _, c := range rawConditions(o) {
		out = append(out, cluster.Condition{
			Type: text(c, "type"), Status: text(c, "status"), Reason: text(c, "reason"), Message: text(c, "message"),
			LastTransitionTime: moment(c, "lastTransitionTime"),
		})
	}
	return out
}

func rawConditions(o *unstructured.Unstructured) []map[string]any {
	field, _, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "conditions")
	items, _ := field.([]any)
	out := make([]map[string]any, 0, len(items))
	for _, item := range items {
		if c, ok := item.(map[string]any); ok {
			out = append(out, c)
		}
	}
	return out
}

// condition is the condition of a type, if the object has one, and the generation of
// the object that it is about; 0 if it does not say.
func condition(o *unstructured.Unstructured, kind string) (found cluster.Condition, generation int64, there bool) {
	all := conditions(o)
	for i, raw := range rawConditions(o) {
		if all[i].Type == kind {
			generation, _, _ = unstructured.NestedInt64(raw, "observedGeneration")
			return all[i], generation, true
		}
	}
	return cluster.Condition{}, 0, false
}

// withReady are conditions of which one is in the place of the one called Ready.
func withReady(all []cluster.Condition, ready cluster.Condition) []cluster.Condition {
	for i := range all {
		if all[i].Type == readyType {
			all[i] = ready
			return all
		}
	}
	return append([]cluster.Condition{ready}, all...)
}

// progressing is a Ready condition that says "not yet". It keeps the time of the one
// that it stands for.
func progressing(instead cluster.Condition, why string) cluster.Condition {
	return cluster.Condition{
		Type: readyType, Status: "Unknown", Reason: "Progressing", Message: why, LastTransitionTime: instead.LastTransitionTime,
	}
}

func text(from map[string]any, path ...string) string {
	s, _, _ := unstructured.NestedString(from, path...)
	return s
}

func moment(from map[string]any, path ...string) time.Time {
	t, err := time.Parse(time.RFC3339, text(from, path...))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// artifactRevision is what a source has fetched, or "".
func artifactRevision(o *unstructured.Unstructured) string {
	if o == nil {
		return ""
	}
	return text(o.Object, "status", "artifact", "revision")
}

// artifactTime is when it was fetched.
func artifactTime(o *unstructured.Unstructured) time.Time {
	if o == nil {
		return time.Time{}
	}
	return moment(o.Object, "status", "artifact", "lastUpdateTime")
}
