// Package arm speaks to Azure Resource Manager as azure-native does: through the pipeline and the pollers of Azure's
// own SDK, with a client secret or an OIDC token, at the endpoints that the metadata host names.
package arm

import (
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// IntervalVariable names the environment variable that sets how long the stand-in waits between two polls when the
// server does not say, and before it repeats a request that was refused because another operation is in progress.
const IntervalVariable = "AZURE_NATIVE_STANDIN_INTERVAL"

// DefaultInterval holds where the variable is not set.
const DefaultInterval = 500 * time.Millisecond

// ParseInterval reads the value of the variable.
func ParseInterval(text string) (time.Duration, error) {
	if text == "" {
		return DefaultInterval, nil
	}
	interval, err := time.ParseDuration(text)
	if err != nil || interval <= 0 {
		return 0, fmt.Errorf("%s is %q: expected a duration above zero, such as 200ms", IntervalVariable, text)
	}
	return interval, nil
}

// Settings say where Azure is and who asks.
type Settings struct {
	SubscriptionID string
	TenantID       string
	ClientID       string
	ClientSecret   string
	OIDC           OIDC
	MetadataHost   string
	Environment    string
	// Interval is how long to wait between two polls when the server does not say.
	Interval time.Duration
	// RootCAs are the authorities to trust; nil means the system's.
	RootCAs *x509.CertPool
}

// Lookup reads one setting of the provider: from its configuration, or else from the first environment variable that
// is set.
type Lookup func(key string, variables ...string) string

// LookupIn makes the usual Lookup over a provider's configuration.
func LookupIn(config map[string]string) Lookup {
	return func(key string, variables ...string) string {
		if value, ok := config[key]; ok {
			return value
		}
		for _, variable := range variables {
			if value := os.Getenv(variable); value != "" {
				return value
			}
		}
		return ""
	}
}

// ReadSettings collects the settings. It does not complain about those that are missing: a preview may do without.
func ReadSettings(get Lookup) Settings {
	return Settings{
		SubscriptionID: get("subscriptionId", "ARM_SUBSCRIPTION_ID"),
		TenantID:       get("tenantId", "ARM_TENANT_ID"),
		ClientID:       get("clientId", "ARM_CLIENT_ID"),
		ClientSecret:   get("clientSecret", "ARM_CLIENT_SECRET"),
		OIDC:           readOIDC(get),
		MetadataHost:   get("metadataHost", "ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST"),
		Environment:    get("environment", "ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"),
		Interval:       DefaultInterval,
	}
}

// Complete reports, all at once, what must be set before Azure can be asked.
func (s Settings) Complete() error {
	if s.MetadataHost == "" {
		return errors.New("this azure-native is a stand-in for tests and speaks only to a local Azure: " +
			"set ARM_METADATA_HOSTNAME or azure-native:metadataHost to its host and port" + s.namedCloud())
	}
	var missing []string
	for _, setting := range []struct{ value, name string }{
		{s.SubscriptionID, "azure-native:subscriptionId or ARM_SUBSCRIPTION_ID"},
		{s.TenantID, "azure-native:tenantId or ARM_TENANT_ID"},
		{s.ClientID, "azure-native:clientId or ARM_CLIENT_ID"},
		{s.ClientSecret + s.OIDC.source(), "azure-native:clientSecret or ARM_CLIENT_SECRET"},
	} {
		if setting.value == "" {
			missing = append(missing, setting.name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("no credential for Azure: set %s (the stand-in knows client secrets, and OIDC tokens if ARM_USE_OIDC is true)",
			strings.Join(missing, "; "))
	}
	return nil
}

func (s Settings) namedCloud() string {
	if s.Environment == "" {
		return ""
	}
	return fmt.Sprintf(" (the cloud %q that environment names is out of its reach)", s.Environment)
}
