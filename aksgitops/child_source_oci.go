package aksgitops

import (
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
)

func ociRepository(path Path, oci *OciRepository) kubernetesconfiguration.OCIRepositoryDefinitionPtrInput {
	args := &kubernetesconfiguration.OCIRepositoryDefinitionArgs{
		Url:                   optional(oci.Url),
		UseWorkloadIdentity:   oci.UseWorkloadIdentity,
		ServiceAccountName:    oci.ServiceAccountName,
		LocalAuthRef:          oci.LocalAuthRef,
		Insecure:              oci.Insecure,
		SyncIntervalInSeconds: float(oci.SyncIntervalInSeconds),
		TimeoutInSeconds:      float(oci.TimeoutInSeconds),
	}
	if given(oci.Tag) || given(oci.Semver) || given(oci.Digest) {
		args.RepositoryRef = &kubernetesconfiguration.OCIRepositoryRefDefinitionArgs{Tag: oci.Tag, Semver: oci.Semver, Digest: oci.Digest}
	}
	if layer := oci.LayerSelector; layer != nil {
		args.LayerSelector = &kubernetesconfiguration.LayerSelectorDefinitionArgs{MediaType: layer.MediaType, Operation: enum(layer.Operation)}
	}
	if oci.Verify != nil {
		args.Verify = ociVerification(oci.Verify)
	}
	if tls := oci.TlsConfig; tls != nil {
		at := path.Field("tlsConfig")
		args.TlsConfig = &kubernetesconfiguration.TlsConfigDefinitionArgs{
			CaCertificate:     encodeSecret(at.Field("caCertificate"), tls.CaCertificate, encodeCertificate),
			ClientCertificate: encodeSecret(at.Field("clientCertificate"), tls.ClientCertificate, encodeCertificate),
			PrivateKey:        encodeSecret(at.Field("privateKey"), tls.PrivateKey, encodePEMKey),
		}
	}
	return args
}

func ociVerification(verify *OciVerification) kubernetesconfiguration.VerifyDefinitionPtrInput {
	args := &kubernetesconfiguration.VerifyDefinitionArgs{
		Provider:           optional(verify.Provider),
		VerificationConfig: verify.VerificationConfig,
	}
	if len(verify.MatchOidcIdentity) > 0 {
		identities := make(kubernetesconfiguration.MatchOidcIdentityDefinitionArray, len(verify.MatchOidcIdentity))
		for i, identity := range verify.MatchOidcIdentity {
			identities[i] = &kubernetesconfiguration.MatchOidcIdentityDefinitionArgs{
				Issuer: optional(identity.Issuer), Subject: optional(identity.Subject),
			}
		}
		args.MatchOidcIdentity = identities
	}
	return args
}
