package aksgitops

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// allSettings says for each of the extension's keys which input of fullExtension sets it, and to what.
const allSettings = `
source-controller.enabled                               controllers.source                             true
kustomize-controller.enabled                            controllers.kustomize                          true
helm-controller.enabled                                 controllers.helm                               true
notification-controller.enabled                         controllers.notification                       true
image-automation-controller.enabled                     controllers.imageAutomation                    true
image-reflector-controller.enabled                      controllers.imageReflector                     true
multiTenancy.enforce                                    multiTenancy                                   false
useKubeletIdentity                                      useKubeletIdentity                             true
setKubeServiceHostFqdn                                  setKubeServiceHostFqdn                         true
workloadIdentity.enable                                 workloadIdentity                               true
workloadIdentity.azureClientId                          workloadIdentity.clientId                      11111111-2222-3333-4444-555555555555
workloadIdentity.azureTenantId                          workloadIdentity.tenantId                      11111111-2222-3333-4444-555555555555
source-controller.ssh-host-key-args                     sshHostKeyAlgorithms                           --ssh-hostkey-algos=rsa-sha2-512,rsa-sha2-256
image-automation-controller.ssh-host-key-args           sshHostKeyAlgorithms                           --ssh-hostkey-algos=rsa-sha2-512,rsa-sha2-256
source-controller.log-level                             tuning.source.logLevel                         debug
source-controller.resources.limits.cpu                  tuning.source.limits.cpu                       2
source-controller.resources.limits.memory               tuning.source.limits.memory                    2Gi
source-controller.resources.requests.cpu                tuning.source.requests.cpu                     100m
source-controller.resources.requests.memory             tuning.source.requests.memory                  64Mi
notification-controller.log-level                       tuning.notification.logLevel                   debug
notification-controller.resources.limits.cpu            tuning.notification.limits.cpu                 2
notification-controller.resources.limits.memory         tuning.notification.limits.memory              2Gi
notification-controller.resources.requests.cpu          tuning.notification.requests.cpu               100m
notification-controller.resources.requests.memory       tuning.notification.requests.memory            64Mi
image-automation-controller.log-level                   tuning.imageAutomation.logLevel                debug
image-automation-controller.resources.limits.cpu        tuning.imageAutomation.limits.cpu              2
image-automation-controller.resources.limits.memory     tuning.imageAutomation.limits.memory           2Gi
image-automation-controller.resources.requests.cpu      tuning.imageAutomation.requests.cpu            100m
image-automation-controller.resources.requests.memory   tuning.imageAutomation.requests.memory         64Mi
image-reflector-controller.log-level                    tuning.imageReflector.logLevel                 debug
image-reflector-controller.resources.limits.cpu         tuning.imageReflector.limits.cpu               2
image-reflector-controller.resources.limits.memory      tuning.imageReflector.limits.memory            2Gi
image-reflector-controller.resources.requests.cpu       tuning.imageReflector.requests.cpu             100m
image-reflector-controller.resources.requests.memory    tuning.imageReflector.requests.memory          64Mi
kustomize-controller.log-level                          tuning.kustomize.logLevel                      error
kustomize-controller.resources.limits.cpu               tuning.kustomize.limits.cpu                    2
kustomize-controller.resources.limits.memory            tuning.kustomize.limits.memory                 2Gi
kustomize-controller.resources.requests.cpu             tuning.kustomize.requests.cpu                  100m
kustomize-controller.resources.requests.memory          tuning.kustomize.requests.memory               64Mi
kustomize-controller.concurrent                         tuning.kustomize.concurrent                    8
kustomize-controller.requeue-dependency                 tuning.kustomize.requeueDependency             30s
kustomize-controller.strict-substitution-mode           tuning.kustomize.strictSubstitution            true
kustomize-controller.enable-in-memory-build             tuning.kustomize.inMemoryBuild                 true
helm-controller.log-level                               tuning.helm.logLevel                           info
helm-controller.resources.limits.cpu                    tuning.helm.limits.cpu                         2
helm-controller.resources.limits.memory                 tuning.helm.limits.memory                      2Gi
helm-controller.resources.requests.cpu                  tuning.helm.requests.cpu                       100m
helm-controller.resources.requests.memory               tuning.helm.requests.memory                    64Mi
helm-controller.detectDrift                             tuning.helm.detectDrift                        true
helm-controller.outOfMemoryWatch.enabled                tuning.helm.outOfMemoryWatch.enabled           true
helm-controller.outOfMemoryWatch.memoryThreshold        tuning.helm.outOfMemoryWatch.memoryThreshold   70
helm-controller.outOfMemoryWatch.interval               tuning.helm.outOfMemoryWatch.interval          700ms
fluxconfig-agent.log-level                              tuning.fluxconfigAgent.logLevel                info
fluxconfig-controller.log-level                         tuning.fluxconfigController.logLevel           error
`

