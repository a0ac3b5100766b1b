package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// sourced is an attached cluster with one configuration of a source. No credential is marked as secret by the program.
func sourced(config *FluxConfiguration) func(*pulumi.Context) *AksGitOpsArgs {
	return func(ctx *pulumi.Context) *AksGitOpsArgs {
		args := attached("")(ctx)
		config.Kustomizations = map[string]*Kustomization{"all": nil}
		args.Configurations["apps"] = config
		return args
	}
}

func gitOverSSH() *FluxConfiguration {
	return &FluxConfiguration{GitRepository: &GitRepository{
		Url: pulumi.String("ssh://git@example.com/fleet"), Branch: pulumi.String("main"),
		Ssh: &GitSsh{PrivateKey: pulumi.String(credentials().sshKey), KnownHosts: pulumi.String(credentials().knownHosts)},
	}}
}

func gitOverHTTPS() *FluxConfiguration {
	return &FluxConfiguration{GitRepository: &GitRepository{
		Url: pulumi.String("https://example.com/fleet"), Branch: pulumi.String("main"), Provider: GitProviderGeneric,
		Https: &GitHttps{
			User: pulumi.String("flux"), Key: pulumi.String("token-of-git\n"), CaCertificate: pulumi.String(credentials().certificate),
		},
	}}
}

func oci() *FluxConfiguration {
	return &FluxConfiguration{OciRepository: &OciRepository{
		Url: pulumi.String("oci://registry.example.com/fleet"), Tag: pulumi.String("v1"),
		LayerSelector: &LayerSelector{MediaType: pulumi.String("application/tar"), Operation: LayerOperationCopy},
		Verify: &OciVerification{
			Provider:          pulumi.String("cosign"),
			MatchOidcIdentity: []OidcIdentity{{Issuer: pulumi.String("^https://issuer$"), Subject: pulumi.String("^subject$")}},
		},
		TlsConfig: &OciTlsConfig{
			CaCertificate:     pulumi.String(credentials().certificate),
			ClientCertificate: pulumi.String(credentials().certificate), PrivateKey: pulumi.String(credentials().tlsKey),
		},
		ServiceAccountName: pulumi.String("puller"), SyncIntervalInSeconds: pulumi.Int(60), TimeoutInSeconds: pulumi.Int(30),
	}}
}

func s3() *FluxConfiguration {
	return &FluxConfiguration{Bucket: &Bucket{
		Url: pulumi.String("https://s3.example.com"), BucketName: pulumi.String("fleet"),
		AccessKey: pulumi.String("access-key-of-bucket"), SecretKey: pulumi.String("secret-key-of-bucket"),
		SyncIntervalInSeconds: pulumi.Int(60), TimeoutInSeconds: pulumi.Int(30),
	}}
}

func blobWithKey() *FluxConfiguration {
	return &FluxConfiguration{AzureBlob: &AzureBlob{
		Url: pulumi.String("https://account.blob.core.windows.net"), ContainerName: pulumi.String("fleet"),
		AccountKey: pulumi.String("a2V5LW9mLWFjY291bnQ="), SyncIntervalInSeconds: pulumi.Int(60), TimeoutInSeconds: pulumi.Int(30),
	}}
}

func blobWithSignature() *FluxConfiguration {
	return &FluxConfiguration{AzureBlob: &AzureBlob{
		Url: pulumi.String("https://account.blob.core.windows.net"), ContainerName: pulumi.String("$root"),
		SasToken: pulumi.String("?sv=2024&sig=signature-of-blob"),
	}}
}

func blobWithPrincipal() *FluxConfiguration {
	return &FluxConfiguration{AzureBlob: &AzureBlob{
		Url: pulumi.String("https://account.blob.core.windows.net"), ContainerName: pulumi.String("fleet"),
		ServicePrincipal: &ServicePrincipal{
			ClientId: pulumi.String(someGUID), TenantId: pulumi.String(someGUID),
			ClientCertificate:          pulumi.String(credentials().certificate + "\n" + credentials().tlsKey),
			ClientCertificatePassword:  pulumi.String("password-of-certificate"),
			ClientCertificateSendChain: pulumi.Bool(true),
		},
	}}
}

func blobWithClientSecret() *FluxConfiguration {
	config := blobWithPrincipal()
	principal := config.AzureBlob.ServicePrincipal
	principal.ClientCertificate, principal.ClientCertificatePassword, principal.ClientCertificateSendChain = nil, nil, nil
	principal.ClientSecret = pulumi.String("secret-of-client")
	return config
}

func blobWithIdentity() *FluxConfiguration {
	return &FluxConfiguration{AzureBlob: &AzureBlob{
		Url: pulumi.String("https://account.blob.core.windows.net"), ContainerName: pulumi.String("fleet"),
		ManagedIdentity: &BlobManagedIdentity{ClientId: pulumi.String(someGUID)},
	}}
}
