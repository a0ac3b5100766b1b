//go:build unix

package controlplane

import (
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

func TestAnotherPortIsTriedWhenOneIsTaken(t *testing.T) {
	t.Parallel()
	folder, dir := t.TempDir(), t.TempDir()
	script := `#!/bin/sh
if [ "$1" = etcd ]; then : > etcd:1; exec sleep 60; fi
for flag; do case $flag in --secure-port=*) echo "Error: $flag: bind: address already in use";; esac; done
exit 1
`
	for name, text := range map[string]string{kubernetesProgram: script, kwokProgram: "", stagesFile: ""} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700))
	}
	_, err := Start(t.Context(), Options{Programs: folder, Dir: dir})
	require.ErrorContains(t, err, "kube-apiserver did not start: exit status 1: Error: --secure-port=")
	log, err := os.ReadFile(filepath.Join(dir, logsDir, serverName+".log"))
	require.NoError(t, err)
	ports := regexp.MustCompile(`--secure-port=\d+`).FindAllString(string(log), -1)
	slices.Sort(ports)
	assert.Len(t, slices.Compact(ports), portTries)
	assert.Empty(t, marked(t, dir), "nothing is left running")
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
