package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// OciRepository is an OCI artifact in a container registry that Flux fetches. Give at most one of `useWorkloadIdentity`,
// `serviceAccountName` and `localAuthRef`; without any it is fetched anonymously.
type OciRepository struct {
	// The address of the repository, without tag or digest: `oci://registry/path`.
	Url pulumi.StringInput `pulumi:"url"`

	// The tag to fetch. Give at most one of `tag`, `semver` and `digest`. Defaults to the platform's `latest`.
	Tag pulumi.StringPtrInput `pulumi:"tag,optional"`

	// The range of semantic versions whose newest tag is fetched, for example `>=1.0.0 <2.0.0`.
	Semver pulumi.StringPtrInput `pulumi:"semver,optional"`

	// The digest to fetch: `sha256:` and 64 hexadecimal digits.
	Digest pulumi.StringPtrInput `pulumi:"digest,optional"`

	// Which layer of the artifact holds the manifests. Defaults to the platform's choice, the first layer, extracted.
	LayerSelector *LayerSelector `pulumi:"layerSelector,optional"`

	// How the artifact's signature is verified. Defaults to not at all.
	Verify *OciVerification `pulumi:"verify,optional"`

	// Certificates for a registry that is not publicly trusted or wants a client certificate.
	TlsConfig *OciTlsConfig `pulumi:"tlsConfig,optional"`

	// Whether Flux authenticates with the registry by workload identity (Azure Container Registry): no secret. The extension's
	// `workloadIdentity` names the identity. Defaults to the platform's false.
	UseWorkloadIdentity pulumi.BoolPtrInput `pulumi:"useWorkloadIdentity,optional"`

	// The name of a service account in the configuration's namespace whose image pull secrets authenticate with the registry.
	ServiceAccountName pulumi.StringPtrInput `pulumi:"serviceAccountName,optional"`

	// The name of a Secret of type `kubernetes.io/dockerconfigjson` in the configuration's namespace.
	LocalAuthRef pulumi.StringPtrInput `pulumi:"localAuthRef,optional"`

	// Whether the registry may be reached over HTTP without TLS. Defaults to the platform's false.
	Insecure pulumi.BoolPtrInput `pulumi:"insecure,optional"`

	// How often to look for a new artifact, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How long one fetch may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}

// LayerSelector picks the layer of an OCI artifact.
type LayerSelector struct {
	// The media type of the layer. Defaults to the platform's choice, the first layer whatever its type.
	MediaType pulumi.StringPtrInput `pulumi:"mediaType,optional"`

	// What is done with the layer. Defaults to the platform's `extract`.
	Operation LayerOperation `pulumi:"operation,optional"`
}

// LayerOperation is what is done with a layer of an OCI artifact.
type LayerOperation string

const (
	// The layer is an archive, and its files are the manifests.
	LayerOperationExtract LayerOperation = "extract"
	// The layer is kept as it is.
	LayerOperationCopy LayerOperation = "copy"
)

// OciVerification says how the signature of an OCI artifact is verified.
type OciVerification struct {
	// The tool that signed the artifact: `cosign` or `notation`.
	Provider pulumi.StringInput `pulumi:"provider"`

	// What signatures are verified with: names of entries and their content, for example public keys of cosign, whose names end in `.pub`,
	// or for notation its `trustpolicy.json` and certificates. Sent as it is given, as the Azure CLI does: Azure names no encoding.
	// Without it cosign verifies keyless, by `matchOidcIdentity`.
	VerificationConfig pulumi.StringMapInput `pulumi:"verificationConfig,optional"`

	// The identities one of which must have signed, when cosign verifies keyless.
	MatchOidcIdentity []OidcIdentity `pulumi:"matchOidcIdentity,optional"`
}

// OidcIdentity is an identity that may have signed an OCI artifact.
type OidcIdentity struct {
	// A regular expression that the issuer of the identity must match.
	Issuer pulumi.StringInput `pulumi:"issuer"`

	// A regular expression that the subject of the identity must match.
	Subject pulumi.StringInput `pulumi:"subject"`
}

// OciTlsConfig holds certificates for a container registry.
type OciTlsConfig struct {
	// The certificate, in PEM form, of the authority that signed the registry's. Defaults to the authorities that everybody trusts. Secret.
	CaCertificate pulumi.StringPtrInput `pulumi:"caCertificate,optional"`

	// The client certificate in PEM form. Needs `privateKey`. Secret.
	ClientCertificate pulumi.StringPtrInput `pulumi:"clientCertificate,optional"`

	// The private key of the client certificate in PEM form, without a passphrase. Needs `clientCertificate`. Secret.
	PrivateKey pulumi.StringPtrInput `pulumi:"privateKey,optional"`
}
