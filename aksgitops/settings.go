package aksgitops

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// setting is the value that a typed input gives to a key of the extension's settings.
type setting struct {
	// property is the input's path below the extension.
	property Path
	value    pulumi.Input
}

// settings are the values of typed inputs, by the extension's key.
type settings map[string]setting

// set gives a key a value, if there is one.
func (s settings) set(key string, property Path, value pulumi.Input) {
	if given(value) {
		s[key] = setting{property, value}
	}
}

// values are the settings as Pulumi takes them.
func (s settings) values() pulumi.StringMap {
	values := pulumi.StringMap{}
	for key, setting := range s {
		values[key] = settingText(setting.property, setting.value)
	}
	return values
}

// typedSettings returns what the extension's typed inputs set.
func typedSettings(ext *FluxExtension) settings {
	s := settings{}
	s.controllers("controllers", ext.Controllers)
	s.set("multiTenancy.enforce", "multiTenancy", ext.MultiTenancy)
	s.set("useKubeletIdentity", "useKubeletIdentity", ext.UseKubeletIdentity)
	s.set("setKubeServiceHostFqdn", "setKubeServiceHostFqdn", ext.SetKubeServiceHostFqdn)
	if identity := ext.WorkloadIdentity; identity != nil {
		at := Path("workloadIdentity")
		s.set("workloadIdentity.enable", at, pulumi.String("true"))
		s.set("workloadIdentity.azureClientId", at.Field("clientId"), identity.ClientId)
		s.set("workloadIdentity.azureTenantId", at.Field("tenantId"), identity.TenantId)
	}
	if len(ext.SshHostKeyAlgorithms) > 0 {
		// Two controllers talk SSH: one fetches, the other pushes.
		value := pulumi.String("--ssh-hostkey-algos=" + strings.Join(ext.SshHostKeyAlgorithms, ","))
		s.set("source-controller.ssh-host-key-args", "sshHostKeyAlgorithms", value)
		s.set("image-automation-controller.ssh-host-key-args", "sshHostKeyAlgorithms", value)
	}
	if ext.Tuning != nil {
		s.tuning("tuning", ext.Tuning)
	}
	return s
}

func (s settings) controllers(path Path, controllers *FluxControllers) {
	if controllers == nil {
		return
	}
	s.set("source-controller.enabled", path.Field("source"), controllers.Source)
	s.set("kustomize-controller.enabled", path.Field("kustomize"), controllers.Kustomize)
	s.set("helm-controller.enabled", path.Field("helm"), controllers.Helm)
	s.set("notification-controller.enabled", path.Field("notification"), controllers.Notification)
	s.set("image-automation-controller.enabled", path.Field("imageAutomation"), controllers.ImageAutomation)
	s.set("image-reflector-controller.enabled", path.Field("imageReflector"), controllers.ImageReflector)
}

// mergeSettings joins two maps of settings and refuses a key that is in both.
func mergeSettings(typed, others map[string]string) (map[string]string, error) {
	merged := maps.Clone(typed)
	for _, key := range slices.Sorted(maps.Keys(others)) {
		if _, twice := typed[key]; twice {
			return nil, fmt.Errorf("extension.settings[%q]: is also set by a typed input; set it in one place", key)
		}
		merged[key] = others[key]
	}
	return merged, nil
}
