package emulator_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
)

// rule is a request that Azure refuses.
type rule struct {
	name, path, body string
	status           int
	code, target     string
	says             string
}

func (a *azure) refuses(rules []rule) {
	a.Helper()
	for _, r := range rules {
		got := a.send(http.MethodPut, r.path, r.body)
		assert.Equal(a, []any{r.status, r.code, r.target}, []any{got.status, got.code(), got.target()}, "%s: %s", r.name, got.message())
		assert.Contains(a, got.message(), r.says, r.name)
	}
}

func TestRulesOfClusters(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	body := func(replace ...string) string { return strings.NewReplacer(replace...).Replace(clusterBody) }
	path := clusterPath + aksV
	a.refuses([]rule{
		{"unknown property", path, body(`"dnsPrefix"`, `"dnsPrefx"`), 400, "InvalidRequestContent", "properties.dnsPrefx", "dnsPrefix"},
		{"enum", path, body(`"System"`, `"system"`), 400, "InvalidRequestContent", "properties.agentPoolProfiles[0].mode", "System, User"},
		{"location", path, body(`"location":"westeurope",`, ``), 400, "LocationRequired", "location", "required"},
		{"identity", path, body(`"identity":{"type":"SystemAssigned"},`, ``), 400, "InvalidParameter", "identity", "service principal"},
		{"dns prefix", path, body(`"dnsPrefix":"demo",`, ``), 400, "InvalidParameter", "properties.dnsPrefix", "missing"},
		{"no system pool", path, body(`"System"`, `"User"`), 400, "InvalidParameter", "properties.agentPoolProfiles", "system pool"},
		{"pool name", path, body(`"name":"system"`, `"name":"Sys-1"`), 400, "InvalidParameter", "properties.agentPoolProfiles", "Sys-1"},
		{"vm size", path, body(`,"vmSize":"Standard_D4s_v5"`, ``), 400, "InvalidParameter", "properties.agentPoolProfiles", "vmSize"},
		{
			"exception", path, body(`"dnsPrefix"`, `"podIdentityProfile":{"enabled":true,"userAssignedIdentityExceptions":[{"name":"x"}]},"dnsPrefix"`),
			400, "InvalidParameter", "properties.podIdentityProfile.userAssignedIdentityExceptions", "podLabels",
		},
		{"group", strings.Replace(path, group, "nowhere", 1), clusterBody, 404, "ResourceGroupNotFound", "", "nowhere"},
		{"name", strings.Replace(path, "/aks?", "/-aks?", 1), clusterBody, 400, "InvalidResourceName", "name", "-aks"},
	})
	a.withCluster()
	a.refuses([]rule{
		{"moved", path, body("westeurope", "northeurope"), 409, "InvalidResourceLocation", "location", "northeurope"},
		{"renamed", path, body("demo", "other"), 400, "PropertyChangeNotAllowed", "properties.dnsPrefix", "demo"},
	})
}

func TestRulesOfExtensions(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	a.refuses([]rule{{"no cluster", extensionPath + v2023, extensionBody, 404, "ParentResourceNotFound", "", "managedClusters"}})
	a.withCluster()
	properties := func(more string) string { return `{"properties":{"extensionType":"microsoft.flux",` + more + `}}` }
	path := extensionPath + v2023
	const invalid = "ValidationFailed"
	a.refuses([]rule{
		{"type", path, `{"properties":{"extensionType":"microsoft.fluks"}}`, 400, "ExtensionTypeRegistrationGetFailed", "properties.extensionType", "microsoft.flux"},
		{"no type", path, `{"properties":{}}`, 400, invalid, "properties.extensionType", "required"},
		{"identity", path, `{"identity":{"type":"SystemAssigned"},"properties":{"extensionType":"microsoft.flux"}}`, 400, "BadRequest", "identity", "managed clusters"},
		{"namespace scope", path, properties(`"scope":{"namespace":{"targetNamespace":"x"}}`), 400, invalid, "properties.scope.namespace", "cluster scope only"},
		{"release namespace", path, properties(`"scope":{"cluster":{"releaseNamespace":"x"}}`), 400, invalid, "properties.scope.cluster.releaseNamespace", "flux-system"},
		{"version and upgrades", path, properties(`"version":"1.2.3","autoUpgradeMinorVersion":true`), 400, invalid, "properties.version", "autoUpgradeMinorVersion"},
		{"version and the default", path, properties(`"version":"1.2.3"`), 400, invalid, "properties.version", "autoUpgradeMinorVersion"},
		{"not a version", path, properties(`"version":"newest","autoUpgradeMinorVersion":false`), 400, invalid, "properties.version", "newest"},
		{"a setting that is no string", path, properties(`"configurationSettings":{"a":true}`), 400, "InvalidRequestContent", "properties.configurationSettings.a", "a string"},
	})
	require.Equal(t, "Succeeded", a.done(http.MethodPut, path, extensionBody).text("status"))
	a.refuses([]rule{{"second", strings.Replace(path, "flux?", "flux2?", 1), extensionBody, 409, "Conflict", "", "'flux'"}})
	assert.Equal(t, 200, a.send(http.MethodPut, path, properties(`"version":"1.2.3","autoUpgradeMinorVersion":false`)).status)
}

