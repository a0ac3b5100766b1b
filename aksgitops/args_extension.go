package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// FluxExtension describes the cluster extension `microsoft.flux`, which runs the Flux controllers. It is always installed for the whole
// cluster, in the namespace `flux-system`.
type FluxExtension struct {
	// Whether to install the extension. Defaults to true. False when the Azure CLI, the portal or a policy has installed it already: a
	// cluster holds one. Then only `name` may be given beside it.
	Install *bool `pulumi:"install,optional"`

	// The name of the extension resource. Defaults to `flux`, as the Azure CLI names it. 1 to 253 letters, digits, hyphens and periods,
	// beginning with a letter or digit. Changing it replaces the extension.
	Name pulumi.StringPtrInput `pulumi:"name,optional"`

	// The release train from which the extension is upgraded, `Stable` or `Preview`. Defaults to the platform's `Stable`. Excludes
	// `version`.
	ReleaseTrain pulumi.StringPtrInput `pulumi:"releaseTrain,optional"`

	// Pins the extension to this version, for example `1.24.1`, and sends `autoUpgradeMinorVersion` as false. Microsoft supports the newest
	// minor version and the two before it. Defaults to the newest of the release train, upgraded automatically.
	Version pulumi.StringPtrInput `pulumi:"version,optional"`

	// Whether the platform upgrades the extension to new minor versions. Defaults to the platform's true; to false if `version` is given,
	// and true with a `version` is an error.
	AutoUpgradeMinorVersion pulumi.BoolPtrInput `pulumi:"autoUpgradeMinorVersion,optional"`

	// Which Flux controllers run. What is left out keeps the platform's default.
	Controllers *FluxControllers `pulumi:"controllers,optional"`

	// Whether each configuration is confined to its namespace and to the rights of the service account `flux-applier` there
	// (`multiTenancy.enforce`). The platform's default is true.
	MultiTenancy pulumi.BoolPtrInput `pulumi:"multiTenancy,optional"`

	// Whether Flux authenticates as the identity of the cluster's nodes (`useKubeletIdentity`). The platform's default is false. Needs extension
	// version 1.6.1.
	UseKubeletIdentity pulumi.BoolPtrInput `pulumi:"useKubeletIdentity,optional"`

	// Lets Flux authenticate by workload identity, without a secret, with Azure DevOps, container registries and storage accounts. Needs extension
	// version 1.8.0 (Azure Arc: 1.15.1), and a cluster with OIDC issuer and workload identity.
	WorkloadIdentity *ExtensionWorkloadIdentity `pulumi:"workloadIdentity,optional"`

	// The SSH host key algorithms that Flux accepts, most wanted first, for example `rsa-sha2-512` (`ssh-host-key-args`). Defaults to Flux's own.
	SshHostKeyAlgorithms []string `pulumi:"sshHostKeyAlgorithms,optional"`

	// Whether the controllers reach the API server by its full name (`setKubeServiceHostFqdn`), as clusters behind some firewalls need. The platform's
	// default is false. Needs extension version 1.11.1.
	SetKubeServiceHostFqdn pulumi.BoolPtrInput `pulumi:"setKubeServiceHostFqdn,optional"`

	// Log levels, resources and behaviour of the controllers.
	Tuning *ExtensionTuning `pulumi:"tuning,optional"`

	// Every other configuration setting of the extension, by its documented key, for example `common.nodeSelector.pool: "flux"`.
	// All values are strings. A key that is set by a typed input as well is an error.
	Settings pulumi.StringMapInput `pulumi:"settings,optional"`

	// Configuration settings that nobody may see. Kept encrypted in the state; every update sends all of them again, because Azure forgets
	// the ones that an update leaves out. Secret.
	ProtectedSettings pulumi.StringMapInput `pulumi:"protectedSettings,optional"`
}

// FluxControllers switches the controllers of the Flux extension on and off.
type FluxControllers struct {
	// Runs source-controller (`source-controller.enabled`), which fetches sources. The platform's default is true.
	Source pulumi.BoolPtrInput `pulumi:"source,optional"`

	// Runs kustomize-controller (`kustomize-controller.enabled`), which applies kustomizations. The platform's default is true.
	Kustomize pulumi.BoolPtrInput `pulumi:"kustomize,optional"`

	// Runs helm-controller (`helm-controller.enabled`), which installs Helm releases. The platform's default is true.
	Helm pulumi.BoolPtrInput `pulumi:"helm,optional"`

	// Runs notification-controller (`notification-controller.enabled`), which sends and receives events. The platform's default is true.
	Notification pulumi.BoolPtrInput `pulumi:"notification,optional"`

	// Runs image-automation-controller (`image-automation-controller.enabled`), which commits new image tags to git. The platform's
	// default is false.
	ImageAutomation pulumi.BoolPtrInput `pulumi:"imageAutomation,optional"`

	// Runs image-reflector-controller (`image-reflector-controller.enabled`), which scans image registries. The platform's default is
	// false.
	ImageReflector pulumi.BoolPtrInput `pulumi:"imageReflector,optional"`
}
