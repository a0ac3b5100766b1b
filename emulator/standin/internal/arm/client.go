package arm

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	armpolicy "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/policy"
	armruntime "github.com/Azure/azure-sdk-for-go/sdk/azcore/arm/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Client makes ARM requests.
type Client struct {
	SubscriptionID string
	endpoint       string
	pipeline       runtime.Pipeline
	interval       time.Duration
}

// parallel is how many connections are kept: a stack creates its resources side by side.
const parallel = 128

func newHTTPClient(roots *x509.CertPool) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = parallel
	transport.MaxIdleConns = parallel
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}
	return &http.Client{Transport: transport}
}

// Connect finds the cloud and makes a client for it.
func Connect(ctx context.Context, s Settings) (*Client, error) {
	if err := s.Complete(); err != nil {
		return nil, err
	}
	httpClient := newHTTPClient(s.RootCAs)
	where, err := discover(ctx, httpClient, s.MetadataHost)
	if err != nil {
		return nil, err
	}
	options := policy.ClientOptions{
		Cloud:     where,
		Transport: httpClient,
		Telemetry: policy.TelemetryOptions{ApplicationID: "azure-native-standin"},
	}
	credential, err := newCredential(s, options)
	if err != nil {
		return nil, fmt.Errorf("the credential for Azure is not usable: %w", err)
	}
	pipeline, err := newPipeline(credential, options, s.Interval)
	if err != nil {
		return nil, err
	}
	return &Client{
		SubscriptionID: s.SubscriptionID,
		endpoint:       where.Services[cloud.ResourceManager].Endpoint,
		pipeline:       pipeline,
		interval:       s.Interval,
	}, nil
}

func newPipeline(credential azcore.TokenCredential, o policy.ClientOptions, pause time.Duration) (runtime.Pipeline, error) {
	o.Retry = policy.RetryOptions{RetryDelay: pause, MaxRetryDelay: time.Minute}
	registration, err := armruntime.NewRPRegistrationPolicy(credential,
		&armpolicy.RegistrationOptions{ClientOptions: o, PollingDelay: pause})
	if err != nil {
		return runtime.Pipeline{}, fmt.Errorf("the pipeline to Azure: %w", err)
	}
	// The pipeline's own registration policy polls every 15 seconds and cannot be told otherwise.
	o.PerCallPolicies = append(o.PerCallPolicies, registration, &conflictPolicy{pause: pause})
	pipeline, err := armruntime.NewPipeline("azure-native-standin", "v1.0.0", credential, runtime.PipelineOptions{},
		&armpolicy.ClientOptions{ClientOptions: o, DisableRPRegistration: true})
	if err != nil {
		return runtime.Pipeline{}, fmt.Errorf("the pipeline to Azure: %w", err)
	}
	return pipeline, nil
}
