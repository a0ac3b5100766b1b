//go:build unix

package controlplane

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
)

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