// TestTypedSettings shows that each typed input sets its key, and that each such key has its input to thank for it.
func TestTypedSettings(t *testing.T) {
	t.Parallel()
	want, got := map[string]string{}, map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(allSettings)) {
		columns := strings.Fields(line)
		want[columns[0]] = columns[1] + " " + columns[2]
	}
	for key, setting := range typedSettings(fullExtension()) {
		value, known := settingText(setting.property, setting.value).(pulumi.String)
		require.True(t, known, "what is known stays readable")
		got[key] = string(setting.property) + " " + string(value)
	}
	assert.Equal(t, want, got)
	assert.Empty(t, typedSettings(&FluxExtension{Controllers: &FluxControllers{}, Tuning: &ExtensionTuning{
		Source: &ControllerTuning{}, Kustomize: &KustomizeTuning{}, Helm: &HelmTuning{Limits: &ComputeResources{}}, FluxconfigAgent: &AgentTuning{},
	}}), "what is left out is not sent")
}

// TestSettingsTwice shows that no key that a typed input sets can be set in the other maps as well.
func TestSettingsTwice(t *testing.T) {
	t.Parallel()
	typed := typedSettings(fullExtension())
	for name, set := range map[string]func(*FluxExtension, pulumi.StringMap){
		"settings":          func(ext *FluxExtension, all pulumi.StringMap) { ext.Settings = all },
		"protectedSettings": func(ext *FluxExtension, all pulumi.StringMap) { ext.ProtectedSettings = all },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ext, all, want := fullExtension(), pulumi.StringMap{}, []string(nil)
			for _, key := range slices.Sorted(maps.Keys(typed)) {
				all[key] = pulumi.String("x")
				want = append(want, `extension.`+name+`["`+key+`"]: is also set by extension.`+string(typed[key].property)+`; set it in one place`)
			}
			set(ext, all)
			var got []string
			args := minimal(nil)
			args.Extension = ext
			args.Extension.ReleaseTrain = nil
			for _, fault := range Faults(args, nil) {
				got = append(got, fault.String())
			}
			assert.Equal(t, want, got)
		})
	}
}

// TestMemoryWatch shows that the watch is on because it was asked for, and off when that is said.
func TestMemoryWatch(t *testing.T) {
	t.Parallel()
	for want, watch := range map[string]*OutOfMemoryWatch{"true": {}, "false": {Enabled: new(false)}} {
		typed := typedSettings(&FluxExtension{Tuning: &ExtensionTuning{Helm: &HelmTuning{OutOfMemoryWatch: watch}}})
		assert.Equal(t, pulumi.StringMap{"helm-controller.outOfMemoryWatch.enabled": pulumi.String(want)}, typed.values())
	}
}

// TestSettingsKnownLate shows what becomes of typed inputs and of the map of settings that are known only when the program runs.
func TestSettingsKnownLate(t *testing.T) {
	t.Parallel()
	late := func(settings map[string]string, memory *string) func(*pulumi.Context) *AksGitOpsArgs {
		return func(ctx *pulumi.Context) *AksGitOpsArgs {
			return extended(&FluxExtension{
				MultiTenancy: pulumi.Bool(false).ToBoolOutput(),
				Tuning:       &ExtensionTuning{Source: &ControllerTuning{Limits: &ComputeResources{Memory: laterText(ctx, memory)}}},
				Settings:     pulumi.ToStringMap(settings).ToStringMapOutput(),
			})(ctx)
		}
	}
	recorder := &childgraph.Recorder{}
	graph := graphOf(t, recorder, late(map[string]string{"a.b": "c"}, new("2Gi")))
	assert.Equal(t, map[string]any{"multiTenancy.enforce": "false", "source-controller.resources.limits.memory": "2Gi", "a.b": "c"},
		graph.Named("demo-extension").Inputs["configurationSettings"])

	for want, args := range map[string]func(*pulumi.Context) *AksGitOpsArgs{
		`extension.settings["multiTenancy.enforce"]: is also set by a typed input; set it in one place`: late(map[string]string{"multiTenancy.enforce": "true"}, new("2Gi")),
		"extension.tuning.source.limits.memory: came out as null; give a value or leave it out":         late(nil, nil),
	} {
		err := (&childgraph.Recorder{}).Run(func(ctx *pulumi.Context) error {
			component, err := NewAksGitOps(ctx, "demo", args(ctx))
			if err != nil {
				return err
			}
			return childgraph.Show(ctx, component.outputs())
		})
		require.ErrorContains(t, err, want)
	}
}
