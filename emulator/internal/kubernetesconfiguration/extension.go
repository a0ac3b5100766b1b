package kubernetesconfiguration

import (
	"cmp"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/systemdata"
)

// fluxExtension is the only extension type that is registered here.
const fluxExtension = "microsoft.flux"

// newestVersion is what is installed when nothing is pinned.
const newestVersion = "1.24.1"

var (
	extensionName    = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9.-]{0,252}$`)
	extensionVersion = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)
)

// ExtensionPatch are the properties that a PATCH of an extension may name.
var ExtensionPatch = []string{
	"autoUpgradeMinorVersion", "releaseTrain", "version", "configurationSettings", "configurationProtectedSettings",
}

// CheckExtension refuses what Azure refuses.
func CheckExtension(input map[string]any, around Surroundings) *armerror.Error {
	properties := document.Object(input, "properties")
	for _, check := range []func(map[string]any, map[string]any, Surroundings) *armerror.Error{
		checkExtensionName, checkExtensionType, checkOnlyFlux, checkExtensionScope, checkExtensionVersion, checkExtensionIdentity,
	} {
		if err := check(input, properties, around); err != nil {
			return err
		}
	}
	return nil
}

func checkExtensionName(_, _ map[string]any, around Surroundings) *armerror.Error {
	if !extensionName.MatchString(around.Name) {
		return armerror.Invalid("InvalidResourceName", "name",
			"The extension name '%s' is invalid: it must match '%s'.", around.Name, extensionName)
	}
	return nil
}

func checkExtensionType(_, properties map[string]any, _ Surroundings) *armerror.Error {
	const target = "properties.extensionType"
	typ := document.Text(properties, "extensionType")
	if typ == "" {
		return armerror.Invalid("ValidationFailed", target, "The property 'properties.extensionType' is required; for Flux it is '%s'.", fluxExtension)
	}
	if !strings.EqualFold(typ, fluxExtension) {
		return armerror.Invalid("ExtensionTypeRegistrationGetFailed", target,
			"The extension type '%s' is not registered. The types that are registered here are: %s.", typ, fluxExtension)
	}
	return nil
}

func checkOnlyFlux(_, _ map[string]any, around Surroundings) *armerror.Error {
	for _, other := range around.Extensions {
		if !strings.EqualFold(other.Name, around.Name) {
			return armerror.New(http.StatusConflict, "Conflict",
				"The cluster '%s' has the extension '%s' of type '%s' already; one extension of this type is allowed per cluster.",
				around.Cluster.Name, other.Name, fluxExtension)
		}
	}
	return nil
}

func checkExtensionScope(_, properties map[string]any, _ Surroundings) *armerror.Error {
	scope := document.Object(properties, "scope")
	if scope["namespace"] != nil {
		return armerror.Invalid("ValidationFailed", "properties.scope.namespace",
			"The extension type '%s' can be installed at cluster scope only.", fluxExtension)
	}
	namespace := document.Text(document.Object(scope, "cluster"), "releaseNamespace")
	if namespace != "" && namespace != FluxNamespace {
		return armerror.Invalid("ValidationFailed", "properties.scope.cluster.releaseNamespace",
			"The extension type '%s' is always installed in the namespace '%s', not in '%s'.", fluxExtension, FluxNamespace, namespace)
	}
	return nil
}

func checkExtensionVersion(_, properties map[string]any, _ Surroundings) *armerror.Error {
	version := document.Text(properties, "version")
	if version == "" {
		return nil
	}
	if flag(properties, "autoUpgradeMinorVersion", true) {
		return armerror.Invalid("ValidationFailed", "properties.version",
			"The version '%s' can be pinned only when 'properties.autoUpgradeMinorVersion' is false.", version)
	}
	if !extensionVersion.MatchString(version) {
		return armerror.Invalid("ValidationFailed", "properties.version",
			"The version '%s' is invalid: it must look like '%s'.", version, newestVersion)
	}
	return nil
}

func checkExtensionIdentity(input, _ map[string]any, around Surroundings) *armerror.Error {
	managed := strings.EqualFold(around.Cluster.Type, "Microsoft.ContainerService/managedClusters")
	if managed && input["identity"] != nil {
		return armerror.Invalid("BadRequest", "identity",
			"Identity is not supported for extensions of managed clusters: leave 'identity' out. Azure fills 'properties.aksAssignedIdentity'.")
	}
	return nil
}

// AnswerExtension is what GET answers. Both API versions have the same shape.
func AnswerExtension(r *state.Resource, _, tenant string) map[string]any {
	properties := document.Object(r.Input, "properties")
	var version, current any
	if pinned := document.Text(properties, "version"); pinned != "" {
		version = pinned
	}
	if r.State == state.Succeeded || r.State == state.Updating {
		current = currentVersion(properties)
	}
	return map[string]any{
		"id": r.ID, "name": r.Name, "type": ExtensionType,
		"systemData": systemdata.Of(r), "plan": orNull(r.Input, "plan"), "identity": extensionIdentity(r, tenant),
		"properties": map[string]any{
			"extensionType":           strings.ToLower(document.Text(properties, "extensionType")),
			"autoUpgradeMinorVersion": flag(properties, "autoUpgradeMinorVersion", true),
			"releaseTrain":            cmp.Or(document.Text(properties, "releaseTrain"), "Stable"),
			"version":                 version,
			"scope":                   map[string]any{"cluster": map[string]any{"releaseNamespace": FluxNamespace}},
			"configurationSettings":   with(document.Object(properties, "configurationSettings"), nil),
			"currentVersion":          current,
			"provisioningState":       r.State,
			"statuses":                extensionStatuses(r),
			"errorInfo":               extensionError(r),
			"aksAssignedIdentity":     assignedIdentity(r, properties, tenant),
			"customLocationSettings":  nil,
			"packageUri":              nil,
			"isSystemExtension":       false,
		},
	}
}

func currentVersion(properties map[string]any) string {
	return cmp.Or(document.Text(properties, "version"), newestVersion)
}

// extensionStatuses tell how each controller is.
func extensionStatuses(r *state.Resource) []any {
	levels := map[cluster.ControllerState]string{
		cluster.Running: "Information", cluster.Starting: "Information", cluster.Crashed: "Error", cluster.Unavailable: "Warning",
	}
	out := []any{}
	for _, c := range r.Controllers {
		out = append(out, map[string]any{
			"code": string(c.State), "displayStatus": c.Name + ": " + string(c.State), "level": levels[c.State],
			"message": c.Message, "time": c.Since.UTC().Format(time.RFC3339),
		})
	}
	return out
}

func extensionError(r *state.Resource) any {
	if r.Failure == "" {
		return nil
	}
	return map[string]any{"code": "ExtensionOperationFailed", "message": r.Failure}
}

// assignedIdentity is what AKS gives an extension; Arc has the identity itself.
func assignedIdentity(r *state.Resource, properties map[string]any, tenant string) any {
	if !strings.Contains(strings.ToLower(r.Parent), "/managedclusters/") {
		return nil
	}
	typ := cmp.Or(document.Text(document.Object(properties, "aksAssignedIdentity"), "type"), "SystemAssigned")
	return map[string]any{"type": typ, "principalId": principal(r.ID), "tenantId": tenant}
}

func extensionIdentity(r *state.Resource, tenant string) any {
	identity := document.Object(r.Input, "identity")
	if identity == nil {
		return nil
	}
	return with(identity, map[string]any{"principalId": principal(r.ID), "tenantId": tenant})
}

// principal is an identity's object ID: the same for the same resource, always.
func principal(id string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(strings.ToLower(id))).String()
}

// ClusterExtension is what the cluster is asked to install.
func ClusterExtension(r *state.Resource) cluster.Extension {
	properties := document.Object(r.Input, "properties")
	return cluster.Extension{
		Cluster: r.Parent, Version: currentVersion(properties), Namespace: FluxNamespace,
		Settings:          texts(properties, "configurationSettings"),
		ProtectedSettings: texts(properties, "configurationProtectedSettings"),
	}
}
