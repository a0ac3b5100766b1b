package observe

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Reasons of Ready conditions that are about an object's source.
const (
	artifactFailed = "ArtifactFailed"
	sourceNotReady = "SourceNotReady"
)

// aboutSource are all of them: the kustomize-controller's, the helm-controller's and
// the source-controller's of charts.
var aboutSource = []string{artifactFailed, sourceNotReady, "SourceUnavailable", "NoSourceArtifact"}

// referenced is the object that a reference means, whose namespace may be left out.
func referenced(o *unstructured.Unstructured, reference map[string]any) identity {
	return identity{text(reference, "kind"), cmp.Or(text(reference, "namespace"), o.GetNamespace()), text(reference, "name")}
}

// sourceOf is what an object takes its files from; the zero identity when it has no
// such reference.
func (view) sourceOf(o *unstructured.Unstructured) identity {
	for _, path := range [][]string{{"spec", "sourceRef"}, {"spec", "chart", "spec", "sourceRef"}, {"spec", "chartRef"}} {
		if reference, given, err := unstructured.NestedMap(o.Object, path...); given && err == nil {
			return referenced(o, reference)
		}
	}
	return identity{}
}

// waits says that an object fails for nothing but a source that is there and has
// nothing yet. Whether that source fails is the source's to say.
func (v view) waits(id identity, o *unstructured.Unstructured, ready cluster.Condition) bool {
	if ready.Status != "False" || !slices.Contains(aboutSource, ready.Reason) {
		return false
	}
	source := v.objects[v.sourceOf(o)]
	switch {
	case source == nil:
		return false
	case artifactRevision(source) == "" && !static(v.sourceOf(o), source):
		return true
	case strings.Contains(ready.Message, "artifact not found"):
		return true // it has come in the meantime
	case id.kind == helmReleaseKind:
		return v.waitsForChart(o, ready)
	default:
		return false
	}
}

// waitsForChart says that a Helm release fails for nothing but a chart that has not
// been fetched yet. A chart that cannot be had is the release's own failure, since
// nobody else tells of it.
func (v view) waitsForChart(o *unstructured.Unstructured, ready cluster.Condition) bool {
	id := chartOf(o)
	chart := v.objects[id]
	if chart == nil {
		return true
	}
	return ready.Reason == sourceNotReady && v.verdict(id, chart).Status != "False"
}

// chartSays is why a Helm release's chart cannot be had, where the release does not say
// so itself: it may have looked before the chart knew.
func (v view) chartSays(id identity, o *unstructured.Unstructured, ready cluster.Condition) string {
	chart := v.objects[chartOf(o)]
	if id.kind != helmReleaseKind || chart == nil || ready.Reason != sourceNotReady {
		return ""
	}
	said, _, _ := condition(chart, readyType)
	if said.Status != "False" || strings.Contains(ready.Message, said.Message) {
		return ""
	}
	return " (" + chart.GetKind() + ": " + said.Message + ")"
}

// silence is why a Helm release may have nothing to say: the helm-controller writes to
// its log alone that it refuses a chart from another namespace.
func silence(id identity, o *unstructured.Unstructured) string {
	namespace := text(o.Object, "spec", "chart", "spec", "sourceRef", "namespace")
	if id.kind != helmReleaseKind || namespace == "" || namespace == id.namespace {
		return ""
	}
	return fmt.Sprintf(" (its chart's sourceRef is in the namespace %s: with multi-tenancy the helm-controller refuses that, and says so in its log alone)", namespace)
}

// hint says of an object whose source is not there what it could name instead.
func (v view) hint(id identity, o *unstructured.Unstructured) string {
	named := v.sourceOf(o)
	if named.name == "" || v.own(id) || v.objects[named] != nil {
		return ""
	}
	if named.kind == helmRepositoryKind || named.kind == helmChartKind {
		return v.others(named)
	}
	own, field := v.source(), "sourceRef"
	if _, chart, _ := unstructured.NestedMap(o.Object, "spec", "chartRef"); chart {
		field = "chartRef"
	}
	var must []string
	for _, part := range []struct{ name, is, be string }{
		{"kind", named.kind, own.kind}, {"name", named.name, own.name}, {"namespace", named.namespace, own.namespace},
	} {
		if part.is != part.be {
			must = append(must, fmt.Sprintf("%s.%s must be %s", field, part.name, part.be))
		}
	}
	if len(must) == 0 {
		return ""
	}
	return fmt.Sprintf(" (this configuration's source is %s %s/%s: %s)", own.kind, own.namespace, own.name, strings.Join(must, ", "))
}

// others names the objects of a kind that there are, where one is named that is not.
func (v view) others(named identity) string {
	var there []string
	for id := range v.objects {
		if id.kind == named.kind {
			there = append(there, id.namespace+"/"+id.name)
		}
	}
	slices.Sort(there)
	return fmt.Sprintf(" (there is no %s %s/%s; there is %s)", named.kind, named.namespace, named.name, cmp.Or(strings.Join(there, ", "), "none at all"))
}
