package aksgitops

import (
	"regexp"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var guids = regexp.MustCompile(`^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$`)

func (c *checker) azureBlob(path Path, kind ClusterType, blob *AzureBlob) {
	c.hostURL(path.Field("url"), blob.Url, "https://account.blob.core.windows.net")
	c.requiredName(path.Field("containerName"), containerNames, blob.ContainerName)
	c.atMostOne(path, "there is one way to authenticate",
		choice{"accountKey", given(blob.AccountKey)}, choice{"sasToken", given(blob.SasToken)},
		choice{"servicePrincipal", blob.ServicePrincipal != nil}, choice{"managedIdentity", blob.ManagedIdentity != nil},
		choice{"localAuthRef", given(blob.LocalAuthRef)})
	c.credential(path.Field("accountKey"), blob.AccountKey, accountKey)
	c.credential(path.Field("sasToken"), blob.SasToken, sasToken)
	c.name(path.Field("localAuthRef"), objectNames, blob.LocalAuthRef)
	if blob.ServicePrincipal != nil {
		c.servicePrincipal(path.Field("servicePrincipal"), blob.ServicePrincipal)
	}
	if blob.ManagedIdentity != nil {
		at := path.Field("managedIdentity")
		if kind != "" && kind != ClusterTypeManagedClusters {
			c.report(at, "is for AKS only, and clusterType is %q; use another credential", kind)
		}
		c.guid(at.Field("clientId"), blob.ManagedIdentity.ClientId)
	}
	c.seconds(path.Field("syncIntervalInSeconds"), blob.SyncIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), blob.TimeoutInSeconds)
}

func (c *checker) servicePrincipal(path Path, principal *ServicePrincipal) {
	c.guid(path.Field("clientId"), principal.ClientId)
	c.guid(path.Field("tenantId"), principal.TenantId)
	secret, certificate := given(principal.ClientSecret), given(principal.ClientCertificate)
	switch {
	case !secret && !certificate:
		c.report(path, "has no credential; give clientSecret or clientCertificate")
	case secret && certificate:
		c.report(path, "gives clientSecret and clientCertificate; give one of them")
	}
	if !certificate {
		for _, name := range chosen(
			choice{"clientCertificatePassword", given(principal.ClientCertificatePassword)},
			choice{"clientCertificateSendChain", given(principal.ClientCertificateSendChain)}) {
			c.report(path.Field(name), "is given without clientCertificate, to which it belongs")
		}
	}
	c.credential(path.Field("clientSecret"), principal.ClientSecret, plainToken)
	c.credential(path.Field("clientCertificate"), principal.ClientCertificate, encodeClientCertificate)
}

// guid checks a required GUID.
func (c *checker) guid(path Path, in pulumi.StringInput) {
	if !c.required(path, in) {
		return
	}
	if text, known := staticString(in); known && !guids.MatchString(text) {
		c.report(path, "%s is not a GUID; write 00000000-0000-0000-0000-000000000000", c.quote(path, text))
	}
}
