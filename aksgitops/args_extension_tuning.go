package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// ExtensionWorkloadIdentity lets Flux authenticate as a managed identity or application, without a secret.
type ExtensionWorkloadIdentity struct {
	// The client ID of the identity, a GUID. It needs federated credentials for the subjects
	// `system:serviceaccount:flux-system:source-controller` and, as far as they reach Azure themselves, `kustomize-controller`,
	// `image-reflector-controller` and `image-automation-controller`.
	ClientId pulumi.StringInput `pulumi:"clientId"`

	// The ID of the identity's tenant, a GUID.
	TenantId pulumi.StringInput `pulumi:"tenantId"`
}

// ExtensionTuning changes how Flux's controllers and the extension's own agents run. What is left out keeps the platform's default.
type ExtensionTuning struct {
	// source-controller.
	Source *ControllerTuning `pulumi:"source,optional"`

	// kustomize-controller.
	Kustomize *KustomizeTuning `pulumi:"kustomize,optional"`

	// helm-controller.
	Helm *HelmTuning `pulumi:"helm,optional"`

	// notification-controller.
	Notification *ControllerTuning `pulumi:"notification,optional"`

	// image-automation-controller.
	ImageAutomation *ControllerTuning `pulumi:"imageAutomation,optional"`

	// image-reflector-controller.
	ImageReflector *ControllerTuning `pulumi:"imageReflector,optional"`

	// fluxconfig-agent, which reports the state of configurations to Azure.
	FluxconfigAgent *AgentTuning `pulumi:"fluxconfigAgent,optional"`

	// fluxconfig-controller, which turns configurations into Flux objects.
	FluxconfigController *AgentTuning `pulumi:"fluxconfigController,optional"`
}

// ControllerTuning changes how one of Flux's controllers runs.
type ControllerTuning struct {
	// How much it logs (`log-level`). The platform's default is `info`.
	LogLevel LogLevel `pulumi:"logLevel,optional"`

	// The most that it may use (`resources.limits`). The platform's defaults are `1000m` and `1Gi`.
	Limits *ComputeResources `pulumi:"limits,optional"`

	// What is set aside for it (`resources.requests`). The platform's defaults are `100m` (source-controller `50m`) and `64Mi`.
	Requests *ComputeResources `pulumi:"requests,optional"`
}

// ComputeResources are amounts of processor time and memory, as Kubernetes writes them.
type ComputeResources struct {
	// Processor time in cores or thousandths of one, for example `2` or `500m`.
	Cpu pulumi.StringPtrInput `pulumi:"cpu,optional"`

	// Memory in bytes, for example `2Gi` or `512Mi`.
	Memory pulumi.StringPtrInput `pulumi:"memory,optional"`
}

// LogLevel is how much a controller of Flux logs.
type LogLevel string

const (
	// Everything, for the search of errors.
	LogLevelDebug LogLevel = "debug"
	// What happens.
	LogLevelInfo LogLevel = "info"
	// What goes wrong.
	LogLevelError LogLevel = "error"
)

// KustomizeTuning changes how kustomize-controller runs.
type KustomizeTuning struct {
	// How much it logs (`log-level`). The platform's default is `info`.
	LogLevel LogLevel `pulumi:"logLevel,optional"`

	// The most that it may use (`resources.limits`). The platform's defaults are `1000m` and `1Gi`.
	Limits *ComputeResources `pulumi:"limits,optional"`

	// What is set aside for it (`resources.requests`). The platform's defaults are `100m` and `64Mi`.
	Requests *ComputeResources `pulumi:"requests,optional"`

	// How many kustomizations it reconciles at once (`concurrent`), at least 1. Defaults to Flux's own.
	Concurrent pulumi.IntPtrInput `pulumi:"concurrent,optional"`

	// How soon it looks again at a kustomization whose dependency was not ready (`requeue-dependency`), as Go writes durations, for example
	// `5s`. Defaults to Flux's own, `30s`.
	RequeueDependency pulumi.StringPtrInput `pulumi:"requeueDependency,optional"`

	// Whether a variable without a value fails the kustomization instead of becoming empty (`strict-substitution-mode`). The platform's default
	// is false. Needs extension version 1.13.1.
	StrictSubstitution pulumi.BoolPtrInput `pulumi:"strictSubstitution,optional"`

	// Whether manifests are built in memory instead of on disk (`enable-in-memory-build`). The platform's default is false. Needs extension
	// version 1.12.0.
	InMemoryBuild pulumi.BoolPtrInput `pulumi:"inMemoryBuild,optional"`
}

// HelmTuning changes how helm-controller runs.
type HelmTuning struct {
	// How much it logs (`log-level`). The platform's default is `info`.
	LogLevel LogLevel `pulumi:"logLevel,optional"`

	// The most that it may use (`resources.limits`). The platform's defaults are `1000m` and `1Gi`.
	Limits *ComputeResources `pulumi:"limits,optional"`

	// What is set aside for it (`resources.requests`). The platform's defaults are `100m` and `64Mi`.
	Requests *ComputeResources `pulumi:"requests,optional"`

	// Whether it looks for changes that somebody made to a release's objects (`detectDrift`). The platform's default is false. Needs extension
	// version 1.7.5.
	DetectDrift pulumi.BoolPtrInput `pulumi:"detectDrift,optional"`

	// Restarts it in good time before it runs out of memory. Needs extension version 1.7.5.
	OutOfMemoryWatch *OutOfMemoryWatch `pulumi:"outOfMemoryWatch,optional"`
}

// OutOfMemoryWatch restarts helm-controller before it runs out of memory.
type OutOfMemoryWatch struct {
	// Whether it is on (`outOfMemoryWatch.enabled`). Defaults to true, since this object was given.
	Enabled *bool `pulumi:"enabled,optional"`

	// The share of its memory limit, in percent, at which it restarts (`outOfMemoryWatch.memoryThreshold`): 1 to 100. The platform's default is
	// 95.
	MemoryThreshold pulumi.IntPtrInput `pulumi:"memoryThreshold,optional"`

	// How often it looks (`outOfMemoryWatch.interval`), as Go writes durations. The platform's default is `500ms`.
	Interval pulumi.StringPtrInput `pulumi:"interval,optional"`
}

// AgentTuning changes how one of the extension's own agents runs.
type AgentTuning struct {
	// How much it logs (`log-level`). The platform's default is `info`. Needs extension version 1.9.1.
	LogLevel AgentLogLevel `pulumi:"logLevel,optional"`
}

// AgentLogLevel is how much an agent of the extension logs.
type AgentLogLevel string

const (
	// What happens.
	AgentLogLevelInfo AgentLogLevel = "info"
	// What goes wrong.
	AgentLogLevelError AgentLogLevel = "error"
)
