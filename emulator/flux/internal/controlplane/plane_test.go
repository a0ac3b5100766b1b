//go:build unix

package controlplane

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

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

// pids of the programs, in the order of their start.
func (p *Plane) pids() (pids []int) {
	for _, program := range append([]*process.Process{p.etcd, p.server}, p.others...) {
		pids = append(pids, program.PID())
	}
	return pids
}

func exists(t *testing.T, p *Plane, name string) {
	t.Helper()
	_, err := client(t, p).Resource(configMaps).Namespace("default").Get(t.Context(), name, metav1.GetOptions{})
	require.NoError(t, err)
}

// posing makes a folder of programs in which a script poses as Kubernetes. It is called
// before t.Parallel: a program that is started just while the script is written keeps
// it open, and then it cannot be run.
func posing(t *testing.T, script string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{kubernetesProgram: "#!/bin/sh\n" + script, kwokProgram: "", stagesFile: ""} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700))
	}
	return folder
}

func TestStartSaysWhatIsWrong(t *testing.T) {
	folder, failing := t.TempDir(), posing(t, "echo 'Error: no space left'; exit 1")
	t.Parallel()
	_, err := Start(t.Context(), Options{Programs: folder, Dir: t.TempDir()})
	require.EqualError(t, err, "kubernetes is not in "+folder+": make cluster builds what a real cluster needs")
	_, err = Start(t.Context(), Options{Programs: failing, Dir: t.TempDir()})
	require.EqualError(t, err, "etcd did not start: exit status 1: Error: no space left")
	_, err = Start(t.Context(), Options{Programs: failing, Dir: filepath.Join(failing, kwokProgram)})
	assert.ErrorContains(t, err, "prepare the folder of the cluster: ")
}

func TestAnotherPortIsTriedWhenOneIsTaken(t *testing.T) {
	programs := posing(t, `
if [ "$1" = etcd ]; then : > etcd:1; exec sleep 60; fi
for flag; do case $flag in --secure-port=*) echo "Error: $flag: bind: address already in use";; esac; done
exit 1
`)
	t.Parallel()
	dir := t.TempDir()
	_, err := Start(t.Context(), Options{Dir: dir, Programs: programs})
	require.ErrorContains(t, err, "kube-apiserver did not start: exit status 1: Error: --secure-port=")
	log, err := os.ReadFile(filepath.Join(dir, logsDir, serverName+".log"))
	require.NoError(t, err)
	ports := regexp.MustCompile(`--secure-port=\d+`).FindAllString(string(log), -1)
	slices.Sort(ports)
	assert.Len(t, slices.Compact(ports), portTries)
	assert.Empty(t, marked(t, dir), "nothing is left running")
}

func TestAStartThatIsGivenUpLeavesNothing(t *testing.T) {
	programs := posing(t, `[ "$1" = etcd ] && : > etcd:1; exec sleep 60`)
	t.Parallel()
	dir, seen := t.TempDir(), 0
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Start(ctx, Options{
		Dir: dir, Programs: programs,
		Watch: func(program string, state process.State, _ string) {
			if program == serverName && state == process.Starting {
				seen = len(marked(t, dir))
				cancel()
			}
		},
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 1, seen, "etcd ran")
	assert.Empty(t, marked(t, dir))
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
