package aksgitops

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The exception that the Flux extension needs on a cluster with pod identity. There, requests to the instance metadata service are
// intercepted, the extension's among them. Its agents authenticate through that service, so without an exception they never report to
// Azure.
const (
	// FluxExceptionName is the name of the exception.
	FluxExceptionName = "flux-extension-exception"
	// FluxExceptionNamespace is the namespace of the extension's pods.
	FluxExceptionNamespace = fluxNamespace
	// FluxPodLabelKey is the key of the label that the extension's pods have.
	FluxPodLabelKey = "app.kubernetes.io/name"
	// FluxPodLabelValue is the value of the label that the extension's pods have.
	FluxPodLabelValue = "flux-extension"
)

// fluxException lets the Flux extension's pods past pod identity.
func fluxException() PodIdentityException {
	return PodIdentityException{
		Name:      FluxExceptionName,
		Namespace: FluxExceptionNamespace,
		PodLabels: pulumi.StringMap{FluxPodLabelKey: pulumi.String(FluxPodLabelValue)},
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
		if label.key != FluxPodLabelKey || known && value != FluxPodLabelValue {
			return false
		}
	}
	return count == 1
}
