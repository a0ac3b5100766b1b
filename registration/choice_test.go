package registration

import (
	"fmt"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const audience = "api://AzureADTokenExchange"

// environment reads `NAME=value` words.
func environment(words string) map[string]string { return New(strings.Fields(words)).env }

func TestChoose(t *testing.T) {
	t.Parallel()
	const principal = "ARM_TENANT_ID=t ARM_CLIENT_ID=c "
	for env, want := range map[string]choice{
		"":                                     {method: methodCLI},
		principal + "ARM_SUBSCRIPTION_ID=s":    {method: methodCLI, tenant: "t", client: "c"},
		principal + "ARM_CLIENT_SECRET=hidden": {method: methodSecret, tenant: "t", client: "c", secret: "ARM_CLIENT_SECRET"},
		principal + "ARM_CLIENT_SECRET=hidden ARM_CLIENT_CERTIFICATE_PATH=f": {method: methodCertificate, tenant: "t", client: "c", file: "f"},
		principal + "ARM_CLIENT_CERTIFICATE_PATH=f ARM_CLIENT_CERTIFICATE_PASSWORD=hidden": {
			method: methodCertificate, tenant: "t", client: "c", file: "f", secret: "ARM_CLIENT_CERTIFICATE_PASSWORD",
		},
		principal + "ARM_USE_OIDC=true ARM_USE_MSI=true ARM_OIDC_TOKEN=hidden ARM_OIDC_TOKEN_FILE_PATH=f": {
			method: methodOIDC, tenant: "t", client: "c", secret: "ARM_OIDC_TOKEN", audience: audience,
		},
		principal + "ARM_USE_OIDC=1 ARM_OIDC_TOKEN_FILE_PATH=f": {method: methodOIDC, tenant: "t", client: "c", file: "f", audience: audience},
		principal + "ARM_USE_OIDC=true ARM_OIDC_REQUEST_URL=u ARM_OIDC_REQUEST_TOKEN=hidden ARM_OIDC_AUDIENCE=a": {
			method: methodOIDC, tenant: "t", client: "c", url: "u", secret: "ARM_OIDC_REQUEST_TOKEN", audience: "a",
		},
		principal + "ARM_USE_OIDC=true ACTIONS_ID_TOKEN_REQUEST_URL=u ACTIONS_ID_TOKEN_REQUEST_TOKEN=hidden": {
			method: methodOIDC, tenant: "t", client: "c", url: "u", secret: "ACTIONS_ID_TOKEN_REQUEST_TOKEN", audience: audience,
		},
		"ARM_USE_MSI=true": {method: methodMSI},
		"ARM_USE_MSI=true ARM_CLIENT_ID=c ARM_MSI_ENDPOINT=u": {method: methodMSI, client: "c", url: "u"},
		"ARM_USE_MSI=false": {method: methodCLI},
		principal + "ARM_USE_DEFAULT_AZURE_CREDENTIAL=true ARM_CLIENT_SECRET=hidden": {method: methodDefault, tenant: "t", client: "c"},
	} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			got, err := choose(environment(env))
			require.NoError(t, err)
			assert.Equal(t, want, got)
			assert.NotContains(t, fmt.Sprintf("%+v", got), "hidden")
		})
	}
}

func TestChooseNamesAllThatIsMissing(t *testing.T) {
	t.Parallel()
	for env, want := range map[string][]string{
		"ARM_CLIENT_SECRET=hidden":                                                 {"ARM_TENANT_ID is not set; it is needed because ARM_CLIENT_SECRET is", "ARM_CLIENT_ID is not set"},
		"ARM_CLIENT_CERTIFICATE_PATH=f":                                            {"ARM_TENANT_ID is not set; it is needed because ARM_CLIENT_CERTIFICATE_PATH is", "ARM_CLIENT_ID is not set"},
		"ARM_USE_OIDC=true ARM_CLIENT_ID=c":                                        {"ARM_TENANT_ID is not set; it is needed because ARM_USE_OIDC is", "there is no token; give ARM_OIDC_TOKEN"},
		"ARM_USE_OIDC=true ARM_OIDC_REQUEST_URL=u ARM_TENANT_ID=t ARM_CLIENT_ID=c": {"there is no token"},
		"ARM_ENVIRONMENT=german ARM_CLIENT_SECRET=hidden ARM_TENANT_ID=t":          {"ARM_CLIENT_ID is not set", `there is no cloud "german"; there is public, usgovernment, china`},
	} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			_, err := readSettings(environment(env))
			for _, part := range want {
				require.ErrorContains(t, err, part)
			}
			assert.NotContains(t, err.Error(), "hidden")
		})
	}
}

func TestChooseCloud(t *testing.T) {
	t.Parallel()
	for env, want := range map[string]cloudChoice{
		"":                                               {},
		"ARM_ENVIRONMENT=public":                         {known: &cloud.AzurePublic},
		"ARM_ENVIRONMENT=AzureCloud":                     {known: &cloud.AzurePublic},
		"ARM_ENVIRONMENT=usgovernment":                   {known: &cloud.AzureGovernment},
		"ARM_ENVIRONMENT=AzureUSGovernment":              {known: &cloud.AzureGovernment},
		"ARM_ENVIRONMENT=china":                          {known: &cloud.AzureChina},
		"AZURE_ENVIRONMENT=china":                        {known: &cloud.AzureChina},
		"ARM_METADATA_HOSTNAME=h:1":                      {metadataHost: "h:1"},
		"ARM_METADATA_HOST=https://h:1/":                 {metadataHost: "h:1"},
		"ARM_METADATA_HOSTNAME=h ARM_ENVIRONMENT=public": {metadataHost: "h"},
	} {
		t.Run(env, func(t *testing.T) {
			t.Parallel()
			got, err := chooseCloud(environment(env))
			require.NoError(t, err)
			assert.Equal(t, want, got)
		})
	}
}
