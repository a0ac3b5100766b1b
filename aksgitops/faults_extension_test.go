package aksgitops

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestFaultsOfExtension(t *testing.T) {
	t.Parallel()
	runFaultCases(t, "extension.", map[string]faultCase{
		"left out":   {spoil: func(a *AksGitOpsArgs) { a.Extension = nil }},
		"everything": extensionCase(fullExtension()),
		"Outputs": extensionCase(&FluxExtension{
			Name: unknownText(), Version: unknownText(), Settings: pulumi.StringMapOutput{}, Controllers: &FluxControllers{Helm: pulumi.BoolOutput{}},
		}),
		"name": extensionCase(&FluxExtension{Name: pulumi.String("-flux")},
			`name: "-flux" is not a valid name; use 1 to 253 letters, digits, hyphens and periods, beginning with a letter or digit`),
		"empty train": extensionCase(&FluxExtension{ReleaseTrain: pulumi.String(" ")}, "releaseTrain: is empty; give a value or leave it out"),
		"version":     extensionCase(&FluxExtension{Version: pulumi.String("1.24.1-beta.1"), AutoUpgradeMinorVersion: pulumi.Bool(false)}),
		"short version": extensionCase(&FluxExtension{Version: pulumi.String("1.24")},
			`version: "1.24" is not a version; write major.minor.patch, for example 1.24.1`),
		"version and upgrades": extensionCase(&FluxExtension{Version: pulumi.String("1.24.1"), AutoUpgradeMinorVersion: pulumi.Bool(true)},
			"autoUpgradeMinorVersion: is true together with version; a pinned version is not upgraded: leave one of them out"),
		"unknown version and upgrades": extensionCase(&FluxExtension{Version: unknownText(), AutoUpgradeMinorVersion: pulumi.BoolPtr(true)},
			"autoUpgradeMinorVersion: is true together with version; a pinned version is not upgraded: leave one of them out"),
		"version and train": extensionCase(&FluxExtension{Version: pulumi.String("1.24.1"), ReleaseTrain: pulumi.String("Stable")},
			"releaseTrain: is given together with version; a pinned version follows no release train: leave one of them out"),
		"identity": extensionCase(&FluxExtension{WorkloadIdentity: &ExtensionWorkloadIdentity{ClientId: pulumi.String("me")}},
			`workloadIdentity.clientId: "me" is not a GUID; write 00000000-0000-0000-0000-000000000000`,
			"workloadIdentity.tenantId: is missing"),
		"key algorithm": extensionCase(&FluxExtension{SshHostKeyAlgorithms: []string{"rsa-sha2-512", "ssh rsa"}},
			`sshHostKeyAlgorithms[1]: "ssh rsa" is not a host key algorithm; write for example rsa-sha2-512`),
	})
}

func TestFaultsOfSettings(t *testing.T) {
	t.Parallel()
	entry := func(key string) pulumi.StringMap { return pulumi.StringMap{key: pulumi.String("x")} }
	const twice = "; set it in one place"
	runFaultCases(t, "extension.", map[string]faultCase{
		"different keys": extensionCase(&FluxExtension{
			Controllers: &FluxControllers{Source: pulumi.Bool(true)}, Settings: entry("a"), ProtectedSettings: entry("b"),
		}),
		"switch and setting": extensionCase(
			&FluxExtension{Controllers: &FluxControllers{Source: pulumi.Bool(true)}, Settings: entry("source-controller.enabled")},
			`settings["source-controller.enabled"]: is also set by extension.controllers.source`+twice),
		"switch left out": extensionCase(&FluxExtension{Controllers: &FluxControllers{}, Settings: entry("source-controller.enabled")}),
		"switch and protected": extensionCase(
			&FluxExtension{Controllers: &FluxControllers{ImageReflector: pulumi.BoolOutput{}}, ProtectedSettings: entry("image-reflector-controller.enabled")},
			`protectedSettings["image-reflector-controller.enabled"]: is also set by extension.controllers.imageReflector`+twice),
		"plain and protected": extensionCase(&FluxExtension{Settings: entry("a"), ProtectedSettings: entry("a")},
			`settings["a"]: is also set by extension.protectedSettings["a"]`+twice),
		"tuning and setting": extensionCase(&FluxExtension{
			Tuning:   &ExtensionTuning{Kustomize: &KustomizeTuning{Concurrent: pulumi.Int(2)}},
			Settings: entry("kustomize-controller.concurrent"),
		}, `settings["kustomize-controller.concurrent"]: is also set by extension.tuning.kustomize.concurrent`+twice),
		"not even keys known": extensionCase(&FluxExtension{
			Controllers: &FluxControllers{Source: pulumi.Bool(true)}, Settings: entry("source-controller.enabled").ToStringMapOutput(),
		}),
	})
}

