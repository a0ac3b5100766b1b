package emulator_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/stretchr/testify/require"
)

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	body   map[string]any
}

// code and target are those of ARM's error envelope.
func (r answer) code() string    { return r.text("error", "code") }
func (r answer) target() string  { return r.text("error", "target") }
func (r answer) message() string { return r.text("error", "message") }

// at is the member at a path.
func (r answer) at(path ...string) any {
	var value any = r.body
	for _, name := range path {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	return value
}

func (r answer) text(path ...string) string {
	s, _ := r.at(path...).(string)
	return s
}

// send sends a request with a token through the SDK's pipeline. path is in the
// subscription unless it is a whole URL; body is JSON.
func (a *azure) send(method, path, body string) answer {
	a.Helper()
	if !strings.HasPrefix(path, "https://") {
		path = a.server.URL() + "/subscriptions/" + a.SubscriptionID + path
	}
	request, err := runtime.NewRequest(a.Context(), method, path)
	require.NoError(a, err)
	if body != "" {
		require.NoError(a, request.SetBody(streaming.NopCloser(bytes.NewReader([]byte(body))), "application/json"))
	}
	response, err := a.pipeline().Do(request)
	require.NoError(a, err)
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	require.NoError(a, err)
	out := answer{status: response.StatusCode, header: response.Header}
	if len(text) > 0 {
		require.NoError(a, json.Unmarshal(text, &out.body), "%s", text)
	}
	return out
}

// done sends a request and waits until its operation has ended; it gives back the
// operation's status, or the answer if there was none.
func (a *azure) done(method, path, body string) answer {
	a.Helper()
	first := a.send(method, path, body)
	where := first.header.Get("Azure-AsyncOperation")
	if where == "" {
		return first
	}
	var status answer
	require.Eventually(a, func() bool {
		status = a.send(http.MethodGet, where, "")
		return status.text("status") != "InProgress"
	}, 10*time.Second, 5*time.Millisecond)
	return status
}

// Paths in the subscription.
const (
	groupPath         = "/resourceGroups/" + group
	clusterPath       = groupPath + "/providers/Microsoft.ContainerService/managedClusters/" + aks
	extensionPath     = clusterPath + "/providers/Microsoft.KubernetesConfiguration/extensions/flux"
	configurationPath = clusterPath + "/providers/Microsoft.KubernetesConfiguration/fluxConfigurations/apps"
)

// Queries.
const (
	v2019 = "?api-version=2019-05-01"
	v2021 = "?api-version=2021-04-01"
	v2023 = "?api-version=2023-05-01"
	aksV  = "?api-version=2024-09-01"
	v2024 = "?api-version=2024-11-01"
)

// Bodies.
const (
	clusterBody = `{"location":"westeurope","identity":{"type":"SystemAssigned"},"properties":{"dnsPrefix":"demo",
		"agentPoolProfiles":[{"name":"system","mode":"System","vmSize":"Standard_D4s_v5"}]}}`
	extensionBody     = `{"properties":{"extensionType":"microsoft.flux"}}`
	configurationBody = `{"properties":{"namespace":"flux-system","gitRepository":{"url":"https://example.com/r","repositoryRef":{"branch":"main"}},
		"kustomizations":{"a":{"path":"./a"}}}}`
)