func TestRulesOfConfigurations(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{}).withCluster()
	path := configurationPath + v2024
	a.refuses([]rule{{"no extension", path, configurationBody, 400, "ExtensionNotInstalled", "", "has none"}})
	require.Equal(t, "Succeeded", a.done(http.MethodPut, extensionPath+v2023, extensionBody).text("status"))
	a.refuses(configurationRules(path))

	require.Equal(t, "Succeeded", a.done(http.MethodPut, path, configurationBody).text("status"))
	a.refuses([]rule{
		{"moved", path, git(`"namespace":"other"`), 400, "PropertyChangeNotAllowed", "properties.namespace", "flux-system"},
		{"rescoped", path, git(`"namespace":"flux-system","scope":"namespace"`), 400, "PropertyChangeNotAllowed", "properties.scope", "cluster"},
	})
}

// git is a configuration that is right but for what is added.
func git(more string) string {
	return `{"properties":{"gitRepository":{"url":"https://e.com/r","repositoryRef":{"branch":"b"}},` + more + `}}`
}

// configurationRules hold for a configuration that is new.
func configurationRules(path string) []rule {
	const invalid, content = "ValidationFailed", "InvalidRequestContent"
	repository := func(members string) string { return `{"properties":{"gitRepository":{` + members + `}}}` }
	kustomizations := func(k string) string { return git(`"kustomizations":{` + k + `}`) }
	long := strings.Repeat("k", 59)
	return []rule{
		{"unknown", path, git(`"healthChecks":[]`), 400, content, "properties.healthChecks", "unknown property"},
		{
			"no body", path, `{"properties":{"sourceKind":"Bucket"}}`, 400, invalid, "properties.sourceKind",
			"Invalid source kind match. Config with specified source kind 'Bucket' must contain corresponding body",
		},
		{"default kind, no body", path, `{"properties":{}}`, 400, invalid, "properties.sourceKind", "'GitRepository'"},
		{"no reference", path, repository(`"url":"https://e.com/r"`), 400, invalid, "properties.gitRepository.repositoryRef", "semver"},
		{"url", path, repository(`"url":"ftp://e.com/r","repositoryRef":{"tag":"t"}`), 400, invalid, "properties.gitRepository.url", "must match"},
		{"interval", path, repository(`"url":"https://e.com/r","repositoryRef":{"tag":"t"},"syncIntervalInSeconds":0`), 400, invalid, "properties.gitRepository.syncIntervalInSeconds", "at least 1"},
		{"known hosts", path, repository(`"url":"git@e.com:r","repositoryRef":{"tag":"t"},"sshKnownHosts":"e.com ssh-rsa"`), 400, invalid, "properties.gitRepository.sshKnownHosts", "base64"},
		{"provider", path, repository(`"url":"https://e.com/r","repositoryRef":{"tag":"t"},"provider":"GitHub"`), 400, content, "properties.gitRepository.provider", "Azure, Generic"},
		{"bucket name", path, `{"properties":{"sourceKind":"Bucket","bucket":{"url":"https://e.com"}}}`, 400, invalid, "properties.bucket.bucketName", "required"},
		{"container", path, `{"properties":{"sourceKind":"AzureBlob","azureBlob":{"url":"https://e.com"}}}`, 400, invalid, "properties.azureBlob.containerName", "required"},
		{"oci url", path, `{"properties":{"sourceKind":"OCIRepository","ociRepository":{"url":"https://e.com"}}}`, 400, invalid, "properties.ociRepository.url", "oci"},
		{"oci is newer", configurationPath + v2023, git(`"ociRepository":{"url":"oci://e.com/r"}`), 400, content, "properties.ociRepository", "2023-05-01"},
		{"secret", path, git(`"configurationProtectedSettings":{"httpsKey":"hunter2!"}`), 400, invalid, "properties.configurationProtectedSettings.httpsKey", "base64"},
		{"wait", path, git(`"reconciliationWaitDuration":"5m"`), 400, invalid, "properties.reconciliationWaitDuration", "PT5M"},
		{"namespace", path, git(`"namespace":"Flux_System"`), 400, invalid, "properties.namespace", "Flux_System"},
		{"name", strings.Replace(path, "/apps?", "/Apps?", 1), configurationBody, 400, "InvalidResourceName", "name", "Apps"},
		{"kustomization name", path, kustomizations(`"A":{}`), 400, invalid, "properties.kustomizations.A", "must match"},
		{"both names", path, kustomizations(fmt.Sprintf(`"%s":{}`, long)), 400, invalid, "properties.kustomizations." + long, "63 characters together; 62"},
		{"depends on nothing", path, kustomizations(`"a":{"dependsOn":["b"]}`), 400, invalid, "properties.kustomizations.a.dependsOn", "'b'"},
		{"circle", path, kustomizations(`"a":{"dependsOn":["b"]},"b":{"dependsOn":["a"]}`), 400, invalid, "properties.kustomizations", "a -> b -> a"},
		{"retry", path, kustomizations(`"a":{"retryIntervalInSeconds":-1}`), 400, invalid, "properties.kustomizations.a.retryIntervalInSeconds", "at least 1"},
	}
}
