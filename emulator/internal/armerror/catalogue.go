package armerror

import (
	"net/http"
	"strings"
)

// MissingAPIVersion refuses a request without api-version.
func MissingAPIVersion() *Error {
	return New(http.StatusBadRequest, "MissingApiVersionParameter",
		"The api-version query parameter (?api-version=) is required for all requests.")
}

// InvalidAPIVersion refuses a version that ARM's own resources do not have.
func InvalidAPIVersion(version string, supported []string) *Error {
	return New(http.StatusBadRequest, "InvalidApiVersionParameter",
		"The api-version '%s' is invalid. The supported versions are '%s'.", version, strings.Join(supported, ","))
}

// UnknownVersion refuses a version that a provider's type does not have. ARM
// words it differently for writes, which are routed by location, and for reads.
func UnknownVersion(write bool, namespace, typ, version string, supported []string) *Error {
	list := strings.Join(supported, ",")
	if write {
		return New(http.StatusBadRequest, "NoRegisteredProviderFound",
			"No registered resource provider found for API version '%s' for type '%s'. The supported api-versions are '%s'.",
			version, typ, list)
	}
	return New(http.StatusBadRequest, "InvalidResourceType",
		"The resource type '%s' could not be found in the namespace '%s' for api version '%s'. The supported api-versions are '%s'.",
		typ, namespace, version, list)
}

// UnknownType refuses a resource type that the namespace does not have.
func UnknownType(namespace, typ string) *Error {
	return New(http.StatusNotFound, "InvalidResourceType",
		"The resource type '%s' could not be found in the namespace '%s'.", typ, namespace)
}

// UnknownNamespace refuses a provider that does not exist.
func UnknownNamespace(namespace string) *Error {
	return New(http.StatusNotFound, "InvalidResourceNamespace", "The resource namespace '%s' is invalid.", namespace)
}

// NotRegistered is the 409 at which Azure's clients register the namespace.
func NotRegistered(namespace string) *Error {
	const code = "MissingSubscriptionRegistration"
	e := New(http.StatusConflict, code, "The subscription is not registered to use namespace '%s'. "+
		"See https://aka.ms/rps-not-found for how to register subscriptions.", namespace)
	e.Details = []Error{{Code: code, Target: namespace, Message: e.Message}}
	return e
}

// SubscriptionNotFound refuses a subscription that the caller cannot see.
func SubscriptionNotFound(subscription string) *Error {
	return New(http.StatusNotFound, "SubscriptionNotFound", "The subscription '%s' could not be found.", subscription)
}

// GroupNotFound refuses a resource group that is not there.
func GroupNotFound(group string) *Error {
	return New(http.StatusNotFound, "ResourceGroupNotFound", "Resource group '%s' could not be found.", group)
}

// NotFound refuses a resource that is not there.
func NotFound(typ, name, group string) *Error {
	return New(http.StatusNotFound, "ResourceNotFound", "The Resource '%s/%s' under resource group '%s' was not found. "+
		"For more details please go to https://aka.ms/ARMResourceNotFoundFix", typ, name, group)
}

// ParentNotFound refuses a resource whose parent is not there.
func ParentNotFound(typ, parent string) *Error {
	return New(http.StatusNotFound, "ParentResourceNotFound",
		"Failed to perform 'write' on resource(s) of type '%s', because the parent resource '%s' could not be found.", typ, parent)
}

// InProgress is the 409 of a second write; clients that know the code wait and try again.
func InProgress(id, state string) *Error {
	return New(http.StatusConflict, "AnotherOperationInProgress",
		"Another operation is in progress on '%s', which is in state '%s'. Wait until it has ended, then try again.", id, state)
}

// Invalid refuses a property's value.
func Invalid(code, target, format string, args ...any) *Error {
	return New(http.StatusBadRequest, code, format, args...).At(target)
}

// MethodNotAllowed refuses a method that the resource does not have.
func MethodNotAllowed(method, path string) *Error {
	return New(http.StatusMethodNotAllowed, "MethodNotAllowed", "The method %s is not allowed on '%s'.", method, path)
}
