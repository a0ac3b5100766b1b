package login

import "net/http"

// firstSingle is the first version of the metadata endpoint that describes one
// cloud; the ones before it answer a list.
const firstSingle = "2022-09-01"

// CloudName is what the cloud calls itself.
const CloudName = "LocalAzure"

// suffixes are those of services that the local Azure does not have; clients want
// them to be there.
var suffixes = map[string]string{
	"storage": "core.local", "keyVaultDns": "vault.local", "acrLoginServer": "acr.local", "sqlServerHostname": "database.local",
	"azureDataLakeStoreFileSystem": "datalake.local", "azureDataLakeAnalyticsCatalogAndJob": "analytics.local",
	"azureFrontDoorEndpointSuffix": "frontdoor.local", "mysqlServerEndpoint": "mysql.local",
	"postgresqlServerEndpoint": "postgres.local", "mariadbServerEndpoint": "mariadb.local", "storageSyncEndpointSuffix": "afs.local",
	"mhsmDns": "managedhsm.local", "attestationEndpoint": "attest.local", "synapseAnalytics": "synapse.local",
}

// Metadata answers the ARM metadata endpoint, where clients that know only a host
// learn everything else.
func (s *Service) Metadata(w http.ResponseWriter, version string) {
	cloud := map[string]any{
		"name":                                  CloudName,
		"portal":                                s.URL,
		"resourceManager":                       s.URL,
		"resourceManagerEndpoint":               s.URL,
		"managementEndpointUrl":                 s.URL,
		"graphEndpoint":                         s.URL + "/graph",
		"graph":                                 s.URL + "/graph",
		"microsoftGraphResourceId":              s.URL + "/graph",
		"graphAudience":                         s.URL + "/graph",
		"galleryEndpoint":                       s.URL,
		"batch":                                 s.URL,
		"media":                                 s.URL,
		"sqlManagement":                         s.URL,
		"vmImageAliasDoc":                       s.URL,
		"activeDirectoryDataLake":               s.URL,
		"ossrDbmsResourceId":                    s.URL,
		"logAnalyticsResourceId":                s.URL,
		"appInsightsResourceId":                 s.URL,
		"synapseAnalyticsResourceId":            s.URL,
		"attestationResourceId":                 s.URL,
		"appInsightsTelemetryChannelResourceId": s.URL,
		"authentication": map[string]any{
			"loginEndpoint":    s.URL,
			"audiences":        []string{s.URL, s.URL + "/"},
			"tenant":           s.Tenant,
			"identityProvider": "AAD",
		},
		"suffixes": suffixes,
	}
	if version < firstSingle { // dates compare as text
		write(w, http.StatusOK, []any{cloud})
		return
	}
	write(w, http.StatusOK, cloud)
}
