package registration

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// metadata is what of a cloud's description is needed.
type metadata struct {
	ResourceManager string `json:"resourceManager"`
	Authentication  struct {
		LoginEndpoint string   `json:"loginEndpoint"`
		Audiences     []string `json:"audiences"`
	} `json:"authentication"`
}

// describeCloud asks the metadata host where its cloud's services are.
func describeCloud(ctx context.Context, transport policy.Transporter, host string) (cloud.Configuration, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+host+"/metadata/endpoints?api-version=2022-09-01", nil)
	if err != nil {
		return cloud.Configuration{}, fmt.Errorf("the metadata host %q is not host or host:port", host)
	}
	response, err := transport.Do(request)
	if err != nil {
		return cloud.Configuration{}, fmt.Errorf("cannot ask the metadata host %s, which ARM_METADATA_HOSTNAME names: %w", host, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return cloud.Configuration{}, fmt.Errorf("the metadata host %s answered %s", host, response.Status)
	}
	var found metadata
	if err := json.NewDecoder(response.Body).Decode(&found); err != nil {
		return cloud.Configuration{}, fmt.Errorf("the metadata host %s did not answer with a cloud's description: %w", host, err)
	}
	login := found.Authentication
	if found.ResourceManager == "" || login.LoginEndpoint == "" || len(login.Audiences) == 0 {
		return cloud.Configuration{}, fmt.Errorf("the metadata host %s does not say where to log in, for whom, or what manages resources", host)
	}
	return cloud.Configuration{
		ActiveDirectoryAuthorityHost: strings.TrimSuffix(login.LoginEndpoint, "/") + "/",
		Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
			cloud.ResourceManager: {Endpoint: strings.TrimSuffix(found.ResourceManager, "/"), Audience: login.Audiences[0]},
		},
	}, nil
}
