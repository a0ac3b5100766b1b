package controllers_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/flux/internal/controllers"
)

var places = controllers.Places{
	Programs: "/programs", Kubeconfig: "/cluster/kubeconfig", Folder: "/cluster/flux",
	Ports: map[string][]int{controllers.Source: {1, 2, 3}, controllers.Kustomize: {4, 5}, controllers.Helm: {6, 7}},
}

func plan(settings map[string]string) map[string]controllers.Program {
	out := map[string]controllers.Program{}
	for _, p := range controllers.Plan(cluster.Extension{Namespace: "flux-system", Settings: settings}, places) {
		out[p.Name] = p
	}
	return out
}

func TestPlanNamesAllControllersAndRunsWhatAzureRunsByDefault(t *testing.T) {
	t.Parallel()
	programs := controllers.Plan(cluster.Extension{Namespace: "flux-system"}, places)
	var names, enabled, runs []string
	for _, p := range programs {
		names = append(names, p.Name)
		if p.Enabled {
			enabled = append(enabled, p.Name)
		}
		if p.Path != "" {
			runs = append(runs, p.Name)
			assert.Empty(t, p.Unavailable)
		}
	}
	assert.Equal(t, []string{
		"source-controller", "kustomize-controller", "helm-controller", "notification-controller",
		"image-automation-controller", "image-reflector-controller",
	}, names)
	assert.Equal(t, names[:4], enabled)
	assert.Equal(t, names[:3], runs)
}

func TestPlanOfTheSourceController(t *testing.T) {
	t.Parallel()
	assert.Equal(t, controllers.Program{
		Name: "source-controller", Enabled: true, Path: "/programs/source-controller",
		Args: []string{
			"--requeue-dependency=500ms", "--min-retry-delay=100ms", "--events-addr=", "--watch-all-namespaces=true", "--enable-leader-election=false",
			"--metrics-addr=127.0.0.1:1", "--health-addr=127.0.0.1:2", "--storage-addr=127.0.0.1:3",
			"--storage-adv-addr=127.0.0.1:3", "--storage-path=/cluster/flux/source-controller/storage",
		},
		Env: []string{
			"HOME=/cluster/flux/source-controller", "TMPDIR=/cluster/flux/source-controller/tmp",
			"RUNTIME_NAMESPACE=flux-system", "KUBECONFIG=/cluster/kubeconfig",
		},
		Folder: "/cluster/flux/source-controller",
		Folders: []string{
			"/cluster/flux/source-controller", "/cluster/flux/source-controller/tmp",
			"/cluster/flux/source-controller/storage",
		},
		Ready: "http://127.0.0.1:2/readyz",
	}, plan(nil)[controllers.Source])
}

func TestPlanTurnsSettingsIntoFlags(t *testing.T) {
	t.Parallel()
	tenancy := []string{"--no-cross-namespace-refs=true", "--default-service-account=flux-applier"}
	cases := map[string]struct {
		of       string
		settings map[string]string
		has      []string
		hasNot   []string
	}{
		"kustomize": {
			controllers.Kustomize, nil,
			append([]string{"--no-remote-bases=true", "--feature-gates=StrictPostBuildSubstitutions=false"}, tenancy...), nil,
		},
		"helm":              {controllers.Helm, nil, tenancy, []string{"--feature-gates", "--no-remote-bases=true"}},
		"no tenancy":        {controllers.Kustomize, map[string]string{"multiTenancy.enforce": "false"}, nil, append(tenancy, "--no-remote-bases=true")},
		"helm, no tenancy":  {controllers.Helm, map[string]string{"multiTenancy.enforce": "False"}, nil, tenancy},
		"level":             {controllers.Source, map[string]string{"source-controller.log-level": "debug"}, []string{"--log-level=debug"}, nil},
		"another's level":   {controllers.Source, map[string]string{"helm-controller.log-level": "debug"}, nil, []string{"--log-level=debug"}},
		"concurrent, wrong": {controllers.Kustomize, map[string]string{"kustomize-controller.concurrent": "many"}, []string{"--concurrent=many"}, nil},
		"requeue": {
			controllers.Kustomize,
			map[string]string{"kustomize-controller.requeue-dependency": "30s"},
			[]string{"--requeue-dependency=30s"},
			[]string{"--requeue-dependency=500ms"},
		},
		"strict": {
			controllers.Kustomize,
			map[string]string{"kustomize-controller.strict-substitution-mode": "true"},
			[]string{"--feature-gates=StrictPostBuildSubstitutions=true"},
			nil,
		},
		"watch": {controllers.Helm, map[string]string{
			"helm-controller.detectDrift": "true", "helm-controller.outOfMemoryWatch.enabled": "true",
			"helm-controller.outOfMemoryWatch.memoryThreshold": "70", "helm-controller.outOfMemoryWatch.interval": "2s",
		}, []string{"--feature-gates=DetectDrift=true,OOMWatch=true", "--oom-watch-memory-threshold=70", "--oom-watch-interval=2s"}, nil},
		"host keys": {
			controllers.Source,
			map[string]string{"source-controller.ssh-host-key-args": "--ssh-hostkey-algos=rsa-sha2-512,rsa-sha2-256"},
			[]string{"--ssh-hostkey-algos=rsa-sha2-512,rsa-sha2-256"},
			nil,
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := plan(c.settings)[c.of].Args
			assert.Subset(t, args, c.has)
			for _, not := range c.hasNot {
				assert.False(t, slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, not) }), "%s in %v", not, args)
			}
		})
	}
}

