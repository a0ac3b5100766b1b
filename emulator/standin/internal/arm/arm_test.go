package arm_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/arm"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/fakearm"
)

const (
	id      = "/subscriptions/sub/resourceGroups/rg/providers/Test.Space/widgets/w"
	version = "2024-01-01"
)

func connect(t *testing.T, script func(fakearm.Request) fakearm.Answer) (*arm.Client, *fakearm.Server) {
	t.Helper()
	server := fakearm.Start(t, script)
	client, err := arm.Connect(t.Context(), server.Settings())
	require.NoError(t, err)
	return client, server
}

func TestCanCreate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer fakearm.Answer
		want   string
	}{
		"not there": {fakearm.NotFound(), ""},
		"there":     {fakearm.Answer{Status: 200, Body: map[string]any{"id": id}}, "cannot create already existing resource '" + id + "'"},
		"empty":     {fakearm.Answer{Status: 200, Body: map[string]any{}}, ""},
		"forbidden": {
			fakearm.Answer{Status: 403, Body: fakearm.Failure("AuthorizationFailed", "no")},
			"cannot check existence of resource '" + id + "': status code 403",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := connect(t, func(fakearm.Request) fakearm.Answer { return test.answer })
			err := client.CanCreate(t.Context(), id, version)
			if test.want == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.want)
		})
	}
}

func TestPutRegistersTheNamespace(t *testing.T) {
	t.Parallel()
	var polls atomic.Int32
	client, server := connect(t, func(r fakearm.Request) fakearm.Answer {
		switch {
		case strings.HasSuffix(r.Path, "/register"):
			return fakearm.Answer{Status: 200, Body: map[string]any{"registrationState": "Registering"}}
		case strings.HasSuffix(r.Path, "/providers/Test.Space"):
			state := "Registering"
			if polls.Add(1) > 1 {
				state = "Registered"
			}
			return fakearm.Answer{Status: 200, Body: map[string]any{"registrationState": state}}
		case polls.Load() < 2:
			return fakearm.Answer{Status: 409, Body: fakearm.Failure("MissingSubscriptionRegistration", "register first")}
		}
		return fakearm.Answer{Status: 200, Body: map[string]any{"id": id, "properties": r.Body["properties"]}}
	})
	accepted, err := client.Put(t.Context(), id, version, map[string]any{"properties": map[string]any{"size": 3}})
	require.NoError(t, err)
	assert.True(t, accepted)
	assert.Equal(t, []string{
		"PUT " + id, "POST /subscriptions/sub/providers/Test.Space/register",
		"GET /subscriptions/sub/providers/Test.Space", "GET /subscriptions/sub/providers/Test.Space", "PUT " + id,
	}, server.Seen())
}

