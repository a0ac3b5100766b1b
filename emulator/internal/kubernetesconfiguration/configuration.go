package kubernetesconfiguration

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// longestNames is how long the names of a configuration and of a kustomization may
// be together: joined by a hyphen they become the value of a Kubernetes label.
const longestNames = 62

var (
	objectName    = regexp.MustCompile(`^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$`)
	namespaceName = regexp.MustCompile(`^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$`)
)

// ConfigurationPatch are the properties that a PATCH of a configuration may name.
var ConfigurationPatch = []string{
	"sourceKind", "suspend", "gitRepository", "bucket", "azureBlob", "ociRepository", "kustomizations", "configurationProtectedSettings",
}

// CheckConfiguration refuses what Azure refuses.
func CheckConfiguration(input map[string]any, around Surroundings) *armerror.Error {
	properties := document.Object(input, "properties")
	for _, check := range []func(map[string]any, Surroundings) *armerror.Error{
		checkFluxInstalled, checkConfigurationName, checkCreateOnly, checkSource, checkKustomizations, checkProtected, checkWait,
	} {
		if err := check(properties, around); err != nil {
			return err
		}
	}
	return nil
}

func invalid(target, format string, args ...any) *armerror.Error {
	return armerror.Invalid("ValidationFailed", "properties."+target, format, args...)
}

// Installed is the extension of a cluster that runs Flux, or nil.
func Installed(extensions []*state.Resource) *state.Resource {
	for _, e := range extensions {
		if e.State == state.Succeeded || e.State == state.Updating {
			return e
		}
	}
	return nil
}

func checkFluxInstalled(_ map[string]any, around Surroundings) *armerror.Error {
	if Installed(around.Extensions) != nil {
		return nil
	}
	found := "has none"
	if len(around.Extensions) > 0 {
		found = "has it in state '" + around.Extensions[0].State + "'"
	}
	return armerror.New(http.StatusBadRequest, "ExtensionNotInstalled",
		"A Flux configuration needs the extension '%s' in state '%s' on the cluster '%s', which %s. Create the extension first and wait for it.",
		fluxExtension, state.Succeeded, around.Cluster.Name, found)
}

func checkConfigurationName(properties map[string]any, around Surroundings) *armerror.Error {
	if !objectName.MatchString(around.Name) || len(around.Name) > longestNames+1 {
		return armerror.Invalid("InvalidResourceName", "name",
			"The configuration name '%s' is invalid: it must match '%s' and have at most %d characters.", around.Name, objectName, longestNames+1)
	}
	namespace := document.Text(properties, "namespace")
	if namespace != "" && (!namespaceName.MatchString(namespace) || len(namespace) > 253) {
		return invalid("namespace", "The namespace '%s' is invalid: it must match '%s' and have at most 253 characters.", namespace, namespaceName)
	}
	return nil
}

// checkCreateOnly compares with what is there, defaults included.
func checkCreateOnly(properties map[string]any, around Surroundings) *armerror.Error {
	if around.Old == nil {
		return nil
	}
	old := document.Object(around.Old.Input, "properties")
	for name, otherwise := range map[string]string{"namespace": "default", "scope": "cluster"} {
		before, after := cmp.Or(document.Text(old, name), otherwise), cmp.Or(document.Text(properties, name), otherwise)
		if before != after {
			return armerror.Invalid("PropertyChangeNotAllowed", "properties."+name,
				"Changing property 'properties.%s' is not allowed: it is '%s' since the configuration was created and cannot become '%s'. Delete the configuration and create it again.",
				name, before, after)
		}
	}
	return nil
}

func checkKustomizations(properties map[string]any, around Surroundings) *armerror.Error {
	all := document.Object(properties, "kustomizations")
	for _, name := range sortedNames(all) {
		at := "kustomizations." + name
		if !objectName.MatchString(name) {
			return invalid(at, "The kustomization name '%s' is invalid: it must match '%s'.", name, objectName)
		}
		if sum := len(around.Name) + len(name); sum > longestNames {
			return invalid(at, "The names of the configuration '%s' and the kustomization '%s' have %d characters together; %d are allowed.",
				around.Name, name, sum, longestNames)
		}
		k := document.Object(all, name)
		for _, dependency := range words(k, "dependsOn") {
			if _, ok := all[dependency]; !ok {
				return invalid(at+".dependsOn", "The kustomization '%s' depends on '%s', which the configuration does not have.", name, dependency)
			}
		}
		if err := checkSeconds(k, at, "timeoutInSeconds", "syncIntervalInSeconds", "retryIntervalInSeconds"); err != nil {
			return err
		}
	}
	if _, circle := cluster.Order(kustomizations(properties, around.Name)); circle != nil {
		return invalid("kustomizations", "The kustomizations depend on each other in a circle: %s.", strings.Join(circle, " -> "))
	}
	return nil
}

func checkSeconds(doc map[string]any, at string, names ...string) *armerror.Error {
	for _, name := range names {
		if doc[name] != nil && number(doc, name, 0) < 1 {
			return invalid(at+"."+name, "The value of '%s' must be at least 1 second, not %d.", name, number(doc, name, 0))
		}
	}
	return nil
}

// encoded are the protected settings that clients send in base64.
var encoded = []string{"sshPrivateKey", "httpsKey", "bucketSecretKey"}

func checkProtected(properties map[string]any, _ Surroundings) *armerror.Error {
	for key, value := range texts(properties, "configurationProtectedSettings") {
		if slices.Contains(encoded, key) && !isBase64(value) {
			return invalid("configurationProtectedSettings."+key, "The protected setting '%s' must be in base64.", key)
		}
	}
	return nil
}

func isBase64(s string) bool {
	_, err := base64.StdEncoding.DecodeString(s)
	return err == nil
}

func checkWait(properties map[string]any, _ Surroundings) *armerror.Error {
	given := document.Text(properties, "reconciliationWaitDuration")
	if _, err := ParseDuration(given); given != "" && err != nil {
		return invalid("reconciliationWaitDuration", "The value '%s' of 'reconciliationWaitDuration' is not an ISO 8601 duration such as PT5M.", given)
	}
	return nil
}

func sortedNames(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
