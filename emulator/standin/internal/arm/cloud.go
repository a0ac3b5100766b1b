package arm

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
)

// metadataVersion is the version of the metadata document that azure-native asks for.
const metadataVersion = "2022-09-01"

// maxMetadata bounds what is read of a host that may be anything.
const maxMetadata = 1 << 20

// discover asks a metadata host for the endpoints of its cloud.
func discover(ctx context.Context, client *http.Client, host string) (cloud.Configuration, error) {
	if !strings.Contains(host, "://") {
		host = "https://" + host
	}
	where := strings.TrimSuffix(host, "/") + "/metadata/endpoints?api-version=" + metadataVersion
	body, err := fetch(ctx, client, where)
	if err != nil {
		return cloud.Configuration{}, fmt.Errorf(
			"failed to get Azure environment metadata from %s: %w%s", host, err, hint(err))
	}
	var document struct {
		ResourceManager string `json:"resourceManager"`
		Authentication  struct {
			LoginEndpoint string   `json:"loginEndpoint"`
			Audiences     []string `json:"audiences"`
		} `json:"authentication"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), &document); err != nil {
		return cloud.Configuration{}, fmt.Errorf("the metadata of %s is not valid JSON: %w", where, err)
	}
	login := document.Authentication
	if document.ResourceManager == "" || login.LoginEndpoint == "" || len(login.Audiences) == 0 {
		return cloud.Configuration{}, fmt.Errorf(
			"the metadata of %s must hold resourceManager, authentication.loginEndpoint and authentication.audiences", where)
	}
	return cloud.Configuration{
		ActiveDirectoryAuthorityHost: login.LoginEndpoint,
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Audience: login.Audiences[0], Endpoint: document.ResourceManager},
		},
	}, nil
}

// hint names what people forget when they point a client at a local Azure.
func hint(err error) string {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return " (SSL_CERT_FILE must name the file with the local Azure's certificate authority)"
	}
	if errors.Is(err, syscall.ECONNREFUSED) {
		return " (is the local Azure running?)"
	}
	return ""
}

func fetch(ctx context.Context, client *http.Client, where string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, where, http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("expected 200 OK but got %s", resp.Status)
	}
	return io.ReadAll(io.LimitReader(resp.Body, maxMetadata))
}
