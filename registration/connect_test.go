package registration

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestConnectWithEachCredential(t *testing.T) {
	t.Parallel()
	token := filepath.Join(t.TempDir(), "token")
	require.NoError(t, os.WriteFile(token, []byte("from-file\n"), 0o600))
	certificate := selfSigned(t)
	for name, test := range map[string]struct {
		env  func(c *fakeCloud) map[string]string
		want map[string]string
	}{
		"secret": {
			env:  func(*fakeCloud) map[string]string { return map[string]string{"ARM_CLIENT_SECRET": "s"} },
			want: map[string]string{"client_id": client, "client_secret": "s"},
		},
		"certificate": {
			env: func(*fakeCloud) map[string]string {
				return map[string]string{"ARM_CLIENT_CERTIFICATE_PATH": certificate}
			},
			want: map[string]string{"client_id": client, "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		},
		"OIDC token": {
			env: func(*fakeCloud) map[string]string {
				return map[string]string{"ARM_USE_OIDC": "true", "ARM_OIDC_TOKEN": "inline"}
			},
			want: map[string]string{"client_id": client, "client_assertion": "inline"},
		},
		"OIDC token in a file": {
			env: func(*fakeCloud) map[string]string {
				return map[string]string{"ARM_USE_OIDC": "true", "ARM_OIDC_TOKEN_FILE_PATH": token}
			},
			want: map[string]string{"client_assertion": "from-file"},
		},
		"OIDC token from CI": {
			env: func(c *fakeCloud) map[string]string {
				return map[string]string{
					"ARM_USE_OIDC": "true", "ACTIONS_ID_TOKEN_REQUEST_URL": c.URL + "/oidc?x=1", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "bearer",
				}
			},
			want: map[string]string{"client_assertion": "from-ci"},
		},
		"managed identity": {
			env: func(c *fakeCloud) map[string]string {
				return map[string]string{"ARM_USE_MSI": "true", "ARM_MSI_ENDPOINT": c.URL + "/msi/token"}
			},
			want: map[string]string{"client_id": client},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newFakeCloud(t)
			c.answers["GET "+aks] = answer2xx(registered)
			connected := c.connect(t, test.env(c))
			assert.Equal(t, subscription, connected.subscription)
			got, err := connected.get(t.Context(), item{namespace: aks})
			require.NoError(t, err)
			assert.Equal(t, registered, got.state)
			for field, value := range test.want {
				assert.Equal(t, value, c.login.Get(field), field)
			}
			if c.asked != nil {
				assert.Equal(t, "audience="+url.QueryEscape(audience)+"&x=1", c.asked.URL.RawQuery)
				assert.Equal(t, "Bearer bearer", c.asked.Header.Get("Authorization"))
			}
		})
	}
}

func TestConnectSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.pem")
	require.NoError(t, os.WriteFile(broken, []byte("hidden"), 0o600))
	for name, test := range map[string]struct {
		env  map[string]string
		want string
	}{
		"no subscription": {map[string]string{"ARM_CLIENT_SECRET": "s", "ARM_SUBSCRIPTION_ID": ""}, "there is no subscription: set `subscriptionId`"},
		"no certificate":  {map[string]string{"ARM_CLIENT_CERTIFICATE_PATH": broken + "x"}, "ARM_CLIENT_CERTIFICATE_PATH: open "},
		"not one":         {map[string]string{"ARM_CLIENT_CERTIFICATE_PATH": broken}, "is not a PEM or PKCS#12 file"},
		"no cloud":        {map[string]string{"ARM_CLIENT_SECRET": "s", "ARM_METADATA_HOSTNAME": "127.0.0.1:1"}, "cannot ask the metadata host 127.0.0.1:1"},
		"no authority":    {map[string]string{"ARM_CLIENT_SECRET": "s", "SSL_CERT_FILE": broken + "x"}, "the certificates that SSL_CERT_FILE names"},
		"no endpoint":     {map[string]string{"ARM_USE_MSI": "true", "ARM_MSI_ENDPOINT": "x"}, "ARM_MSI_ENDPOINT is not a URL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := maps.Clone(newFakeCloud(t).env)
			maps.Copy(env, test.env)
			_, err := connect(t.Context(), env, "")
			require.ErrorContains(t, err, test.want)
			assert.NotContains(t, err.Error(), "hidden")
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	feature := "Microsoft.Features/providers/" + aks + "/features/AKS-ExtensionManager"
	problem := func(status int, code string) reply {
		return reply{status: status, body: `{"error":{"code":"` + code + `","message":"the sentence"}}`}
	}
	for name, test := range map[string]struct {
		call  string
		reply reply
		do    func(connection, context.Context) (answer, error)
		want  string
	}{
		"may not register a feature": {
			"POST " + feature + "/register", problem(403, "AuthorizationFailed"), registerOf(extension),
			"cannot register feature Microsoft.ContainerService/AKS-ExtensionManager: the credential may not: it needs the action " +
				"Microsoft.Features/providers/features/register/action on subscription " + subscription + ", which the roles Owner and Contributor have. Assign " +
				"one, or let somebody who has it run `az feature register --namespace Microsoft.ContainerService --name AKS-ExtensionManager` once",
		},
		"may not read a feature": {
			"GET " + feature, problem(403, "AuthorizationFailed"), getOf(extension), "it needs the action Microsoft.Features/providers/features/read on",
		},
		"may not register a provider": {
			"POST " + aks + "/register", problem(403, "AuthorizationFailed"), registerOf(aks),
			"cannot register resource provider Microsoft.ContainerService: the credential may not: it needs the action Microsoft.ContainerService/register/action",
		},
		"unknown feature": {
			"GET " + feature, problem(404, "FeatureNotFound"), getOf(extension),
			"cannot read the state of feature Microsoft.ContainerService/AKS-ExtensionManager: there is no such feature. `az feature list --namespace " + aks,
		},
		"unknown provider": {"GET " + aks, problem(404, "InvalidResourceNamespace"), getOf(aks), "there is no such resource provider"},
		"unknown subscription": {
			"GET " + aks, problem(404, "SubscriptionNotFound"), getOf(aks), "subscription " + subscription + " is not there, or not in the tenant",
		},
		"anything else": {
			"POST " + aks + "/register", problem(409, "Conflict"), registerOf(aks),
			"cannot register resource provider Microsoft.ContainerService: Azure answered 409 Conflict: the sentence",
		},
		"no state": {"GET " + aks, reply{status: 200, body: "{}"}, getOf(aks), "Azure answered without a state"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newFakeCloud(t)
			c.answers[test.call] = test.reply
			_, err := test.do(c.connect(t, map[string]string{"ARM_CLIENT_SECRET": "s"}), t.Context())
			require.ErrorContains(t, err, test.want)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func getOf(name string) func(connection, context.Context) (answer, error) {
	return func(c connection, ctx context.Context) (answer, error) { return c.get(ctx, parseItem(name)) }
}

func registerOf(name string) func(connection, context.Context) (answer, error) {
	return func(c connection, ctx context.Context) (answer, error) { return c.register(ctx, parseItem(name)) }
}

func TestRefusedCredential(t *testing.T) {
	t.Parallel()
	c := newFakeCloud(t)
	_, err := c.connect(t, map[string]string{"ARM_CLIENT_SECRET": "wrong"}).get(t.Context(), item{namespace: aks})
	require.EqualError(t, err, "cannot read the state of resource provider Microsoft.ContainerService: no token for the client secret of application "+client+
		" in tenant "+tenant+": AADSTS7000215: Invalid client secret.")
	assert.False(t, passing(err))
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "17": 17 * time.Second, "-1": 0, "soon": 0, "Thu, 02 Jan 2025 03:04:35 GMT": 30 * time.Second, "Thu, 02 Jan 2025 03:04:00 GMT": 0,
	} {
		assert.Equal(t, want, retryAfter(&http.Response{Header: http.Header{"Retry-After": {header}}}, now), header)
	}
	c := newFakeCloud(t)
	c.answers["POST "+aks+"/register"] = reply{status: 200, retryAfter: "17", body: `{"registrationState":"Registering"}`}
	got, err := c.connect(t, map[string]string{"ARM_CLIENT_SECRET": "s"}).register(t.Context(), item{namespace: aks})
	require.NoError(t, err)
	assert.Equal(t, 17*time.Second, got.retryAfter)
}
