package registration

import (
	"errors"
	"fmt"
	"strings"
)

// method is a way to authenticate.
type method string

const (
	methodDefault     method = "Azure's default credential chain"
	methodCertificate method = "client certificate"
	methodSecret      method = "client secret"
	methodOIDC        method = "OIDC token"
	methodMSI         method = "managed identity"
	methodCLI         method = "Azure CLI"
)

// Variables of the environment.
const (
	varSubscription = "ARM_SUBSCRIPTION_ID"
	varTenant       = "ARM_TENANT_ID"
	varClient       = "ARM_CLIENT_ID"
	varSecret       = "ARM_CLIENT_SECRET" //nolint:gosec // the name of a variable
	varCertificate  = "ARM_CLIENT_CERTIFICATE_PATH"
	varPassword     = "ARM_CLIENT_CERTIFICATE_PASSWORD" //nolint:gosec // the name of a variable
	varUseOIDC      = "ARM_USE_OIDC"
	varAudience     = "ARM_OIDC_AUDIENCE"
	varUseMSI       = "ARM_USE_MSI"
	varMSIEndpoint  = "ARM_MSI_ENDPOINT"
	varUseDefault   = "ARM_USE_DEFAULT_AZURE_CREDENTIAL"
)

// ways lists how to authenticate, for errors.
const ways = "Give a credential in one of these ways: ARM_CLIENT_SECRET or ARM_CLIENT_CERTIFICATE_PATH, each with ARM_TENANT_ID and ARM_CLIENT_ID; " +
	"ARM_USE_OIDC=true with those two and an OIDC token; ARM_USE_MSI=true; or `az login`"

// tokenWays lists where an OIDC token can come from, for errors.
const tokenWays = "ARM_OIDC_TOKEN, ARM_OIDC_TOKEN_FILE_PATH, or ARM_OIDC_REQUEST_URL with ARM_OIDC_REQUEST_TOKEN (GitHub sets ACTIONS_ID_TOKEN_REQUEST_URL and " +
	"ACTIONS_ID_TOKEN_REQUEST_TOKEN for a job with the permission `id-token: write`)"

// choice describes a credential. It holds no secret: where one is needed, it names the variable that does.
type choice struct {
	method         method
	tenant, client string
	// secret is the variable with the client secret, the certificate's password, the OIDC token, or the token to ask for one with.
	secret string
	// file is the path of the certificate or of the OIDC token.
	file string
	// url is where to ask for an OIDC token, or the endpoint of the managed identity if it is not the usual one.
	url string
	// audience is whom the OIDC token is for.
	audience string
}

// choose decides by the environment how to authenticate, in the order in which azure-native does. Its error holds everything that the
// chosen way lacks.
func choose(env map[string]string) (choice, error) {
	c := choice{tenant: env[varTenant], client: env[varClient]}
	switch {
	case isTrue(env[varUseDefault]):
		c.method = methodDefault
		return c, nil
	case env[varCertificate] != "":
		c.method, c.file = methodCertificate, env[varCertificate]
		if env[varPassword] != "" {
			c.secret = varPassword
		}
		return c, c.complete(varCertificate)
	case env[varSecret] != "":
		c.method, c.secret = methodSecret, varSecret
		return c, c.complete(varSecret)
	case isTrue(env[varUseOIDC]):
		c.method, c.audience = methodOIDC, env[varAudience]
		if c.audience == "" {
			c.audience = "api://AzureADTokenExchange"
		}
		return c, errors.Join(c.complete(varUseOIDC), c.chooseToken(env))
	case isTrue(env[varUseMSI]):
		c.method, c.url = methodMSI, env[varMSIEndpoint]
		return c, nil
	}
	c.method = methodCLI
	return c, nil
}

func isTrue(value string) bool { return strings.EqualFold(value, "true") || value == "1" }

// complete says what of a service principal's name is missing.
func (c choice) complete(because string) error {
	var missing []error
	for _, needed := range []struct{ variable, value string }{{varTenant, c.tenant}, {varClient, c.client}} {
		if needed.value == "" {
			missing = append(missing, fmt.Errorf("the environment variable %s is not set; it is needed because %s is", needed.variable, because))
		}
	}
	return errors.Join(missing...)
}

// chooseToken decides where the OIDC token comes from.
func (c *choice) chooseToken(env map[string]string) error {
	switch {
	case env["ARM_OIDC_TOKEN"] != "":
		c.secret = "ARM_OIDC_TOKEN"
		return nil
	case env["ARM_OIDC_TOKEN_FILE_PATH"] != "":
		c.file = env["ARM_OIDC_TOKEN_FILE_PATH"]
		return nil
	}
	for _, pair := range [][2]string{
		{"ARM_OIDC_REQUEST_URL", "ARM_OIDC_REQUEST_TOKEN"},
		{"ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"},
	} {
		if env[pair[0]] != "" && env[pair[1]] != "" {
			c.url, c.secret = env[pair[0]], pair[1]
			return nil
		}
	}
	return fmt.Errorf("ARM_USE_OIDC is set, but there is no token; give %s", tokenWays)
}

// String describes the choice, for errors.
func (c choice) String() string {
	switch c.method {
	case methodSecret, methodOIDC, methodCertificate:
		return fmt.Sprintf("%s of application %s in tenant %s", c.method, c.client, c.tenant)
	case methodMSI:
		if c.client != "" {
			return fmt.Sprintf("managed identity %s", c.client)
		}
	case methodDefault, methodCLI:
	}
	return string(c.method)
}
