package registration

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// credentialFor opens what was chosen. With ownCloud, instance discovery is off: only Microsoft's clouds are known to it.
func credentialFor(c choice, env map[string]string, options policy.ClientOptions, ownCloud bool) (azcore.TokenCredential, error) {
	opened, err := openCredential(c, env, options, ownCloud)
	if err != nil {
		return nil, fmt.Errorf("cannot use the %s: %w", c, err)
	}
	return explained{opened, c}, nil
}

func openCredential(c choice, env map[string]string, options policy.ClientOptions, ownCloud bool) (azcore.TokenCredential, error) {
	switch c.method {
	case methodSecret:
		return azidentity.NewClientSecretCredential(c.tenant, c.client, env[c.secret],
			&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: ownCloud})
	case methodCertificate:
		return openCertificate(c, env[c.secret], options, ownCloud)
	case methodOIDC:
		return azidentity.NewClientAssertionCredential(c.tenant, c.client, tokenSource(c, env[c.secret], options.Transport),
			&azidentity.ClientAssertionCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: ownCloud})
	case methodMSI:
		return openManagedIdentity(c, options)
	case methodDefault:
		return azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
			ClientOptions: options, DisableInstanceDiscovery: ownCloud, TenantID: c.tenant,
		})
	case methodCLI:
	}
	return azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: c.tenant, Subscription: env[varSubscription]})
}

func openCertificate(c choice, password string, options policy.ClientOptions, ownCloud bool) (azcore.TokenCredential, error) {
	text, err := os.ReadFile(c.file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", varCertificate, err)
	}
	certificates, key, err := azidentity.ParseCertificates(text, []byte(password))
	if err != nil {
		return nil, fmt.Errorf("%s: %s is not a PEM or PKCS#12 file with a certificate and its key that %s opens: %w", varCertificate, c.file, varPassword, err)
	}
	return azidentity.NewClientCertificateCredential(c.tenant, c.client, certificates, key,
		&azidentity.ClientCertificateCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: ownCloud})
}

func openManagedIdentity(c choice, options policy.ClientOptions) (azcore.TokenCredential, error) {
	if c.url != "" {
		endpoint, err := url.Parse(c.url)
		if err != nil || endpoint.Host == "" {
			return nil, fmt.Errorf("%s is not a URL", varMSIEndpoint)
		}
		options.Transport = redirected{options.Transport, endpoint}
	}
	managed := &azidentity.ManagedIdentityCredentialOptions{ClientOptions: options}
	if c.client != "" {
		managed.ID = azidentity.ClientID(c.client)
	}
	return azidentity.NewManagedIdentityCredential(managed)
}

// redirected sends what is meant for the usual endpoint of managed identities to another one.
type redirected struct {
	policy.Transporter
	endpoint *url.URL
}

func (r redirected) Do(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL.Scheme, request.URL.Host, request.Host = r.endpoint.Scheme, r.endpoint.Host, ""
	if path := strings.TrimSuffix(r.endpoint.Path, "/"); path != "" {
		request.URL.Path = path
	}
	return r.Transporter.Do(request)
}

// explained is a credential whose failures say which one it is, and what else there is.
type explained struct {
	azcore.TokenCredential
	choice choice
}

func (e explained) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := e.TokenCredential.GetToken(ctx, options)
	if err != nil && ctx.Err() == nil {
		return token, &credentialError{choice: e.choice, cause: err}
	}
	return token, err
}

// credentialError is a token that was not given.
type credentialError struct {
	choice choice
	cause  error
}

func (e *credentialError) Unwrap() error { return e.cause }

func (e *credentialError) Error() string {
	text := fmt.Sprintf("no token for the %s: %s", e.choice, loginProblem(e.cause))
	if e.choice.method == methodCLI {
		text += ". " + ways
	}
	return text
}

// loginProblem is the first line of what Entra ID says, without the dump of its response, else the whole error.
func loginProblem(err error) string {
	var login *azidentity.AuthenticationFailedError
	var body struct {
		Description string `json:"error_description"`
	}
	if !errors.As(err, &login) || decode(login.RawResponse, &body) != nil || body.Description == "" {
		return err.Error()
	}
	line, _, _ := strings.Cut(body.Description, "\n")
	return strings.TrimSpace(line)
}
