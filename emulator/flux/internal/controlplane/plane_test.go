package controlplane

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/process"
)

// A control plane takes seconds to start and half a gigabyte: one goes through all of
// its life, in two processes.
func TestLifeOfAControlPlane(t *testing.T) {
	t.Parallel()
	options := Options{Programs: programs(t), Dir: filepath.Join(t.TempDir(), "demo"), Name: "demo"}
	ownerKilled(t, options.Dir)

	var states states
	options.Watch = states.write
	began := time.Now()
	p, err := Start(t.Context(), options)
	require.NoError(t, err)
	t.Cleanup(p.Close)
	t.Logf("started after %s", time.Since(began).Round(time.Millisecond))

	exists(t, p, "of-the-owner-that-was-killed")
	nodesFollow(t, p)
	deploys(t, p, "web")
	isGuarded(t, p)
	private(t, options.Dir)
	listensOnLoopbackAlone(t, p)
	heals(t, p, &states)

	p.Close()
	p.Close()
	assert.Equal(t, []int{0, 0, 0, 0, 0}, p.pids())
	p, err = Start(t.Context(), options)
	require.NoError(t, err)
	t.Cleanup(p.Close)
	exists(t, p, "of-the-owner-that-was-killed")
	deploys(t, p, "after-a-restart")
}

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

// pids of the programs, in the order of their start.
func (p *Plane) pids() (pids []int) {
	for _, program := range append([]*process.Process{p.etcd, p.server}, p.others...) {
		pids = append(pids, program.PID())
	}
	return pids
}

// ownerKilled has another process start a control plane, puts something into it, and
// kills that process: on Linux all of its programs end with it.
func ownerKilled(t *testing.T, dir string) {
	t.Helper()
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), owned+"="+dir)
	output, err := other.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, other.Start())
	lines := bufio.NewScanner(output)
	require.True(t, lines.Scan())
	require.Equal(t, "started", lines.Text())

	f, err := prepare(dir)
	require.NoError(t, err)
	config, err := clientcmd.BuildConfigFromFlags("", f.kubeconfig)
	require.NoError(t, err)
	c, err := dynamic.NewForConfig(config)
	require.NoError(t, err)
	object := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "of-the-owner-that-was-killed"},
	}}
	_, err = c.Resource(configMaps).Namespace("default").Create(t.Context(), object, metav1.CreateOptions{})
	require.NoError(t, err)
	pids := marked(t, dir)
	require.Len(t, pids, 5)
	require.NoError(t, other.Process.Kill())
	_ = other.Wait() // killed
	for _, pid := range pids {
		require.Eventually(t, func() bool { return syscall.Kill(pid, 0) != nil }, soon, often)
	}
}

// marked are the processes that a folder's files name.
func marked(t *testing.T, dir string) (pids []int) {
	t.Helper()
	marks, err := filepath.Glob(filepath.Join(dir, "*.pid"))
	require.NoError(t, err)
	for _, path := range marks {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		var mark struct{ PID int }
		require.NoError(t, json.Unmarshal(text, &mark))
		pids = append(pids, mark.PID)
	}
	return pids
}

func exists(t *testing.T, p *Plane, name string) {
	t.Helper()
	_, err := client(t, p).Resource(configMaps).Namespace("default").Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
}

// deploys has a Deployment of three run: the controller manager makes pods, admission
// gives them an account, the scheduler a node, and KWOK runs them.
func deploys(t *testing.T, p *Plane, name string) {
	t.Helper()
	labels := map[string]any{"app": name}
	deployment := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apps/v1", "kind": "Deployment", "metadata": map[string]any{"name": name},
		"spec": map[string]any{
			"replicas": int64(3),
			"selector": map[string]any{"matchLabels": labels},
			"template": map[string]any{
				"metadata": map[string]any{"labels": labels},
				"spec":     map[string]any{"containers": []any{map[string]any{"name": "c", "image": "registry.invalid/c"}}},
			},
		},
	}}
	c, began := client(t, p), time.Now()
	_, err := c.Resource(deployments).Namespace("default").Create(t.Context(), deployment, metav1.CreateOptions{})
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		got, err := c.Resource(deployments).Namespace("default").Get(t.Context(), name, metav1.GetOptions{})
		if err != nil {
			return false
		}
		ready, _, _ := unstructured.NestedInt64(got.Object, "status", "readyReplicas")
		return ready == 3
	}, soon, often, "%s does not run", name)
	t.Logf("%s runs after %s", name, time.Since(began).Round(time.Millisecond))
	list, err := c.Resource(pods).Namespace("default").List(t.Context(), metav1.ListOptions{LabelSelector: "app=" + name})
	require.NoError(t, err)
	require.Len(t, list.Items, 3)
	account, _, _ := unstructured.NestedString(list.Items[0].Object, "spec", "serviceAccountName")
	assert.Equal(t, "default", account)
}

