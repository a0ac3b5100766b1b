package flux

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/kube"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/servers"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/stack"
	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/toolchain"
)

// served is a local Azure in a process of its own, as users start it.
type served struct {
	t    *testing.T
	dir  string
	args []string
	cmd  *exec.Cmd
}

// serve starts `local-azure serve` with real clusters, whose temporary folders lie in dir.
func serve(t *testing.T, dir string, args ...string) *served {
	t.Helper()
	s := &served{t: t, dir: dir, args: args}
	s.start()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
	})
	return s
}

func (s *served) start() {
	s.t.Helper()
	root, err := toolchain.FindRoot()
	require.NoError(s.t, err)
	environment := filepath.Join(s.dir, "azure.env")
	_ = os.Remove(environment)
	s.cmd = exec.Command(filepath.Join(root, "bin", "local-azure"), append([]string{
		"serve", "-clusters", "flux", "-latency", "0", "-resource-group", stack.Group, "-env-file", environment, "-page", "",
		"-registered", strings.Join(stack.Namespaces, ","),
	}, s.args...)...)
	s.cmd.Env = append(os.Environ(), "TMPDIR="+s.dir)
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(s.t, err)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	require.NoError(s.t, s.cmd.Start())
	kube.Eventually(s.t, "the local Azure to listen", func() bool {
		_, err := os.Stat(environment)
		return err == nil
	})
}

// azure reaches it with what it has written for its clients.
func (s *served) azure() *stack.Azure {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, "azure.env"))
	require.NoError(s.t, err)
	environment := map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "export "), "=")
		environment[key] = strings.Trim(value, "'")
	}
	return stack.Reach(s.t, environment)
}

// end ends it, and waits until it has.
func (s *served) end(signal os.Signal) {
	s.t.Helper()
	require.NoError(s.t, s.cmd.Process.Signal(signal))
	_ = s.cmd.Wait()
}

// running are all processes of clusters that the local Azure had started, by name.
func (s *served) running() map[string][]int {
	s.t.Helper()
	return processesOf(s.t, s.cmd.Process.Pid)
}

// alive are those of some processes that still run.
func alive(all map[string][]int) []string {
	var out []string
	for name, pids := range all {
		for _, pid := range pids {
			if syscall.Kill(pid, 0) == nil && !ended(pid) {
				out = append(out, name)
			}
		}
	}
	return out
}

// ended says that a process has ended, and that only nobody has asked how.
func ended(pid int) bool {
	out, err := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(pid)).Output()
	return err != nil || strings.HasPrefix(string(out), "Z")
}

func TestNothingIsLeftWhenTheLocalAzureEnds(t *testing.T) { //nolint:paralleltest // a real cluster of its own
	dir := t.TempDir()
	s := serve(t, dir)
	azure := s.azure()
	azure.AKS("aks")
	installFlux(azure, "aks", nil)
	all := s.running()
	for _, name := range []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok", "source-controller"} {
		assert.Len(t, all[name], 1, name)
	}
	folders, err := filepath.Glob(filepath.Join(dir, "local-azure-*"))
	require.NoError(t, err)
	require.Len(t, folders, 1, "the cluster's files")
	assert.Empty(t, listeners(t, all), "nothing listens beyond loopback")

	s.end(os.Interrupt)
	assert.Empty(t, alive(all))
	folders, err = filepath.Glob(filepath.Join(dir, "local-azure-*"))
	require.NoError(t, err)
	assert.Empty(t, folders)
}

func TestTheLocalAzureIsKilledInTheMiddleAndGoesOn(t *testing.T) { //nolint:paralleltest // a real cluster of its own
	dir := t.TempDir()
	s := serve(t, dir, "-state", filepath.Join(dir, "state.json"))
	azure := s.azure()
	azure.AKS("aks")
	installFlux(azure, "aks", nil)
	repository := servers.NewRepository(t, servers.Files{"app/settings.yaml": settings("apps", "first")})
	configuration := azure.ID(stack.Managed("aks"), stack.Configuration("apps"))
	azure.Put(configuration, stack.FluxVersion, map[string]any{"properties": map[string]any{
		"namespace": "apps", "sourceKind": "GitRepository",
		"gitRepository": map[string]any{
			"url":           servers.StartGitHTTP(t, repository, servers.GitHTTPOptions{}),
			"repositoryRef": map[string]any{"branch": "main"}, "syncIntervalInSeconds": 1,
		},
		"kustomizations": map[string]any{"app": map[string]any{"path": "app", "prune": true, "retryIntervalInSeconds": 1}},
	}})
	all := s.running()
	s.end(syscall.SIGKILL)
	kube.Eventually(t, "the cluster to end with the local Azure", func() bool { return len(alive(all)) == 0 })

	s.start()
	azure = s.azure()
	kube.Eventually(t, "the configuration to be followed again", func() bool {
		return azure.Properties(configuration, stack.FluxVersion)["complianceState"] == "Compliant"
	})
	repository.Commit("second", servers.Files{"app/settings.yaml": settings("apps", "second")})
	cluster := inside(t, azure, "aks")
	kube.Eventually(t, "a commit that came after the restart", func() bool { return cluster.TryConfigMap("apps", "settings")["value"] == "second" })
	again := s.running()
	assert.ElementsMatch(t, slices.Collect(maps.Keys(all)), slices.Collect(maps.Keys(again)))
	s.end(os.Interrupt)
	assert.Empty(t, alive(again))
}
