//go:build unix

package controlplane

import (
	"context"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// states are what Watch was told, by program.
type states struct {
	mu  sync.Mutex
	all map[string][]process.State
}

func (s *states) write(program string, state process.State, _ string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[string][]process.State{}
	}
	s.all[program] = append(s.all[program], state)
}

// count is how often a program has been in a state.
func (s *states) count(program string, state process.State) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, was := range s.all[program] {
		if was == state {
			n++
		}
	}
	return n
}

// heals: whatever crashes comes back, and the cluster works as before.
func heals(t *testing.T, p *Plane, states *states) {
	t.Helper()
	var mu sync.Mutex
	back := 0
	p.OnBack(func() {
		mu.Lock()
		defer mu.Unlock()
		back++
	})
	names := []string{etcdName, serverName, controllerManagerName, schedulerName, kwokName}
	for i, pid := range p.pids() {
		if names[i] == serverName {
			continue // the last, since the others are started anew with it
		}
		require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
	}
	for _, name := range names {
		require.Eventually(t, func() bool { return name == serverName || states.count(name, process.Running) == 2 }, soon, often, name)
	}
	require.Eventually(t, func() bool { return worked(t, p) }, soon, often)
	deploys(t, p, "after-four-crashed")
	assert.Zero(t, back)

	require.NoError(t, syscall.Kill(p.server.PID(), syscall.SIGKILL))
	require.NoError(t, p.SetNodes(t.Context(), []cluster.NodePool{{Name: "a", Count: 2}}), "it waits for the API server")
	require.Eventually(t, func() bool { mu.Lock(); defer mu.Unlock(); return back == 1 }, soon, often)
	deploys(t, p, "after-the-server-crashed")
	drains(t, p)
	assert.Equal(t, 1, states.count(serverName, process.Crashed))
	for _, name := range names[2:] {
		assert.Equal(t, []int{1, 3}, []int{states.count(name, process.Crashed), states.count(name, process.Running)}, name)
	}
}

// worked says whether the API server can write.
func worked(t *testing.T, p *Plane) bool {
	object := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"generateName": "written-"},
	}}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	_, err := client(t, p).Resource(configMaps).Namespace("default").Create(ctx, object, metav1.CreateOptions{})
	return err == nil
}
