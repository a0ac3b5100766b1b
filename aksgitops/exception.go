package aksgitops

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// On a cluster with pod identity, requests to the instance metadata service are intercepted, the Flux extension's among them.
// Its agents authenticate through that service, so without an exception they never report to Azure.
const (
	fluxExceptionName = "flux-extension-exception"
	fluxPodLabelKey   = "app.kubernetes.io/name"
	fluxPodLabelValue = "flux-extension"
)

// fluxException lets the Flux extension's pods past pod identity.
func fluxException() PodIdentityException {
	return PodIdentityException{
		Name:      fluxExceptionName,
		Namespace: fluxNamespace,
		PodLabels: pulumi.StringMap{fluxPodLabelKey: pulumi.String(fluxPodLabelValue)},
	}
}

// same tells whether two exceptions are one object in the cluster.
func (e PodIdentityException) same(other PodIdentityException) bool {
	return e.Name == other.Name && e.Namespace == other.Namespace
}

// withFluxException returns the exceptions with Flux's among them, once.
func withFluxException(exceptions []PodIdentityException) []PodIdentityException {
	if slices.ContainsFunc(exceptions, fluxException().same) {
		return exceptions
	}
	return append(slices.Clone(exceptions), fluxException())
}

// selectsFlux tells whether pod labels are those of the Flux extension, as far as that is known.
func selectsFlux(labels pulumi.StringMapInput) bool {
	count, known := staticLen(labels)
	if !known {
		return true
	}
	for _, label := range staticEntries(labels) {
		value, known := staticString(label.value)
		if label.key != fluxPodLabelKey || known && value != fluxPodLabelValue {
			return false
		}
	}
	return count == 1
}
