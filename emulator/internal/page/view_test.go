package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/arc"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/page/example"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// golden compares a value with a file beside the test, which GOLDEN=rewrite writes.
func golden(t *testing.T, name string, value any) {
	t.Helper()
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	require.NoError(t, encoder.Encode(value))
	path := filepath.Join("testdata", name)
	if os.Getenv("GOLDEN") == "rewrite" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, text.Bytes(), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "make it with GOLDEN=rewrite, and read it before it is committed")
	if diff := cmp.Diff(string(want), text.String()); diff != "" {
		t.Errorf("%s (-) is not what the test made (+); if the change is meant, run the test with GOLDEN=rewrite\n%s", path, diff)
	}
}

func exampleSnapshot(t *testing.T) snapshot {
	t.Helper()
	store, err := example.Store()
	require.NoError(t, err)
	s := take(store)
	s.now = example.Now()
	return s
}

func TestViewOfTheExample(t *testing.T) {
	t.Parallel()
	s := exampleSnapshot(t)
	s.asked = map[string]time.Time{resourceid.Key(s.clusters[0].configurations[0].ID): s.now.Add(-5 * time.Second)}
	golden(t, "example.json", view(s, 0))
}

func TestViewOfNothing(t *testing.T) {
	t.Parallel()
	assert.Equal(t, View{Paging: Paging{Before: -1, After: -1}}, view(snapshot{}, 7))
}

// on is a connected cluster with a Flux extension and one configuration.
func on(change func(*state.Resource)) held {
	parent := "/subscriptions/s/resourceGroups/g/providers/" + arc.ConnectedType + "/edge"
	r := &state.Resource{
		ID: parent + "/providers/" + flux.ConfigurationType + "/web", Name: "web", Type: flux.ConfigurationType, State: state.Succeeded, Generation: 2,
		Input:    map[string]any{"properties": map[string]any{"gitRepository": map[string]any{"url": "https://e.com/r"}}},
		Observed: &cluster.Status{Generation: 2, Source: cluster.Object{Kind: "GitRepository", Name: "web", Namespace: "default"}},
	}
	change(r)
	return held{
		cluster:        &state.Resource{ID: parent, Name: "edge", Type: arc.ConnectedType, State: state.Succeeded},
		extensions:     []*state.Resource{{ID: parent + "/e", Name: "flux", State: state.Succeeded}},
		configurations: []*state.Resource{r},
	}
}

func TestConfigurationsInUnusualStates(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*state.Resource)
		check  func(*assert.Assertions, View, Configuration)
	}{
		"nothing was reported yet": {
			func(r *state.Resource) { r.Observed = nil },
			func(a *assert.Assertions, v View, c Configuration) {
				a.Equal(Badge{"Pending", busy}, c.Compliance)
				a.Empty(c.Objects)
				a.Empty(v.Trouble)
				a.Equal("web on edge: Pending", c.Said)
			},
		},
		"the report is about an earlier one": {
			func(r *state.Resource) { r.Observed.Generation = 1 },
			func(a *assert.Assertions, _ View, c Configuration) { a.True(c.Stale); a.Len(c.Objects, 1) },
		},
		"the report names no source yet": {
			func(r *state.Resource) { r.Observed.Source = cluster.Object{} },
			func(a *assert.Assertions, _ View, c Configuration) { a.Empty(c.Objects) },
		},
		"its extension is gone": {
			func(r *state.Resource) { r.Orphaned, r.Failure = true, "nothing acts on it" },
			func(a *assert.Assertions, v View, c Configuration) {
				a.Equal(Badge{"Unknown", warn}, c.Compliance)
				a.Equal("nothing acts on it", c.Error)
				a.False(c.Reconcilable)
				a.Equal([]Trouble{{Name: "web", Cluster: "edge", Link: "/#" + c.Anchor}}, v.Trouble)
			},
		},
		"it is being deleted": {
			func(r *state.Resource) { r.State = state.Deleting },
			func(a *assert.Assertions, _ View, c Configuration) {
				a.Equal(&Badge{"Deleting", busy}, c.State)
				a.False(c.Reconcilable)
			},
		},
		"the write failed, though the cluster complies": {
			func(r *state.Resource) { r.State, r.Failure = state.Failed, "too late" },
			func(a *assert.Assertions, v View, c Configuration) { a.Equal("too late", c.Error); a.Len(v.Trouble, 1) },
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := view(snapshot{now: example.Now(), clusters: []held{on(c.change)}}, 0)
			require.Len(t, v.Clusters[0].Configurations, 1)
			c.check(assert.New(t), v, v.Clusters[0].Configurations[0])
		})
	}
}

func TestClustersThatFailedNeedALook(t *testing.T) {
	t.Parallel()
	h := on(func(*state.Resource) {})
	h.cluster.State, h.cluster.Failure = state.Failed, "it did not start"
	h.extensions[0].State, h.extensions[0].Failure = state.Failed, "it crashed"
	v := view(snapshot{clusters: []held{h}}, 0)
	assert.Equal(t, []string{"the cluster", "the extension"}, []string{v.Trouble[0].Name, v.Trouble[1].Name})
	assert.Equal(t, "it did not start", v.Clusters[0].Failure)
	assert.Equal(t, "it crashed", v.Clusters[0].Extensions[0].Failure)
}

func TestManyClustersAreShownInPages(t *testing.T) {
	t.Parallel()
	var s snapshot
	for i := range 2*clustersAtOnce + 5 {
		h := on(func(r *state.Resource) { r.Orphaned = i == clustersAtOnce })
		h.cluster.Name = fmt.Sprintf("c%02d", i)
		s.clusters = append(s.clusters, h)
	}
	for _, c := range []struct {
		from int
		want Paging
	}{
		{0, Paging{First: 1, Last: 20, Total: 45, Before: -1, After: 20}},
		{20, Paging{First: 21, Last: 40, Total: 45, Before: 0, After: 40}},
		{40, Paging{First: 41, Last: 45, Total: 45, Before: 20, After: -1}},
		{10, Paging{First: 11, Last: 30, Total: 45, Before: 0, After: 30}},
		{45, Paging{First: 1, Last: 20, Total: 45, Before: -1, After: 20}},
		{-1, Paging{First: 1, Last: 20, Total: 45, Before: -1, After: 20}},
	} {
		v := view(s, c.from)
		assert.Equal(t, c.want, v.Paging, c.from)
		assert.Len(t, v.Clusters, c.want.Last-c.want.First+1)
		assert.Equal(t, fmt.Sprintf("c%02d", c.want.First-1), v.Clusters[0].Name)
		assert.Regexp(t, `^/\?from=20#x`, v.Trouble[0].Link, "trouble is found wherever it is")
		assert.Equal(t, 45, v.Total)
	}
}

func TestOnlyTheNewestOperationsAreShown(t *testing.T) {
	t.Parallel()
	s := snapshot{now: example.Now()}
	for i := range operationsAtOnce + 3 {
		s.operations = append(s.operations, &state.Operation{ID: fmt.Sprint(i), Resource: "/subscriptions/s/resourceGroups/g", Started: s.now})
	}
	v := view(s, 0)
	assert.Len(t, v.Operations, operationsAtOnce)
	assert.Equal(t, []int{3, operationsAtOnce + 3}, []int{v.Earlier, v.Running})
	assert.Equal(t, []string{"resource group", "g", ""}, []string{v.Operations[0].Kind, v.Operations[0].Name, v.Operations[0].On})
}
