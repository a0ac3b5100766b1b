package emulator_test

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/tree"
)

// drawn is what a person sees of what Azure holds.
func (a *azure) drawn() string {
	a.Helper()
	root, err := tree.Read(a.Context(), a.Connection)
	require.NoError(a, err)
	var out bytes.Buffer
	require.NoError(a, tree.Draw(&out, root, false))
	return out.String()
}

func TestTreeShowsEverythingThatBelongsToGitOps(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{PageSize: 1, ResourceGroups: []string{"other"}})
	cluster := strings.Replace(clusterBody, `"dnsPrefix"`, `"podIdentityProfile":{"enabled":true,"userAssignedIdentityExceptions":[
		{"name":"flux-extension-exception","namespace":"flux-system","podLabels":{"app.kubernetes.io/name":"flux-extension"}}]},"dnsPrefix"`, 1)
	require.Equal(t, "Succeeded", a.done(http.MethodPut, clusterPath+aksV, cluster).text("status"))
	extension := `{"properties":{"extensionType":"microsoft.flux","version":"1.2.3","autoUpgradeMinorVersion":false,"configurationSettings":{"helm-controller.enabled":"true"}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, extensionPath+v2023, extension).text("status"))
	configuration := `{"properties":{"namespace":"flux-system","gitRepository":{"url":"https://e.com/r","repositoryRef":{"branch":"main"}},
		"kustomizations":{"infra":{"path":"./infra","prune":true},"web":{"path":"./web","dependsOn":["infra"]}}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+v2023, configuration).text("status"))
	a.complies(configurationPath, "Compliant")
	bucket := `{"properties":{"sourceKind":"Bucket","bucket":{"url":"https://b.invalid","bucketName":"manifests"}}}`
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+"2"+v2023, bucket).text("status"))
	a.complies(configurationPath+"2", "Non-Compliant")

	drawn := regexp.MustCompile(`[0-9a-f]{40}`).ReplaceAllString(a.drawn(), "SHA")
	assert.Equal(t, `subscription `+a.SubscriptionID+`
├─ resource group demo  westeurope
│  └─ AKS cluster aks  westeurope, Kubernetes 1.33.5
│     ├─ node pool system  1 × Standard_D4s_v5, System
│     ├─ pod identity exception flux-extension-exception  namespace flux-system, pods with app.kubernetes.io/name=flux-extension
│     └─ extension flux  microsoft.flux, 1.2.3, pinned
│        ├─ settings
│        │  └─ helm-controller.enabled  = true
│        ├─ configuration apps  cluster scope, namespace flux-system
│        │  ├─ GitRepository https://e.com/r  branch main
│        │  ├─ compliance Compliant  at main/SHA
│        │  ├─ kustomization infra  path ./infra, prune, in the cluster apps-infra, Compliant
│        │  └─ kustomization web  path ./web, after infra, in the cluster apps-web, Compliant
│        └─ configuration apps2  cluster scope, namespace default
│           ├─ Bucket https://b.invalid  manifests
│           └─ compliance Non-Compliant  Bucket default/apps2: failed to fetch https://b.invalid: no such host
└─ resource group other: empty
`, drawn)
}

func TestTreeOfANewSubscriptionChangesNothing(t *testing.T) {
	t.Parallel()
	a := unregistered(t, 0)
	assert.Contains(t, a.drawn(), "resource group demo: empty")
	provider := a.send(http.MethodGet, "/providers/Microsoft.KubernetesConfiguration"+v2021, "")
	assert.Equal(t, "NotRegistered", provider.text("registrationState"))
}
