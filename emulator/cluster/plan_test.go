package cluster_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// clock gives times a second apart.
func clock() func() time.Time {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

func configuration(url string, kustomizations ...cluster.Kustomization) cluster.Configuration {
	ordered, _ := cluster.Order(kustomizations)
	return cluster.Configuration{
		Reference: cluster.Reference{Cluster: "/c", Namespace: "flux-system", Name: "apps"}, Generation: 3,
		Source: cluster.Source{Kind: cluster.GitRepository, URL: url, Branch: "main"}, Kustomizations: ordered,
	}
}

func kustomization(name, path string, after ...string) cluster.Kustomization {
	return cluster.Kustomization{Name: name, Object: "apps-" + name, Path: path, DependsOn: after}
}

// play runs a plan and gives back each step's compliance, and the last status.
func play(c cluster.Configuration) (states []cluster.Compliance, last cluster.Status) {
	for _, step := range cluster.Plan(c, clock()) {
		last = step()
		states = append(states, last.Compliance())
	}
	return states, last
}

func TestPlanReachesCompliantInTheOrderOfDependencies(t *testing.T) {
	t.Parallel()
	c := configuration("https://example.com/r", kustomization("b", "./b", "a"), kustomization("a", "./a"), kustomization("c", "./c", "b"))
	var seen [][]string
	for _, step := range cluster.Plan(c, clock()) {
		var ready []string
		for _, k := range step().Kustomizations {
			if k.Ready().Status == "True" {
				ready = append(ready, k.Name)
			}
		}
		seen = append(seen, ready)
	}
	assert.Equal(t, [][]string{nil, nil, {"apps-a"}, {"apps-a", "apps-b"}, {"apps-a", "apps-b", "apps-c"}}, seen)
	states, last := play(c)
	assert.Equal(t, []cluster.Compliance{cluster.Pending, cluster.Pending, cluster.Pending, cluster.Pending, cluster.Compliant}, states)
	assert.Equal(t, 3, last.Generation)
	assert.True(t, last.Settled())
}

func TestPlanKeepsTheTimeOfTransitions(t *testing.T) {
	t.Parallel()
	_, last := play(configuration("https://example.com/r", kustomization("a", "./a"), kustomization("b", "./b", "a")))
	start := clock()()
	assert.Equal(t, start.Add(time.Second), last.Source.Ready().LastTransitionTime)
	assert.Equal(t, start.Add(time.Second), last.FetchedAt)
	assert.Equal(t, start.Add(2*time.Second), last.Kustomizations[0].Ready().LastTransitionTime)
	assert.Equal(t, start.Add(3*time.Second), last.Kustomizations[1].Ready().LastTransitionTime)
}

func TestPlanFailsWhereItIsToldTo(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		c    cluster.Configuration
		says string
	}{
		"host":     {configuration("https://git.invalid/r", kustomization("a", "./a")), "GitRepository flux-system/apps: failed to fetch https://git.invalid/r: no such host"},
		"ssh host": {configuration("git@git.invalid:r", kustomization("a", "./a")), "GitRepository flux-system/apps: failed to fetch git@git.invalid:r: no such host"},
		"path":     {configuration("https://example.com/r", kustomization("a", "./missing"), kustomization("b", "./b", "a")), "Kustomization flux-system/apps-a: kustomization path not found: ./missing"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			states, last := play(c.c)
			assert.Equal(t, cluster.NonCompliant, states[len(states)-1])
			assert.Equal(t, c.says, last.Failure())
		})
	}
}

func TestPlanOfASuspendedConfigurationIsOneStep(t *testing.T) {
	t.Parallel()
	c := configuration("https://example.com/r", kustomization("a", "./a"))
	c.Suspend = true
	states, last := play(c)
	assert.Equal(t, []cluster.Compliance{cluster.Suspended}, states)
	assert.Empty(t, last.Revision)
}

func TestRevisionIsFluxShapedAndStays(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		source cluster.Source
		like   string
	}{
		"branch":     {cluster.Source{Kind: cluster.GitRepository, URL: "u", Branch: "b"}, `^b/[0-9a-f]{40}$`},
		"none":       {cluster.Source{Kind: cluster.GitRepository, URL: "u"}, `^master/[0-9a-f]{40}$`},
		"precedence": {cluster.Source{Kind: cluster.GitRepository, URL: "u", Branch: "b", Tag: "t", Semver: "s"}, `^s/`},
		"commit":     {cluster.Source{Kind: cluster.GitRepository, URL: "u", Branch: "b", Commit: "abc"}, `^b/abc$`},
		"oci":        {cluster.Source{Kind: cluster.OCIRepository, URL: "u"}, `^latest@sha256:[0-9a-f]{64}$`},
		"bucket":     {cluster.Source{Kind: cluster.Bucket, URL: "u"}, `^sha256:[0-9a-f]{64}$`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Regexp(t, c.like, cluster.Revision(c.source))
			assert.Equal(t, cluster.Revision(c.source), cluster.Revision(c.source))
		})
	}
}

func TestDeployKeyIsMadeForSSHWithoutAKey(t *testing.T) {
	t.Parallel()
	key := func(url string, protected map[string]string) string {
		c := configuration(url)
		c.Source.ProtectedSettings = protected
		_, last := play(c)
		return last.PublicKey
	}
	assert.Regexp(t, "^ssh-ed25519 AAAA", key("ssh://git@example.com/r", nil))
	assert.Regexp(t, "^ssh-ed25519 AAAA", key("git@example.com:r", nil))
	assert.Empty(t, key("git@example.com:r", map[string]string{"sshPrivateKey": "a2V5"}))
	assert.Empty(t, key("https://example.com/r", nil))
}

func TestOrderNamesTheCircle(t *testing.T) {
	t.Parallel()
	_, circle := cluster.Order([]cluster.Kustomization{kustomization("a", "", "b"), kustomization("b", "", "c"), kustomization("c", "", "b")})
	assert.Equal(t, []string{"b", "c", "b"}, circle)
	_, circle = cluster.Order([]cluster.Kustomization{kustomization("a", "", "a")})
	assert.Equal(t, []string{"a", "a"}, circle)
}

func TestSimulatedReportsUntilRemoved(t *testing.T) {
	t.Parallel()
	s := cluster.NewSimulated(time.Millisecond)
	c := configuration("https://example.com/r", kustomization("a", "./a"))
	reports := make(chan cluster.Status, 16)
	s.Apply(c, func(status cluster.Status) { reports <- status })
	var last cluster.Status
	for last.Compliance() != cluster.Compliant || last.Generation == 0 {
		select {
		case last = <-reports:
		case <-time.After(5 * time.Second):
			t.Fatal("the configuration did not become compliant")
		}
	}
	removed := make(chan error, 1)
	s.Remove(c.Reference, func(err error) { removed <- err })
	require.NoError(t, <-removed)

	// What has settled before is not played again.
	c.Observed = &last
	s.Apply(c, func(cluster.Status) { t.Error("reported again") })
	require.NoError(t, s.Close())
	s.Apply(configuration("https://example.com/other"), func(cluster.Status) { t.Error("reported after Close") })
}
