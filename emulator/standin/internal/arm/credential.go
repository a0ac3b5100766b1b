package arm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// OIDC says where a CI's ID token comes from. The first that is set counts.
type OIDC struct {
	Token, File string
	// URL and RequestToken are where, and with what, to ask GitHub for a token for Audience.
	URL, RequestToken, Audience string
}

// readOIDC gives nothing back unless OIDC is asked for.
func readOIDC(get Lookup) OIDC {
	if get("useOidc", "ARM_USE_OIDC") != "true" {
		return OIDC{}
	}
	o := OIDC{
		Token: get("oidcToken", "ARM_OIDC_TOKEN"), File: get("oidcTokenFilePath", "ARM_OIDC_TOKEN_FILE_PATH"),
		URL: get("oidcRequestUrl", "ACTIONS_ID_TOKEN_REQUEST_URL"), RequestToken: get("oidcRequestToken", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
		Audience: get("oidcAudience", "ARM_OIDC_AUDIENCE"),
	}
	if o.Audience == "" {
		o.Audience = "api://AzureADTokenExchange"
	}
	return o
}

// source is empty if there is nowhere to get a token from.
func (o OIDC) source() string { return o.Token + o.File + o.URL }

// Assertion gets the token.
func (o OIDC) Assertion(ctx context.Context) (string, error) {
	switch {
	case o.Token != "":
		return o.Token, nil
	case o.File != "":
		text, err := os.ReadFile(o.File)
		if err != nil {
			return "", fmt.Errorf("read the OIDC token: %w", err)
		}
		return string(text), nil
	default:
		return o.request(ctx)
	}
}

// request asks GitHub for the token.
func (o OIDC) request(ctx context.Context) (string, error) {
	address, err := url.Parse(o.URL)
	if err != nil {
		return "", fmt.Errorf("ACTIONS_ID_TOKEN_REQUEST_URL is not a URL: %w", err)
	}
	query := address.Query()
	query.Set("audience", o.Audience)
	address.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return "", fmt.Errorf("ask for an OIDC token: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+o.RequestToken)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("ask for an OIDC token: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("ask for an OIDC token: %s", response.Status)
	}
	var answer struct{ Value string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Value == "" {
		return "", errors.Join(errors.New("there is no OIDC token in the answer"), err)
	}
	return answer.Value, nil
}

// newCredential takes the client secret if there is one, and else the OIDC token, as azure-native does. Instance discovery would ask
// Microsoft's public cloud about this one, which it cannot know.
func newCredential(s Settings, o policy.ClientOptions) (azcore.TokenCredential, error) {
	if s.ClientSecret != "" {
		return azidentity.NewClientSecretCredential(s.TenantID, s.ClientID, s.ClientSecret,
			&azidentity.ClientSecretCredentialOptions{ClientOptions: o, DisableInstanceDiscovery: true})
	}
	return azidentity.NewClientAssertionCredential(s.TenantID, s.ClientID, s.OIDC.Assertion,
		&azidentity.ClientAssertionCredentialOptions{ClientOptions: o, DisableInstanceDiscovery: true})
}
