package aksgitops

import (
	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func gitRepository(path Path, git *GitRepository) kubernetesconfiguration.GitRepositoryDefinitionPtrInput {
	args := &kubernetesconfiguration.GitRepositoryDefinitionArgs{
		Url: optional(git.Url),
		RepositoryRef: &kubernetesconfiguration.RepositoryRefDefinitionArgs{
			Branch: git.Branch,
			Tag:    git.Tag,
			Semver: git.Semver,
			Commit: git.Commit,
		},
		Provider:              enum(git.Provider),
		LocalAuthRef:          git.LocalAuthRef,
		SyncIntervalInSeconds: float(git.SyncIntervalInSeconds),
		TimeoutInSeconds:      float(git.TimeoutInSeconds),
	}
	if git.Ssh != nil {
		args.SshKnownHosts = encode(path.Field("ssh").Field("knownHosts"), git.Ssh.KnownHosts, encodeKnownHosts)
	}
	if git.Https != nil {
		args.HttpsUser = git.Https.User
		args.HttpsCACert = encode(path.Field("https").Field("caCertificate"), git.Https.CaCertificate, encodeCertificate)
	}
	return args
}

func gitSecrets(path Path, git *GitRepository) pulumi.StringMapInput {
	secrets := map[string]pulumi.StringInput{}
	if git.Ssh != nil {
		secrets["sshPrivateKey"] = encodeProtected(path.Field("ssh").Field("privateKey"), git.Ssh.PrivateKey, encodePrivateKey)
	}
	if git.Https != nil {
		secrets["httpsKey"] = encodeProtected(path.Field("https").Field("key"), git.Https.Key, encodeToken)
	}
	return protectedSettings(secrets)
}

func bucket(bucket *Bucket) kubernetesconfiguration.BucketDefinitionPtrInput {
	return &kubernetesconfiguration.BucketDefinitionArgs{
		Url:                   optional(bucket.Url),
		BucketName:            optional(bucket.BucketName),
		Insecure:              bucket.Insecure,
		AccessKey:             secret(bucket.AccessKey),
		LocalAuthRef:          bucket.LocalAuthRef,
		SyncIntervalInSeconds: float(bucket.SyncIntervalInSeconds),
		TimeoutInSeconds:      float(bucket.TimeoutInSeconds),
	}
}

func azureBlob(path Path, blob *AzureBlob) kubernetesconfiguration.AzureBlobDefinitionPtrInput {
	args := &kubernetesconfiguration.AzureBlobDefinitionArgs{
		Url:                   optional(blob.Url),
		ContainerName:         optional(blob.ContainerName),
		AccountKey:            encodeSecret(path.Field("accountKey"), blob.AccountKey, accountKey),
		SasToken:              encodeSecret(path.Field("sasToken"), blob.SasToken, sasToken),
		LocalAuthRef:          blob.LocalAuthRef,
		SyncIntervalInSeconds: float(blob.SyncIntervalInSeconds),
		TimeoutInSeconds:      float(blob.TimeoutInSeconds),
	}
	if blob.ManagedIdentity != nil {
		args.ManagedIdentity = &kubernetesconfiguration.ManagedIdentityDefinitionArgs{ClientId: optional(blob.ManagedIdentity.ClientId)}
	}
	if principal := blob.ServicePrincipal; principal != nil {
		at := path.Field("servicePrincipal")
		args.ServicePrincipal = &kubernetesconfiguration.ServicePrincipalDefinitionArgs{
			ClientId:                   optional(principal.ClientId),
			TenantId:                   optional(principal.TenantId),
			ClientSecret:               encodeSecret(at.Field("clientSecret"), principal.ClientSecret, plainToken),
			ClientCertificate:          encodeSecret(at.Field("clientCertificate"), principal.ClientCertificate, encodeClientCertificate),
			ClientCertificatePassword:  secret(principal.ClientCertificatePassword),
			ClientCertificateSendChain: principal.ClientCertificateSendChain,
		}
	}
	return args
}
