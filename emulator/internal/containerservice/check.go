package containerservice

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

var (
	clusterName = regexp.MustCompile(`^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$`)
	dnsPrefix   = regexp.MustCompile(`^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$`)
	poolName    = regexp.MustCompile(`^[a-z][a-z0-9]{0,11}$`)
)

// Check refuses what AKS refuses. old is the document that is there, or nil.
func Check(name string, input, old map[string]any) *armerror.Error {
	for _, check := range []func(string, map[string]any, map[string]any) *armerror.Error{
		checkName, checkLocation, checkDNSPrefix, checkIdentity, checkPools, checkPodIdentity,
	} {
		if err := check(name, input, old); err != nil {
			return err
		}
	}
	return nil
}

func invalid(target, format string, args ...any) *armerror.Error {
	return armerror.Invalid("InvalidParameter", target, format, args...)
}

func checkName(name string, _, _ map[string]any) *armerror.Error {
	if !clusterName.MatchString(name) {
		return armerror.Invalid("InvalidResourceName", "name", "The cluster name '%s' is invalid: it must match '%s'.", name, clusterName)
	}
	return nil
}

func checkLocation(name string, input, old map[string]any) *armerror.Error {
	location := document.Text(input, "location")
	if location == "" {
		return armerror.Invalid("LocationRequired", "location", "The location property is required for this definition.")
	}
	if old != nil && !SameLocation(location, document.Text(old, "location")) {
		return armerror.New(http.StatusConflict, "InvalidResourceLocation",
			"The resource '%s' already exists in location '%s'. A resource with the same name cannot be created in location '%s'.",
			name, document.Text(old, "location"), location).At("location")
	}
	return nil
}

// SameLocation compares locations as Azure does: "West Europe" is "westeurope".
func SameLocation(a, b string) bool { return normal(a) == normal(b) }

func normal(location string) string {
	return strings.ToLower(strings.ReplaceAll(location, " ", ""))
}

func checkDNSPrefix(_ string, input, old map[string]any) *armerror.Error {
	properties := document.Object(input, "properties")
	prefix := document.Text(properties, "dnsPrefix")
	if prefix == "" && document.Text(properties, "fqdnSubdomain") == "" {
		return invalid("properties.dnsPrefix", "Required parameter dnsPrefix is missing (null).")
	}
	if prefix != "" && !dnsPrefix.MatchString(prefix) {
		return invalid("properties.dnsPrefix", "The value '%s' of dnsPrefix is invalid: it must match '%s'.", prefix, dnsPrefix)
	}
	if before := document.Text(document.Object(old, "properties"), "dnsPrefix"); old != nil && before != prefix {
		return armerror.Invalid("PropertyChangeNotAllowed", "properties.dnsPrefix",
			"Changing property 'properties.dnsPrefix' is not allowed: it is '%s' since the cluster was created.", before)
	}
	return nil
}

func checkIdentity(_ string, input, _ map[string]any) *armerror.Error {
	identity := document.Object(input, "identity")
	if identity == nil && document.Object(input, "properties", "servicePrincipalProfile") == nil {
		return invalid("identity", "Required parameter servicePrincipalProfile is missing (null): a cluster needs an identity or a service principal.")
	}
	if document.Text(identity, "type") == "UserAssigned" && len(document.Object(identity, "userAssignedIdentities")) != 1 {
		return invalid("identity.userAssignedIdentities", "A cluster of identity type UserAssigned needs exactly one user-assigned identity.")
	}
	return nil
}

func checkPools(_ string, input, old map[string]any) *armerror.Error {
	pools := document.Objects(document.Object(input, "properties"), "agentPoolProfiles")
	if len(pools) == 0 && old != nil {
		return nil
	}
	const target = "properties.agentPoolProfiles"
	seen, system := map[string]bool{}, false
	for _, pool := range pools {
		name := document.Text(pool, "name")
		if !poolName.MatchString(name) {
			return invalid(target, "The agent pool name '%s' is invalid: it must match '%s'.", name, poolName)
		}
		if seen[name] {
			return invalid(target, "The agent pool name '%s' is used twice.", name)
		}
		if document.Text(pool, "vmSize") == "" {
			return invalid(target, "The agent pool '%s' has no vmSize.", name)
		}
		seen[name], system = true, system || document.Text(pool, "mode") == "System"
	}
	if !system {
		return invalid(target, "Must define at least one system pool: an agent pool whose mode is System.")
	}
	return nil
}

// longestExceptions is how many pod identity exceptions a cluster may have.
const longestExceptions = 200

func checkPodIdentity(_ string, input, _ map[string]any) *armerror.Error {
	properties := document.Object(input, "properties")
	profile := document.Object(properties, "podIdentityProfile")
	if profile == nil {
		return nil
	}
	const target = "properties.podIdentityProfile.userAssignedIdentityExceptions"
	exceptions := document.Objects(profile, "userAssignedIdentityExceptions")
	if len(exceptions) > longestExceptions {
		return invalid(target, "A cluster may have %d pod identity exceptions, not %d.", longestExceptions, len(exceptions))
	}
	for i, exception := range exceptions {
		if document.Text(exception, "name") == "" || document.Text(exception, "namespace") == "" || len(document.Object(exception, "podLabels")) == 0 {
			return invalid(target, "The pod identity exception %d needs name, namespace and podLabels.", i)
		}
	}
	kubenet := document.Text(document.Object(properties, "networkProfile"), "networkPlugin") == "kubenet"
	allowed, _ := profile["allowNetworkPluginKubenet"].(bool)
	if enabled, _ := profile["enabled"].(bool); enabled && kubenet && !allowed {
		return invalid("properties.podIdentityProfile.allowNetworkPluginKubenet",
			"Pod identity on a cluster with the network plugin kubenet needs allowNetworkPluginKubenet to be true.")
	}
	return nil
}
