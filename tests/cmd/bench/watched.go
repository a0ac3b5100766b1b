package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// milestones are when a cluster got how far.
type milestones struct {
	// asked is when Azure asked for the cluster.
	asked time.Time
	// ready is when it ran, and installed when its extension did.
	ready, installed time.Time
	// arrived is when it first told Azure what was waited for.
	arrived time.Time
}

// watched is a cluster that notes when it gets how far. There is one cluster in it, with one configuration.
type watched struct {
	cluster.Behaviour
	isThere func(cluster.Status) bool

	mu    sync.Mutex
	times milestones
	last  cluster.Status
	there chan struct{}
}

func watch(clusters cluster.Behaviour, isThere func(cluster.Status) bool) *watched {
	return &watched{Behaviour: clusters, isThere: isThere, there: make(chan struct{})}
}

// Create implements cluster.Behaviour.
func (w *watched) Create(c cluster.Cluster, done func(map[string]string, error)) {
	w.note(&w.times.asked)
	w.Behaviour.Create(c, func(tags map[string]string, err error) {
		w.note(&w.times.ready)
		done(tags, err)
	})
}

// Install implements cluster.Behaviour.
func (w *watched) Install(extension cluster.Extension, report func([]cluster.Controller), done func(error)) {
	w.Behaviour.Install(extension, report, func(err error) {
		w.note(&w.times.installed)
		done(err)
	})
}

// Apply implements cluster.Behaviour.
func (w *watched) Apply(configuration cluster.Configuration, report func(cluster.Status)) {
	w.Behaviour.Apply(configuration, func(status cluster.Status) {
		w.see(status)
		report(status)
	})
}

func (w *watched) note(at *time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	*at = time.Now()
}

func (w *watched) see(status cluster.Status) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = status
	if w.times.arrived.IsZero() && w.isThere(status) {
		w.times.arrived = time.Now()
		close(w.there)
	}
}

// await waits until the cluster has arrived.
func (w *watched) await(ctx context.Context, limit time.Duration) (milestones, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	select {
	case <-w.there:
	case <-ctx.Done():
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case !w.times.arrived.IsZero():
		return w.times, nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return w.times, fmt.Errorf("the cluster was not there %s after `pulumi up`: %s; its deployments: %v", limit, w.last.Obstacle(), w.last.Deployments)
	default:
		return w.times, ctx.Err()
	}
}