// isGuarded: who has no token, or no right, gets nothing.
func isGuarded(t *testing.T, p *Plane) {
	t.Helper()
	stranger, weak := p.RESTConfig(), p.RESTConfig()
	stranger.BearerToken = "guessed"
	weak.BearerToken = p.files.tokens[scheduler]
	account := p.RESTConfig()
	account.Impersonate = rest.ImpersonationConfig{UserName: "system:serviceaccount:default:default"}
	for words, config := range map[string]*rest.Config{"Unauthorized": stranger, "forbidden": weak, `"system:serviceaccount:default:default" cannot list`: account} {
		c, err := dynamic.NewForConfig(config)
		require.NoError(t, err)
		_, err = c.Resource(configMaps).Namespace("default").List(t.Context(), metav1.ListOptions{})
		assert.ErrorContains(t, err, words)
	}
}

// nodesFollow the pools, in number, labels and taints, and leave a node of somebody
// else alone.
func nodesFollow(t *testing.T, p *Plane) {
	t.Helper()
	c := client(t, p).Resource(nodesResource)
	foreign := &unstructured.Unstructured{Object: map[string]any{"apiVersion": "v1", "kind": "Node", "metadata": map[string]any{"name": "foreign"}}}
	_, err := c.Create(t.Context(), foreign, metav1.CreateOptions{})
	require.NoError(t, err)
	become := func(pools []cluster.NodePool, want ...string) {
		t.Helper()
		require.NoError(t, p.SetNodes(t.Context(), pools))
		list, err := c.List(t.Context(), metav1.ListOptions{})
		require.NoError(t, err)
		names := make([]string, 0, len(list.Items))
		for _, node := range list.Items {
			names = append(names, node.GetName())
		}
		slices.Sort(names)
		assert.Equal(t, want, names)
	}
	name := func(pool string, i int) string { return nodeName("demo", pool, i) }
	become([]cluster.NodePool{
		{Name: "a", Count: 2, Labels: map[string]string{"one": "1", "two": "2"}, Taints: []string{"a=b:PreferNoSchedule", "c:PreferNoSchedule"}},
		{Name: "b", Count: 1},
	}, name("a", 0), name("a", 1), name("b", 0), "foreign")
	ready(t, c, name("a", 0))

	become([]cluster.NodePool{{Name: "a", Count: 1, Labels: map[string]string{"two": "3"}}, {Name: "b", Count: 0}}, name("a", 0), "foreign")
	node, err := c.Get(t.Context(), name("a", 0), metav1.GetOptions{})
	require.NoError(t, err)
	assert.NotContains(t, node.GetLabels(), "one")
	assert.Equal(t, "3", node.GetLabels()["two"])
	require.Eventually(t, func() bool { return len(taintsOf(t, c, name("a", 0))) == 0 }, soon, often)

	require.NoError(t, c.Delete(t.Context(), "foreign", metav1.DeleteOptions{}))
	become(nil, "node-1")
}

// ready waits until a node is, with the taints that were asked for and no other.
func ready(t *testing.T, c dynamic.ResourceInterface, name string) {
	t.Helper()
	require.Eventually(t, func() bool { return slices.Equal(taintsOf(t, c, name), []string{"a", "c"}) }, soon, often)
	node, err := c.Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
	phase, _, _ := unstructured.NestedString(node.Object, "status", "phase")
	assert.Equal(t, "Running", phase)
}

func taintsOf(t *testing.T, c dynamic.ResourceInterface, name string) (keys []string) {
	t.Helper()
	node, err := c.Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
	taints, _, _ := unstructured.NestedSlice(node.Object, "spec", "taints")
	for _, taint := range taints {
		keys = append(keys, taint.(map[string]any)["key"].(string))
	}
	slices.Sort(keys)
	return keys
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

func TestStartSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	dir := filepath.Join(t.TempDir(), "demo")
	_, err := Start(t.Context(), Options{Programs: folder, Dir: dir})
	require.EqualError(t, err, "kubernetes is not in "+folder+": make cluster builds what a real cluster needs")
	for name, text := range map[string]string{kubernetesProgram: "#!/bin/sh\necho 'Error: no space left'\nexit 1\n", kwokProgram: "", stagesFile: ""} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700))
	}
	_, err = Start(t.Context(), Options{Programs: folder, Dir: dir})
	require.EqualError(t, err, "etcd did not start: exit status 1: Error: no space left")
	_, err = Start(t.Context(), Options{Programs: folder, Dir: filepath.Join(folder, kwokProgram)})
	assert.ErrorContains(t, err, "prepare the folder of the cluster: ")
}

func TestPassingErrors(t *testing.T) {
	t.Parallel()
	assert.True(t, passing(syscall.ECONNREFUSED))
	assert.True(t, passing(apierrors.NewServiceUnavailable("starting")))
	assert.False(t, passing(apierrors.NewBadRequest("never")))
}

func TestWhatIsNotReady(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "[-]etcd failed: reason withheld, [-]log failed", unready(strings.Join([]string{"[+]ping ok", "[-]etcd failed: reason withheld", "[-]log failed", "readyz check failed"}, "\n")))
}
