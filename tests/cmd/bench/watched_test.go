package main

import (
	"context"
	"testing"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRunningTakesAllDeploymentsWithAllReplicas(t *testing.T) {
	t.Parallel()
	frontend := cluster.Deployment{Namespace: "web", Name: "frontend", Replicas: 2, Ready: 2}
	web := cluster.Deployment{Namespace: "web", Name: "web", Replicas: 2, Ready: 2}
	half, other, few := web, web, web
	half.Ready, other.Namespace = 1, "default"
	few.Replicas, few.Ready = 1, 1
	for name, c := range map[string]struct {
		deployments []cluster.Deployment
		want        bool
	}{
		"none":            {nil, false},
		"one":             {[]cluster.Deployment{frontend}, false},
		"one half ready":  {[]cluster.Deployment{frontend, half}, false},
		"another's":       {[]cluster.Deployment{frontend, other}, false},
		"fewer replicas":  {[]cluster.Deployment{frontend, few}, false},
		"both":            {[]cluster.Deployment{frontend, web}, true},
		"both, and other": {[]cluster.Deployment{frontend, other, web}, true},
	} {
		assert.Equal(t, c.want, running(cluster.Status{Deployments: c.deployments}), name)
	}
}

// scripted is a cluster that reports what it is told to.
type scripted struct {
	cluster.Behaviour
	report func(cluster.Status)
}

func (s *scripted) Create(_ cluster.Cluster, done func(map[string]string, error)) { done(nil, nil) }
func (s *scripted) Install(_ cluster.Extension, _ func([]cluster.Controller), done func(error)) {
	done(nil)
}
func (s *scripted) Apply(_ cluster.Configuration, report func(cluster.Status)) { s.report = report }

func TestWatchedClusterNotesWhenItArrives(t *testing.T) {
	t.Parallel()
	script := &scripted{}
	w := watch(script, func(s cluster.Status) bool { return s.Revision == "there" })
	w.Create(cluster.Cluster{}, func(map[string]string, error) {})
	w.Install(cluster.Extension{}, nil, func(error) {})
	var told []string
	w.Apply(cluster.Configuration{}, func(s cluster.Status) { told = append(told, s.Revision) })

	script.report(cluster.Status{Revision: "before"})
	_, err := w.await(t.Context(), time.Millisecond)
	require.ErrorContains(t, err, "not there 1ms after")

	script.report(cluster.Status{Revision: "there"})
	times, err := w.await(t.Context(), time.Minute)
	require.NoError(t, err)
	script.report(cluster.Status{Revision: "there"})
	again, err := w.await(t.Context(), time.Minute)
	require.NoError(t, err)
	assert.Equal(t, times, again, "the first time counts")
	assert.Equal(t, []string{"before", "there", "there"}, told, "Azure is told all the same")
	assert.False(t, times.ready.Before(times.asked))
	assert.False(t, times.installed.Before(times.ready))
	assert.True(t, times.arrived.After(times.installed))
}

func TestWatchedClusterIsNotWaitedForAfterACancel(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := watch(&scripted{}, running).await(ctx, time.Minute)
	require.ErrorIs(t, err, context.Canceled)
}
