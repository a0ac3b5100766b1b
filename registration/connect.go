package registration

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// settings are what the environment says about Azure.
type settings struct {
	credential choice
	cloud      cloudChoice
}

// readSettings reads the environment and finds everything that is wrong with it.
func readSettings(env map[string]string) (settings, error) {
	credential, credentialErr := choose(env)
	chosen, cloudErr := chooseCloud(env)
	return settings{credential, chosen}, errors.Join(credentialErr, cloudErr)
}

// connection is a subscription that can be asked.
type connection struct {
	registrar
	subscription string
}

// connect opens a subscription: the one that is named, else that of the environment, else the Azure CLI's.
func connect(ctx context.Context, env map[string]string, subscription string) (connection, error) {
	chosen, err := readSettings(env)
	if err != nil {
		return connection{}, err
	}
	if subscription == "" {
		subscription = env[varSubscription]
	}
	if chosen.credential.method == methodCLI {
		if subscription, err = chosen.askCLI(ctx, subscription); err != nil {
			return connection{}, err
		}
	}
	if subscription == "" {
		return connection{}, errNoSubscription
	}
	transport, err := newTransport(env["SSL_CERT_FILE"])
	if err != nil {
		return connection{}, err
	}
	configuration, err := chosen.cloud.configuration(ctx, transport)
	if err != nil {
		return connection{}, err
	}
	options := policy.ClientOptions{Transport: transport, Cloud: configuration}
	credential, err := credentialFor(chosen.credential, env, options, chosen.cloud.metadataHost != "")
	if err != nil {
		return connection{}, err
	}
	registrar, err := newAzureRegistrar(subscription, credential, &arm.ClientOptions{ClientOptions: options, DisableRPRegistration: true})
	return connection{registrar, subscription}, err
}

var errNoSubscription = errors.New("there is no subscription: set `subscriptionId` or the environment variable " + varSubscription)

// askCLI completes the settings with what the Azure CLI is set to, if anything is missing.
func (s *settings) askCLI(ctx context.Context, subscription string) (string, error) {
	if subscription != "" && s.cloud != (cloudChoice{}) {
		return subscription, nil
	}
	current, err := showAccount(ctx)
	if err != nil {
		return "", err
	}
	if s.cloud == (cloudChoice{}) {
		known, err := namedCloud(current.Cloud)
		if err != nil {
			return "", fmt.Errorf("the Azure CLI's cloud: %w", err)
		}
		s.cloud.known = &known
	}
	if subscription == "" {
		subscription = current.ID
	}
	return subscription, nil
}

func (c cloudChoice) configuration(ctx context.Context, transport policy.Transporter) (cloud.Configuration, error) {
	switch {
	case c.metadataHost != "":
		return describeCloud(ctx, transport, c.metadataHost)
	case c.known != nil:
		return *c.known, nil
	}
	return cloud.AzurePublic, nil
}

// newTransport is an HTTP client that trusts the certificates of a file besides the system's. Not every system's own library reads
// SSL_CERT_FILE.
func newTransport(certificates string) (*http.Client, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	if certificates != "" {
		roots, err := x509.SystemCertPool()
		if err != nil {
			roots = x509.NewCertPool()
		}
		text, err := os.ReadFile(certificates)
		if err != nil {
			return nil, fmt.Errorf("read the certificates that SSL_CERT_FILE names: %w", err)
		}
		roots.AppendCertsFromPEM(text)
		transport.TLSClientConfig.RootCAs = roots
	}
	return &http.Client{Transport: transport}, nil
}
