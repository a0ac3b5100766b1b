package registration

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armfeatures"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"
)

// azureRegistrar asks Azure Resource Manager.
type azureRegistrar struct {
	subscription string
	features     *armfeatures.Client
	providers    *armresources.ProvidersClient
}

func newAzureRegistrar(subscription string, credential azcore.TokenCredential, options *arm.ClientOptions) (*azureRegistrar, error) {
	features, err := armfeatures.NewClient(subscription, credential, options)
	if err != nil {
		return nil, err
	}
	providers, err := armresources.NewProvidersClient(subscription, credential, options)
	if err != nil {
		return nil, err
	}
	return &azureRegistrar{subscription, features, providers}, nil
}

func (a *azureRegistrar) get(ctx context.Context, i item) (answer, error) {
	var response *http.Response
	var state *string
	var err error
	capturing := policy.WithCaptureResponse(ctx, &response)
	if i.isFeature() {
		var got armfeatures.ClientGetResponse
		got, err = a.features.Get(capturing, i.namespace, i.feature, nil)
		state = featureState(got.FeatureResult)
	} else {
		var got armresources.ProvidersClientGetResponse
		got, err = a.providers.Get(capturing, i.namespace, nil)
		state = got.RegistrationState
	}
	return a.answer(call{item: i, subscription: a.subscription}, state, response, err)
}

func (a *azureRegistrar) register(ctx context.Context, i item) (answer, error) {
	var response *http.Response
	var state *string
	var err error
	capturing := policy.WithCaptureResponse(ctx, &response)
	if i.isFeature() {
		var got armfeatures.ClientRegisterResponse
		got, err = a.features.Register(capturing, i.namespace, i.feature, nil)
		state = featureState(got.FeatureResult)
	} else {
		var got armresources.ProvidersClientRegisterResponse
		got, err = a.providers.Register(capturing, i.namespace, nil)
		state = got.RegistrationState
	}
	return a.answer(call{item: i, registers: true, subscription: a.subscription}, state, response, err)
}

func featureState(feature armfeatures.FeatureResult) *string {
	if feature.Properties == nil {
		return nil
	}
	return feature.Properties.State
}

func (a *azureRegistrar) answer(c call, state *string, response *http.Response, err error) (answer, error) {
	got := answer{retryAfter: retryAfter(response, time.Now())}
	if err != nil {
		return got, c.refused(err)
	}
	if state == nil {
		return got, &refusal{text: c.String() + ": Azure answered without a state"}
	}
	got.state = *state
	return got, nil
}

// retryAfter reads the header, which holds seconds or a date.
func retryAfter(response *http.Response, now time.Time) time.Duration {
	if response == nil {
		return 0
	}
	header := response.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(header); err == nil {
		return max(0, time.Duration(seconds)*time.Second)
	}
	if date, err := http.ParseTime(header); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}
