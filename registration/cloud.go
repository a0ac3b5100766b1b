package registration

import (
	"fmt"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
)

// clouds are Microsoft's clouds by the names that azure-native knows them by.
var clouds = map[string]cloud.Configuration{
	"public":                 cloud.AzurePublic,
	"azurecloud":             cloud.AzurePublic,
	"azurepubliccloud":       cloud.AzurePublic,
	"usgovernment":           cloud.AzureGovernment,
	"usgov":                  cloud.AzureGovernment,
	"usgovernmentl4":         cloud.AzureGovernment,
	"azureusgovernment":      cloud.AzureGovernment,
	"azureusgovernmentcloud": cloud.AzureGovernment,
	"china":                  cloud.AzureChina,
	"azurechinacloud":        cloud.AzureChina,
}

// cloudChoice is the cloud that the environment asks for: one of a metadata host, a known cloud, or nothing, which leaves it to the
// Azure CLI or else means the public cloud.
type cloudChoice struct {
	metadataHost string
	known        *cloud.Configuration
}

// chooseCloud decides by the environment. A metadata host wins over a name, because it says more.
func chooseCloud(env map[string]string) (cloudChoice, error) {
	for _, variable := range []string{"ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST"} {
		if host := env[variable]; host != "" {
			host = strings.TrimPrefix(host, "https://")
			return cloudChoice{metadataHost: strings.TrimSuffix(host, "/")}, nil
		}
	}
	for _, variable := range []string{"ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"} {
		if name := env[variable]; name != "" {
			known, err := namedCloud(name)
			if err != nil {
				return cloudChoice{}, fmt.Errorf("the environment variable %s: %w", variable, err)
			}
			return cloudChoice{known: &known}, nil
		}
	}
	return cloudChoice{}, nil
}

func namedCloud(name string) (cloud.Configuration, error) {
	known, ok := clouds[strings.ToLower(name)]
	if !ok {
		return known, fmt.Errorf("there is no cloud %q; there is public, usgovernment, china, and any other through ARM_METADATA_HOSTNAME", name)
	}
	return known, nil
}
