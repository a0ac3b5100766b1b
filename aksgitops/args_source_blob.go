package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// AzureBlob is an Azure Blob Storage container that Flux fetches. Give at most one of `accountKey`, `sasToken`, `servicePrincipal`,
// `managedIdentity` and `localAuthRef`; without any, Flux takes the identity of its environment, and never reads anonymously.
type AzureBlob struct {
	// The address of the storage account's blob service: `https://account.blob.core.windows.net`.
	Url pulumi.StringInput `pulumi:"url"`

	// The name of the container: 3 to 63 lower-case letters, digits and single hyphens, beginning and ending with a letter or digit; or `$root`.
	ContainerName pulumi.StringInput `pulumi:"containerName"`

	// The key of the storage account, in base64 as Azure shows it. Secret.
	AccountKey pulumi.StringPtrInput `pulumi:"accountKey,optional"`

	// A shared access signature with read and list rights on the container. Secret.
	SasToken pulumi.StringPtrInput `pulumi:"sasToken,optional"`

	// A service principal that may read the container.
	ServicePrincipal *ServicePrincipal `pulumi:"servicePrincipal,optional"`

	// A managed identity of the cluster's nodes that may read the container (at least Storage Blob Data Reader). AKS only, not Azure Arc.
	ManagedIdentity *BlobManagedIdentity `pulumi:"managedIdentity,optional"`

	// The name of a Secret in the configuration's namespace that holds the credentials.
	LocalAuthRef pulumi.StringPtrInput `pulumi:"localAuthRef,optional"`

	// How often to look for changes, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How long one fetch may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}

// ServicePrincipal authenticates with Microsoft Entra ID. Give `clientSecret` or `clientCertificate`.
type ServicePrincipal struct {
	// The client (application) ID, a GUID.
	ClientId pulumi.StringInput `pulumi:"clientId"`

	// The ID of the tenant, a GUID.
	TenantId pulumi.StringInput `pulumi:"tenantId"`

	// The client secret. Secret.
	ClientSecret pulumi.StringPtrInput `pulumi:"clientSecret,optional"`

	// The client certificate with its private key in PEM form. Secret.
	ClientCertificate pulumi.StringPtrInput `pulumi:"clientCertificate,optional"`

	// The password of the client certificate's private key. Needs `clientCertificate`. Secret.
	ClientCertificatePassword pulumi.StringPtrInput `pulumi:"clientCertificatePassword,optional"`

	// Whether the certificate chain is sent along, for authentication by subject name and issuer. Needs `clientCertificate`. Defaults to the
	// platform's false.
	ClientCertificateSendChain pulumi.BoolPtrInput `pulumi:"clientCertificateSendChain,optional"`
}

// BlobManagedIdentity is a managed identity that reads a container.
type BlobManagedIdentity struct {
	// The client ID of the identity, a GUID.
	ClientId pulumi.StringInput `pulumi:"clientId"`
}
