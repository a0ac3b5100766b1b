package observe_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/objects"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/observe"
)

// change sets one field of one object.
type change struct {
	kind, name string
	value      any
	path       []string
}

func set(kind, name string, value any, path ...string) change {
	return change{kind, name, value, path}
}

// ready sets an object's Ready condition, its time and what it is about.
func ready(kind, name, status, reason, message, at string, generation int64) change {
	return set(kind, name, []any{map[string]any{
		"type": "Ready", "status": status, "reason": reason, "message": message, "lastTransitionTime": at, "observedGeneration": generation,
	}}, "status", "conditions")
}

// Times before and after the recorded source was fetched, and that one.
const (
	before = "2026-11-23T05:07:11Z"
	then   = "2026-11-23T05:07:12Z"
	after  = "2026-11-23T05:07:13Z"
)

const (
	newer = "main@sha1:0000000000000000000000000000000000000000"
	later = "2026-11-23T05:20:00Z"
)

// changed is the steady state with changes.
func changed(t *testing.T, changes ...change) []*unstructured.Unstructured {
	t.Helper()
	seen := load(t, "steady")
	for _, c := range changes {
		found := false
		for _, o := range seen {
			if o.GetKind() == c.kind && o.GetName() == c.name {
				found = true
				require.NoError(t, unstructured.SetNestedField(o.Object, c.value, c.path...))
			}
		}
		require.True(t, found, "%s %s", c.kind, c.name)
	}
	return seen
}

func TestOldAnswersAreNoAnswers(t *testing.T) {
	t.Parallel()
	const (
		written  = "Progressing: the last change has not been reconciled yet"
		request  = "Progressing: the last request to reconcile has not been answered yet"
		behind   = "Progressing: the newest revision of the source has not been applied yet"
		infra    = "Kustomization apps-infra: Pending: "
		failed   = "Kustomization apps-infra: Non-Compliant: "
		k        = "Kustomization"
		annotate = "annotations"
	)
	requested := []string{"metadata", annotate, observe.RequestedAt}
	fetched := []change{
		set("GitRepository", "apps", newer, "status", "artifact", "revision"),
		set("GitRepository", "apps", later, "status", "artifact", "lastUpdateTime"),
	}
	with := func(more ...change) []change { return append(append([]change{}, fetched...), more...) }
	cases := map[string]struct {
		changes []change
		want    []string
	}{
		"source's generation": {
			[]change{set("GitRepository", "apps", int64(2), "metadata", "generation")},
			[]string{"GitRepository apps: Pending: " + written},
		},
		"source's request": {
			[]change{set("GitRepository", "apps", "now", requested...)},
			[]string{"GitRepository apps: Pending: " + request},
		},
		"source was written for another generation of the configuration": {
			[]change{set("GitRepository", "apps", "0", "metadata", annotate, objects.Generation)},
			[]string{"GitRepository apps: Pending: " + written},
		},
		"kustomization's generation": {[]change{set(k, "apps-infra", int64(2), "metadata", "generation")}, []string{infra + written}},
		"kustomization's request":    {[]change{set(k, "apps-infra", "now", requested...)}, []string{infra + request}},
		"release's generation": {
			[]change{set("HelmRelease", "hello", int64(2), "metadata", "generation")},
			[]string{"HelmRelease hello: Pending: " + written},
		},
		"a success whose generation alone the object repeats": {
			[]change{
				set(k, "apps-infra", int64(2), "metadata", "generation"), set(k, "apps-infra", int64(2), "status", "observedGeneration"),
			}, []string{infra + written},
		},
		"a failure of this generation, of which the object says -1": {
			[]change{
				set(k, "apps-infra", int64(-1), "status", "observedGeneration"),
				ready(k, "apps-infra", "False", "BuildFailed", "no", after, 1),
			}, []string{failed + "BuildFailed: no"},
		},
		"a failure of the generation before": {
			[]change{
				set(k, "apps-infra", int64(2), "metadata", "generation"),
				ready(k, "apps-infra", "False", "BuildFailed", "no", after, 1),
			}, []string{infra + written},
		},
		"a new revision": {fetched, []string{infra + behind, "Kustomization apps-apps: Pending: " + behind}},
		"a new revision that failed": {
			with(set(k, "apps-infra", newer, "status", "lastAttemptedRevision"), ready(k, "apps-infra", "False", "BuildFailed", "no", later, 1)),
			[]string{failed + "BuildFailed: no", "Kustomization apps-apps: Pending: " + behind},
		},
		"an old revision that failed": {
			with(ready(k, "apps-infra", "False", "BuildFailed", "no", later, 1)),
			[]string{infra + behind, "Kustomization apps-apps: Pending: " + behind},
		},
		"a path that is missing in the new revision": {
			with(ready(k, "apps-infra", "False", "ArtifactFailed", "kustomization path not found", later, 1)),
			[]string{failed + "ArtifactFailed: kustomization path not found", "Kustomization apps-apps: Pending: " + behind},
		},
		"a path that was missing in the old revision": {
			with(ready(k, "apps-infra", "False", "ArtifactFailed", "kustomization path not found", after, 1)),
			[]string{infra + behind, "Kustomization apps-apps: Pending: " + behind},
		},
		"access that is denied, which no revision changes": {
			with(ready(k, "apps-infra", "False", "AccessDenied", "no", before, 1)),
			[]string{failed + "AccessDenied: no", "Kustomization apps-apps: Pending: " + behind},
		},
		"a newer chart": {
			[]change{
				set("HelmChart", "flux-system-hello", "1.1.0", "status", "artifact", "revision"),
				set("HelmChart", "flux-system-hello", later, "status", "artifact", "lastUpdateTime"),
			}, []string{"HelmRelease hello: Pending: " + behind},
		},
		"a newer chart that the release has looked at": {
			[]change{set("HelmChart", "flux-system-hello", "1.1.0", "status", "artifact", "revision")}, []string{},
		},
		"deletion": {
			[]change{set(k, "apps-infra", then, "metadata", "deletionTimestamp")}, []string{infra + "Progressing: being deleted"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, lines(observe.Status(recorded(), changed(t, c.changes...), ""))[1:])
		})
	}
}

