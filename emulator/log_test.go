package emulator_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/lockedbuffer"
)

// lines is a request log that can be read while it is written.
type lines struct{ lockedbuffer.Buffer }

// line is what the tests look at.
type line struct {
	Kind, Method, Path, Code, ID, From, To     string
	Sequence                                   int
	Status                                     int
	APIVersion, ClientRequestID, CorrelationID string
	Started, Ended                             time.Time
	Body                                       any
}

func (l *lines) read(t *testing.T) []line {
	t.Helper()
	var out []line
	for text := range strings.Lines(l.String()) {
		var one line
		require.NoError(t, json.Unmarshal([]byte(text), &one), text)
		out = append(out, one)
	}
	return out
}

// find is the only line for which a condition holds.
func find(t *testing.T, all []line, is func(line) bool) line {
	t.Helper()
	var found []line
	for _, one := range all {
		if is(one) {
			found = append(found, one)
		}
	}
	require.Len(t, found, 1)
	return found[0]
}

func TestLogProvesTheOrder(t *testing.T) {
	t.Parallel()
	log := &lines{}
	a := start(t, emulator.Options{RequestLog: log, Latency: 10 * time.Millisecond}).withFlux()
	require.Equal(t, "Succeeded", a.done(http.MethodPut, configurationPath+v2023, configurationBody).text("status"))
	require.Equal(t, "Succeeded", a.done(http.MethodDelete, configurationPath+v2023, "").text("status"))
	require.Equal(t, "Succeeded", a.done(http.MethodDelete, extensionPath+v2023, "").text("status"))
	all := log.read(t)

	state := func(name, to string) int {
		return find(t, all, func(l line) bool { return l.Kind == "state" && strings.HasSuffix(l.ID, name) && l.To == to }).Sequence
	}
	request := func(method, name string) line {
		return find(t, all, func(l line) bool { return l.Kind == "request" && l.Method == method && strings.HasSuffix(l.ID, name) })
	}
	put := request(http.MethodPut, "/fluxConfigurations/apps")
	assert.Greater(t, put.Sequence, state("/extensions/flux", "Succeeded"))
	assert.Greater(t, request(http.MethodDelete, "/extensions/flux").Sequence, state("/fluxConfigurations/apps", "Deleted"))
	assert.Equal(t, []any{201, "2023-05-01"}, []any{put.Status, put.APIVersion})
	assert.False(t, put.Ended.Before(put.Started))

	var states []string
	seen := map[int]bool{}
	for _, l := range all {
		assert.False(t, seen[l.Sequence], "the sequence number %d is used twice", l.Sequence)
		seen[l.Sequence] = true
		if l.Kind == "state" && strings.HasSuffix(l.ID, "/fluxConfigurations/apps") {
			states = append(states, l.From+">"+l.To)
		}
	}
	assert.Equal(t, []string{">Creating", "Creating>Succeeded", "Succeeded>Deleting", "Deleting>Deleted"}, states)
}

func TestLogHasErrorsAndNoSecrets(t *testing.T) {
	t.Parallel()
	log := &lines{}
	a := start(t, emulator.Options{RequestLog: log}).withFlux()
	bad := a.send(http.MethodPut, configurationPath+v2023, `{"properties":{"configurationProtectedSettings":{"httpsKey":"aHVudGVyMg=="}}}`)
	require.Equal(t, 400, bad.status)
	a.send(http.MethodPut, configurationPath+v2023, `{"properties":{"sourceKind":"AzureBlob","azureBlob":{"url":"https://e.com",
		"containerName":"c","servicePrincipal":{"clientId":"id","clientSecret":"hunter3"},"accountKey":"hunter4"}}}`)
	a.send(http.MethodPut, configurationPath+v2023, `{"sasToken":"hunter5`)

	logged := find(t, log.read(t), func(l line) bool { return l.Code == "ValidationFailed" })
	assert.Equal(t, "<redacted>", answer{body: logged.Body.(map[string]any)}.text("properties", "configurationProtectedSettings", "httpsKey"))
	for _, secret := range []string{"aHVudGVyMg==", "hunter", a.server.Environment()["ARM_CLIENT_SECRET"]} {
		assert.NotContains(t, log.String(), secret)
	}
	assert.Contains(t, log.String(), `"clientId":"id"`)
}

func TestRequestIDsAreEchoed(t *testing.T) {
	t.Parallel()
	a := start(t, emulator.Options{})
	client, _ := a.Options.Transport.(*http.Client)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.server.URL()+"/subscriptions", nil)
	require.NoError(t, err)
	request.Header.Set("x-ms-client-request-id", "mine")
	request.Header.Set("x-ms-correlation-request-id", "ours")
	response, err := client.Do(request)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, "mine", response.Header.Get("x-ms-client-request-id"))
	assert.Equal(t, "ours", response.Header.Get("x-ms-correlation-request-id"))
}