func TestConflicts(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		code string
		puts int
		want string
	}{
		"another operation is waited for": {"AnotherOperationInProgress", 3, ""},
		"other conflicts are final":       {"Conflict", 1, `Status=409 Code="Conflict" Message="not now"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var puts atomic.Int32
			client, _ := connect(t, func(fakearm.Request) fakearm.Answer {
				if puts.Add(1) < 3 {
					return fakearm.Answer{Status: 409, Body: fakearm.Failure(test.code, "not now")}
				}
				return fakearm.Answer{Status: 200, Body: map[string]any{"id": id}}
			})
			accepted, err := client.Put(t.Context(), id, version, map[string]any{})
			assert.Equal(t, test.puts, int(puts.Load()))
			assert.Equal(t, test.want == "", accepted)
			if test.want != "" {
				assert.EqualError(t, err, test.want)
				return
			}
			assert.NoError(t, err)
		})
	}
}

func TestPutFollowsTheOperation(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		end  map[string]any
		want string
	}{
		"succeeds": {map[string]any{"status": "Succeeded"}, ""},
		"fails": {
			map[string]any{"status": "Failed", "error": map[string]any{"code": "ExtensionOperationFailed", "message": "no luck"}},
			`Status=200 Code="ExtensionOperationFailed" Message="no luck"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var server *fakearm.Server
			var polls atomic.Int32
			client, server := connect(t, func(r fakearm.Request) fakearm.Answer {
				switch {
				case r.Method == http.MethodPut:
					return fakearm.Answer{Status: 201, Body: map[string]any{"id": id}, Headers: server.Polled("/operations/1")}
				case r.Path == "/operations/1" && polls.Add(1) < 3:
					return fakearm.Answer{Status: 200, Headers: server.Polled("/operations/1"), Body: map[string]any{"status": "Creating"}}
				case r.Path == "/operations/1":
					return fakearm.Answer{Status: 200, Body: test.end}
				}
				return fakearm.Answer{Status: 200, Body: map[string]any{"id": id}}
			})
			accepted, err := client.Put(t.Context(), id, version, map[string]any{})
			assert.True(t, accepted, "the resource exists, however the operation ended")
			assert.EqualValues(t, 3, polls.Load())
			if test.want != "" {
				assert.EqualError(t, err, test.want)
				return
			}
			assert.NoError(t, err)
		})
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer fakearm.Answer
		want   string
	}{
		"gone already":      {fakearm.NotFound(), ""},
		"nothing to delete": {fakearm.Answer{Status: 204}, ""},
		"refused":           {fakearm.Answer{Status: 400, Body: fakearm.Failure("InUse", "it is in use")}, `Status=400 Code="InUse" Message="it is in use"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := connect(t, func(fakearm.Request) fakearm.Answer { return test.answer })
			err := client.Delete(t.Context(), id, version)
			if test.want != "" {
				assert.EqualError(t, err, test.want)
				return
			}
			assert.NoError(t, err)
		})
	}
}

func TestTimeIsUp(t *testing.T) {
	t.Parallel()
	var server *fakearm.Server
	client, server := connect(t, func(fakearm.Request) fakearm.Answer {
		return fakearm.Answer{Status: 202, Headers: server.Polled("/operations/1"), Body: map[string]any{"status": "Deleting"}}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	assert.ErrorIs(t, client.Delete(ctx, id, version), arm.ErrTimedOut)
}

func TestConnectSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		settings arm.Settings
		want     []string
	}{
		"everything":     {arm.Settings{}, []string{"ARM_METADATA_HOSTNAME", "stand-in"}},
		"a public cloud": {arm.Settings{Environment: "public"}, []string{`"public"`, "ARM_METADATA_HOSTNAME"}},
		"a secret": {
			arm.Settings{MetadataHost: "localhost:1", SubscriptionID: "s", TenantID: "t"},
			[]string{"azure-native:clientId or ARM_CLIENT_ID; azure-native:clientSecret or ARM_CLIENT_SECRET"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := arm.Connect(t.Context(), test.settings)
			for _, part := range test.want {
				assert.ErrorContains(t, err, part)
			}
		})
	}
}

func TestConnectHintsAtWhatIsForgotten(t *testing.T) {
	t.Parallel()
	server := fakearm.Start(t, func(fakearm.Request) fakearm.Answer { return fakearm.NotFound() })
	settings := server.Settings()
	settings.RootCAs = nil
	_, err := arm.Connect(t.Context(), settings)
	require.ErrorContains(t, err, "SSL_CERT_FILE must name the file")

	server.Close()
	_, err = arm.Connect(t.Context(), settings)
	require.ErrorContains(t, err, "is the local Azure running?")
}

func TestConnectRefusesADocumentWithHoles(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"resourceManager": "https://localhost/"}`))
	}))
	t.Cleanup(server.Close)
	_, err := arm.Connect(t.Context(), arm.Settings{
		MetadataHost: server.URL, SubscriptionID: "s", TenantID: "t", ClientID: "c", ClientSecret: "x",
	})
	require.ErrorContains(t, err, "must hold resourceManager, authentication.loginEndpoint and authentication.audiences")
}

func TestParseInterval(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{"": arm.DefaultInterval, "200ms": 200 * time.Millisecond} {
		got, err := arm.ParseInterval(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, text := range []string{"5", "-1s", "0s"} {
		_, err := arm.ParseInterval(text)
		assert.ErrorContains(t, err, "AZURE_NATIVE_STANDIN_INTERVAL is", text)
	}
}
