// Package connect points Azure's own Go clients at whatever cloud an ARM
// metadata host describes: given the host and a client secret, it finds the
// login service, the management endpoint and the audience by itself, as the
// tools that read ARM_METADATA_HOSTNAME do.
package connect

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// Settings are what a person has in hand.
type Settings struct {
	// MetadataHost is host:port of the ARM metadata endpoint.
	MetadataHost string
	// SubscriptionID is the subscription to work in.
	SubscriptionID string
	// TenantID, ClientID and ClientSecret are the credential.
	TenantID, ClientID, ClientSecret string
	// CACertificate is PEM to trust besides the system's certificates.
	CACertificate []byte
}

// Connection is what Azure's clients are made with.
type Connection struct {
	// SubscriptionID is the subscription to work in.
	SubscriptionID string
	// Credential hands out tokens.
	Credential azcore.TokenCredential
	// Options name the cloud and the transport.
	Options *arm.ClientOptions
}

// FromEnvironment reads the settings from ARM_* variables and SSL_CERT_FILE.
func FromEnvironment(get func(string) string) (Settings, error) {
	settings := Settings{
		MetadataHost: get("ARM_METADATA_HOSTNAME"), SubscriptionID: get("ARM_SUBSCRIPTION_ID"), TenantID: get("ARM_TENANT_ID"),
		ClientID: get("ARM_CLIENT_ID"), ClientSecret: get("ARM_CLIENT_SECRET"),
	}
	if settings.MetadataHost == "" {
		settings.MetadataHost = get("ARM_METADATA_HOST")
	}
	var missing []error
	for _, variable := range []struct{ name, value string }{
		{"ARM_METADATA_HOSTNAME", settings.MetadataHost},
		{"ARM_SUBSCRIPTION_ID", settings.SubscriptionID},
		{"ARM_TENANT_ID", settings.TenantID},
		{"ARM_CLIENT_ID", settings.ClientID},
		{"ARM_CLIENT_SECRET", settings.ClientSecret},
	} {
		if variable.value == "" {
			missing = append(missing, fmt.Errorf("the environment variable %s is not set", variable.name))
		}
	}
	if err := errors.Join(missing...); err != nil {
		return Settings{}, err
	}
	if file := get("SSL_CERT_FILE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return Settings{}, fmt.Errorf("read the certificate that SSL_CERT_FILE names: %w", err)
		}
		settings.CACertificate = text
	}
	return settings, nil
}

// metadata is the part of the metadata endpoint's answer that is needed.
type metadata struct {
	ResourceManager string `json:"resourceManager"`
	Authentication  struct {
		LoginEndpoint string   `json:"loginEndpoint"`
		Audiences     []string `json:"audiences"`
	} `json:"authentication"`
}

// Open asks the metadata host and makes the connection. No token is asked for yet.
func Open(ctx context.Context, settings Settings) (*Connection, error) {
	client, err := httpClient(settings.CACertificate)
	if err != nil {
		return nil, err
	}
	found, err := ask(ctx, client, settings.MetadataHost)
	if err != nil {
		return nil, err
	}
	options := policy.ClientOptions{Transport: client, Cloud: cloud.Configuration{
		ActiveDirectoryAuthorityHost: found.Authentication.LoginEndpoint + "/",
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: found.ResourceManager, Audience: found.Authentication.Audiences[0]},
		},
	}}
	credential, err := azidentity.NewClientSecretCredential(settings.TenantID, settings.ClientID, settings.ClientSecret,
		// Only Microsoft's own clouds are known to instance discovery.
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true})
	if err != nil {
		return nil, fmt.Errorf("make the credential: %w", err)
	}
	return &Connection{
		SubscriptionID: settings.SubscriptionID, Credential: credential, Options: &arm.ClientOptions{ClientOptions: options},
	}, nil
}

func httpClient(certificate []byte) (*http.Client, error) {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if len(certificate) > 0 && !roots.AppendCertsFromPEM(certificate) {
		return nil, errors.New("the certificate to trust is not PEM")
	}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true,
		MaxIdleConnsPerHost: 32, Proxy: http.ProxyFromEnvironment,
	}}, nil
}

func ask(ctx context.Context, client *http.Client, host string) (metadata, error) {
	var found metadata
	url := "https://" + host + "/metadata/endpoints?api-version=2022-09-01"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return found, fmt.Errorf("the metadata host %q is not host:port: %w", host, err)
	}
	response, err := client.Do(request)
	if err != nil {
		return found, fmt.Errorf("ask the metadata host: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return found, fmt.Errorf("the metadata host %s answered %s", host, response.Status)
	}
	if err := json.NewDecoder(response.Body).Decode(&found); err != nil {
		return found, fmt.Errorf("the metadata host %s did not answer a cloud's description: %w", host, err)
	}
	if found.ResourceManager == "" || found.Authentication.LoginEndpoint == "" || len(found.Authentication.Audiences) == 0 {
		return found, fmt.Errorf("the metadata host %s left out where to log in or what to manage", host)
	}
	return found, nil
}
