package podidentity

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// Token is the function's name in the schema.
const Token = "aks-gitops:index:getPodIdentityProfile" //nolint:gosec // a function token, no credential

const (
	enabled    = "enabled"
	exceptions = "userAssignedIdentityExceptions"
)

// Merge adds the exception to a profile whose shape is sound. Where too little is known to say whether it has to be added, the result
// is not known either.
func Merge(profile property.Map) property.Map {
	on, list := profile.Get(enabled), profile.Get(exceptions)
	if on.IsBool() && !on.AsBool() {
		return profile
	}
	var elements []property.Value
	if list.IsArray() {
		elements = list.AsArray().AsSlice()
	}
	known := !on.IsComputed() && !list.IsComputed() && !slices.ContainsFunc(elements, nameless)
	if slices.ContainsFunc(elements, isFlux) {
		return profile
	}
	merged := property.New(property.Computed)
	if known {
		merged = property.New(append(slices.Clone(elements), fluxException()))
	}
	merged = merged.WithSecret(list.Secret()).WithDependencies(list.Dependencies())
	return profile.Set(exceptions, merged)
}

// nameless tells whether it is not known yet which exception an element is.
func nameless(element property.Value) bool {
	return element.IsComputed() || field(element, "name").IsComputed() || field(element, "namespace").IsComputed()
}

func isFlux(element property.Value) bool {
	name, namespace := field(element, "name"), field(element, "namespace")
	return name.IsString() && name.AsString() == aksgitops.FluxExceptionName &&
		namespace.IsString() && namespace.AsString() == aksgitops.FluxExceptionNamespace
}

func field(element property.Value, name string) property.Value {
	if !element.IsMap() {
		return property.Value{}
	}
	return element.AsMap().Get(name)
}

func fluxException() property.Value {
	return property.New(map[string]property.Value{
		"name":      property.New(aksgitops.FluxExceptionName),
		"namespace": property.New(aksgitops.FluxExceptionNamespace),
		"podLabels": property.New(map[string]property.Value{aksgitops.FluxPodLabelKey: property.New(aksgitops.FluxPodLabelValue)}),
	})
}