func TestAFailureOfTheSourceIsTheSourcesAlone(t *testing.T) {
	t.Parallel()
	for name, message := range map[string]string{
		"kustomize": "Source artifact not found, retrying in 5s", "other words": "no artifact",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen := changed(t,
				ready("GitRepository", "apps", "False", "GitOperationFailed", "no such host", then, 1),
				set("GitRepository", "apps", map[string]any{}, "status", "artifact"),
				ready("Kustomization", "apps-infra", "False", "ArtifactFailed", message, then, 1))
			status := observe.Status(recorded(), seen, "")
			assert.Equal(t, []string{
				"Non-Compliant", "GitRepository apps: Non-Compliant: GitOperationFailed: no such host",
				"Kustomization apps-infra: Pending: ArtifactNotReady: " + message,
			}, lines(status))
			assert.Empty(t, status.Revision)
		})
	}
}

func TestAReleaseWaitsForAChartAndFailsWithIt(t *testing.T) {
	t.Parallel()
	unready := ready("HelmRelease", "hello", "False", "SourceNotReady", "HelmChart is not ready", after, 1)
	chart := func(status, reason string) change {
		return ready("HelmChart", "flux-system-hello", status, reason, "no such version", after, 1)
	}
	cases := map[string]struct {
		changes []change
		want    string
	}{
		"not looked at":  {[]change{chart("Unknown", "Progressing")}, "Pending: ArtifactNotReady: HelmChart is not ready"},
		"not made yet":   {[]change{set("HelmRelease", "hello", "flux-system/x", "status", "helmChart")}, "Pending: ArtifactNotReady: HelmChart is not ready"},
		"cannot be had":  {[]change{chart("False", "InvalidChartReference")}, "Non-Compliant: SourceNotReady: HelmChart is not ready (HelmChart: no such version)"},
		"its repository": {[]change{set("HelmRepository", "charts", map[string]any{}, "status", "artifact")}, "Pending: ArtifactNotReady: HelmChart is not ready"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			said := lines(observe.Status(recorded(), changed(t, append(c.changes, unready)...), ""))
			assert.Contains(t, said, "HelmRelease hello: "+c.want)
		})
	}
}

func TestStatusIsFinalWhenFluxHasGivenUpOnWhatAzureMade(t *testing.T) {
	t.Parallel()
	stalled := func(generation int64) change {
		return set("GitRepository", "apps", []any{
			map[string]any{"type": "Ready", "status": "False", "reason": "URLInvalid", "message": "no", "observedGeneration": generation},
			map[string]any{"type": "Stalled", "status": "True", "reason": "URLInvalid", "message": "no", "observedGeneration": generation},
		}, "status", "conditions")
	}
	assert.True(t, observe.Status(recorded(), changed(t, stalled(1)), "").Final)
	assert.False(t, observe.Status(recorded(), changed(t, stalled(1), set("GitRepository", "apps", int64(2), "metadata", "generation")), "").Final)
	assert.False(t, observe.Status(recorded(), load(t, "broken"), "").Final, "a commit helps what a repository has brought")
}

func TestSuspendedObjectsAnswerNothing(t *testing.T) {
	t.Parallel()
	c := recorded()
	c.Suspend = true
	suspend := []change{
		set("GitRepository", "apps", true, "spec", "suspend"), set("GitRepository", "apps", int64(2), "metadata", "generation"),
		set("Kustomization", "apps-infra", true, "spec", "suspend"), set("Kustomization", "apps-apps", true, "spec", "suspend"),
	}
	status := observe.Status(c, changed(t, suspend...), "")
	assert.Equal(t, cluster.Suspended, status.Compliance())
	assert.Equal(t, cluster.Suspended, status.Source.Compliance())

	c.Generation = 2
	status = observe.Status(c, changed(t, suspend...), "")
	assert.Equal(t, cluster.Pending, status.Source.Compliance(), "it is suspended as it was, not as it is to be")
}
