package registration

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// tokenSource gives the OIDC token each time that a new access token is needed: a file may have been renewed since, and one that is asked
// for lives only minutes.
func tokenSource(c choice, secret string, transport policy.Transporter) func(context.Context) (string, error) {
	switch {
	case c.file != "":
		return func(context.Context) (string, error) {
			text, err := os.ReadFile(c.file)
			if err != nil {
				return "", fmt.Errorf("read the OIDC token that ARM_OIDC_TOKEN_FILE_PATH names: %w", err)
			}
			return strings.TrimSpace(string(text)), nil
		}
	case c.url != "":
		return func(ctx context.Context) (string, error) { return requestToken(ctx, c, secret, transport) }
	}
	return func(context.Context) (string, error) { return secret, nil }
}

// requestToken asks the CI system for a token.
func requestToken(ctx context.Context, c choice, bearer string, transport policy.Transporter) (string, error) {
	address, err := url.Parse(c.url)
	if err != nil {
		return "", fmt.Errorf("the URL to request an OIDC token from is none: %w", err)
	}
	query := address.Query()
	query.Set("audience", c.audience)
	address.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Authorization", "Bearer "+bearer)
	response, err := transport.Do(request)
	if err != nil {
		return "", fmt.Errorf("request an OIDC token: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("request an OIDC token: %s answered %s", address.Host, response.Status)
	}
	var body struct {
		Value string `json:"value"`
	}
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil || body.Value == "" {
		return "", fmt.Errorf("request an OIDC token: %s answered without one", address.Host)
	}
	return body.Value, nil
}