func TestFaultsOfNotInstalledExtension(t *testing.T) {
	t.Parallel()
	const useless = ": has no effect with install: false; change it where the extension was installed, or leave it out"
	full := fullExtension()
	full.Install, full.Version = new(false), pulumi.String("1.24.1")
	runFaultCases(t, "extension.", map[string]faultCase{
		"only a name": extensionCase(&FluxExtension{Install: new(false), Name: pulumi.String("gitops")}),
		"everything": extensionCase(full,
			"releaseTrain"+useless, "version"+useless, "autoUpgradeMinorVersion"+useless, "controllers"+useless, "multiTenancy"+useless,
			"useKubeletIdentity"+useless, "workloadIdentity"+useless, "sshHostKeyAlgorithms"+useless, "setKubeServiceHostFqdn"+useless,
			"tuning"+useless, "settings"+useless, "protectedSettings"+useless),
	})
}

func TestFaultsOfTuning(t *testing.T) {
	t.Parallel()
	tuned := func(tuning *ExtensionTuning, want ...string) faultCase {
		return extensionCase(&FluxExtension{Tuning: tuning}, want...)
	}
	const (
		cpu    = " is not an amount of processor time; write for example 2 or 500m"
		memory = " is not an amount of memory; write for example 2Gi or 512Mi"
		length = " is not a duration; write for example 500ms, 30s or 5m"
	)
	runFaultCases(t, "extension.tuning.", map[string]faultCase{
		"levels": tuned(&ExtensionTuning{
			Source: &ControllerTuning{LogLevel: "trace"}, Notification: &ControllerTuning{LogLevel: "trace"},
			ImageAutomation: &ControllerTuning{LogLevel: "trace"}, ImageReflector: &ControllerTuning{LogLevel: "trace"},
			Kustomize: &KustomizeTuning{LogLevel: "trace"}, Helm: &HelmTuning{LogLevel: "trace"},
			FluxconfigAgent: &AgentTuning{LogLevel: "debug"}, FluxconfigController: &AgentTuning{LogLevel: "debug"},
		},
			`source.logLevel: "trace" is not one of debug, info and error`, `notification.logLevel: "trace" is not one of debug, info and error`,
			`imageAutomation.logLevel: "trace" is not one of debug, info and error`, `imageReflector.logLevel: "trace" is not one of debug, info and error`,
			`kustomize.logLevel: "trace" is not one of debug, info and error`, `helm.logLevel: "trace" is not one of debug, info and error`,
			`fluxconfigAgent.logLevel: "debug" is not one of info and error`, `fluxconfigController.logLevel: "debug" is not one of info and error`),
		"quantities": tuned(&ExtensionTuning{Source: &ControllerTuning{
			Limits:   &ComputeResources{Cpu: pulumi.String("2 cores"), Memory: pulumi.String("2GB")},
			Requests: &ComputeResources{Cpu: pulumi.String("1.5"), Memory: pulumi.String("64Mi")},
		}}, `source.limits.cpu: "2 cores"`+cpu, `source.limits.memory: "2GB"`+memory),
		"kustomize": tuned(&ExtensionTuning{Kustomize: &KustomizeTuning{Concurrent: pulumi.Int(0), RequeueDependency: pulumi.String("PT1M")}},
			"kustomize.concurrent: 0 is too small; the least is 1", `kustomize.requeueDependency: "PT1M"`+length),
		"helm": tuned(&ExtensionTuning{Helm: &HelmTuning{OutOfMemoryWatch: &OutOfMemoryWatch{MemoryThreshold: pulumi.Int(101), Interval: pulumi.String("-1s")}}},
			"helm.outOfMemoryWatch.memoryThreshold: 101 is not a share in percent; write 1 to 100", `helm.outOfMemoryWatch.interval: "-1s"`+length),
	})
}