func TestPlanPassesOverWhatIsAboutPods(t *testing.T) {
	t.Parallel()
	assert.Equal(t, plan(nil), plan(map[string]string{
		"source-controller.resources.limits.memory": "1Gi", "workloadIdentity.enable": "true", "workloadIdentity.azureClientId": "id",
		"useKubeletIdentity": "true", "kustomize-controller.enable-in-memory-build": "true", "fluxconfig-agent.log-level": "error",
	}))
}

func TestPlanSwitchesControllers(t *testing.T) {
	t.Parallel()
	programs := plan(map[string]string{
		"helm-controller.enabled": "false", "notification-controller.enabled": "false", "image-reflector-controller.enabled": "true",
		"source-controller.enabled": "perhaps",
	})
	assert.Equal(t, controllers.Program{Name: controllers.Helm}, programs[controllers.Helm])
	assert.Equal(t, controllers.Program{Name: controllers.Notification}, programs[controllers.Notification])
	assert.True(t, programs[controllers.Source].Enabled, "what is neither true nor false is no answer")
	reflector := programs[controllers.ImageReflector]
	assert.True(t, reflector.Enabled)
	assert.Contains(t, reflector.Unavailable, "image-reflector-controller")
	assert.Empty(t, reflector.Path)
}

func TestPlanTakesProtectedSettingsToo(t *testing.T) {
	t.Parallel()
	programs := controllers.Plan(cluster.Extension{
		Settings: map[string]string{"helm-controller.enabled": "true"}, ProtectedSettings: map[string]string{"helm-controller.enabled": "false"},
	}, places)
	assert.False(t, programs[2].Enabled)
}

func TestPlanLetsNoSettingMoveAListener(t *testing.T) {
	t.Parallel()
	args := plan(map[string]string{"source-controller.ssh-host-key-args": "--storage-addr=0.0.0.0:80 --health-addr=:81"})[controllers.Source].Args
	for _, flag := range []string{"--storage-addr=", "--health-addr="} {
		last := ""
		for _, arg := range args {
			if strings.HasPrefix(arg, flag) {
				last = arg
			}
		}
		assert.Contains(t, last, "=127.0.0.1:")
	}
}

// The real programs are asked whether they have all flags, where they have been built.
func TestProgramsKnowTheirFlags(t *testing.T) {
	t.Parallel()
	at := places
	at.Programs = filepath.Join("..", "..", "..", "..", "bin", "cluster")
	settings := map[string]string{
		"helm-controller.outOfMemoryWatch.memoryThreshold": "70", "helm-controller.outOfMemoryWatch.interval": "2s",
		"helm-controller.detectDrift": "true", "source-controller.ssh-host-key-args": "--ssh-hostkey-algos=rsa-sha2-512",
	}
	for _, name := range []string{controllers.Source, controllers.Kustomize, controllers.Helm} {
		settings[name+".log-level"], settings[name+".concurrent"] = "debug", "3"
	}
	for _, p := range controllers.Plan(cluster.Extension{Settings: settings}, at) {
		if p.Path == "" {
			continue // Unavailable
		}
		t.Run(p.Name, func(t *testing.T) {
			t.Parallel()
			if _, err := os.Stat(p.Path); err != nil {
				if os.Getenv("CI") != "" || os.Getenv("REQUIRE_CLUSTER") != "" {
					require.NoError(t, err)
				}
				t.Skip("its program is not there; `make cluster` builds it")
			}
			// --help after the flags ends the program before it does anything; a flag that it does not know ends it before that.
			output, err := exec.Command(p.Path, append(p.Args, "--help")...).CombinedOutput()
			assert.Contains(t, string(output), "Usage of", err)
			for line := range strings.SplitSeq(string(output), "\n") {
				assert.NotContains(t, line, "unknown flag")
				assert.NotContains(t, line, "invalid argument")
			}
		})
	}
}
