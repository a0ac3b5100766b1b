package aksgitops

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// setting is the value that a typed input gives to a key of the extension's settings.
type setting struct {
	// property is the input's path below the extension.
	property string
	value    pulumi.StringInput
}

// settings returns what the controllers' switches set, by the extension's key.
func (f *FluxControllers) settings() map[string]setting {
	settings := map[string]setting{}
	if f == nil {
		return settings
	}
	for _, controller := range []struct {
		key, property string
		enabled       pulumi.BoolPtrInput
	}{
		{"source-controller", "source", f.Source},
		{"kustomize-controller", "kustomize", f.Kustomize},
		{"helm-controller", "helm", f.Helm},
		{"notification-controller", "notification", f.Notification},
		{"image-automation-controller", "imageAutomation", f.ImageAutomation},
		{"image-reflector-controller", "imageReflector", f.ImageReflector},
	} {
		if given(controller.enabled) {
			settings[controller.key+".enabled"] = setting{"controllers." + controller.property, boolText(controller.enabled)}
		}
	}
	return settings
}

// mergeSettings joins two maps of settings and refuses a key that is in both.
func mergeSettings(typed, others map[string]string) (map[string]string, error) {
	merged := maps.Clone(typed)
	for _, key := range slices.Sorted(maps.Keys(others)) {
		if _, twice := typed[key]; twice {
			return nil, fmt.Errorf("extension.settings[%q]: is also set by extension.controllers; set it in one place", key)
		}
		merged[key] = others[key]
	}
	return merged, nil
}
