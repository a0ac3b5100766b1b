package aksgitops

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestFaultsOfOciRepositories(t *testing.T) {
	t.Parallel()
	with := func(spoil func(*OciRepository), want ...string) faultCase {
		return sourceCase(oci(), func(c *FluxConfiguration) { spoil(c.OciRepository) }, want...)
	}
	url := func(url, problem string) faultCase {
		return with(func(o *OciRepository) { o.Url = pulumi.String(url) }, ".url: "+problem+"; "+rightOciURL)
	}
	verify := func(verification *OciVerification, want ...string) faultCase {
		return with(func(o *OciRepository) { o.Verify = verification }, want...)
	}
	keys := pulumi.StringMap{"secretRef": pulumi.String("keys")}
	identity := []OidcIdentity{{Issuer: pulumi.String("("), Subject: pulumi.String("")}, {}}
	runFaultCases(t, `configurations["apps"].ociRepository`, map[string]faultCase{
		"good":        with(func(*OciRepository) {}),
		"port":        with(func(o *OciRepository) { o.Url = pulumi.String("oci://localhost:5000/fleet") }),
		"missing":     with(func(o *OciRepository) { o.Url = nil }, ".url: is missing"),
		"no URL":      url("oci://a b", "is not a URL"),
		"scheme":      url("https://registry/fleet", "does not begin with oci://"),
		"credentials": url("oci://me:canary@registry/fleet", "holds credentials"),
		"no registry": url("oci:///fleet", "names no registry"),
		"no path":     url("oci://registry/", "names no repository"),
		"tag in URL":  url("oci://registry/fleet:v1", "holds a tag or a digest"),
		"two references": with(func(o *OciRepository) { o.Semver = pulumi.String("1.x") },
			": gives tag and semver; there is one artifact to fetch, give at most one of tag, semver and digest"),
		"digest": with(func(o *OciRepository) { o.Tag, o.Digest = nil, pulumi.String("sha256:"+strings.Repeat("0", 64)) }),
		"bad digest": with(func(o *OciRepository) { o.Tag, o.Digest = nil, pulumi.String("sha256:0") },
			`.digest: "sha256:0" is not a digest; write sha256: and 64 lower-case hexadecimal digits`),
		"two ways": with(func(o *OciRepository) { o.UseWorkloadIdentity = pulumi.Bool(true) },
			": gives useWorkloadIdentity and serviceAccountName; there is one way to authenticate, "+
				"give at most one of useWorkloadIdentity, serviceAccountName and localAuthRef"),
		"one way, one off": with(func(o *OciRepository) { o.UseWorkloadIdentity = pulumi.Bool(false) }),
		"layer": with(func(o *OciRepository) {
			o.LayerSelector = &LayerSelector{MediaType: pulumi.String(""), Operation: "move"}
		},
			".layerSelector.mediaType: is empty; give a value or leave it out", `.layerSelector.operation: "move" is not one of extract and copy`),
		"TLS and insecure": with(func(o *OciRepository) { o.Insecure = pulumi.Bool(true) },
			".tlsConfig: is given together with insecure: true, which goes without TLS; leave one of them out"),
		"half a client": with(func(o *OciRepository) { o.TlsConfig.PrivateKey = nil }, ".tlsConfig.privateKey: is missing; clientCertificate needs it"),
		"mixed up": with(func(o *OciRepository) {
			o.TlsConfig = &OciTlsConfig{
				CaCertificate:     pulumi.String("canary"),
				ClientCertificate: pulumi.String(credentials().tlsKey), PrivateKey: pulumi.String(credentials().certificate),
			}
		},
			".tlsConfig.caCertificate: is not a certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----",
			".tlsConfig.clientCertificate: holds a PEM block that is no certificate; give certificates only, from -----BEGIN CERTIFICATE----- on",
			".tlsConfig.privateKey: is not a private key in PEM form"),
		"who verifies": verify(&OciVerification{}, ".verify.provider: is missing"),
		"verifier":     verify(&OciVerification{Provider: pulumi.String("gpg")}, `.verify.provider: "gpg" is not one of cosign and notation`),
		"cosign twice": verify(&OciVerification{Provider: pulumi.String("cosign"), VerificationConfig: keys, MatchOidcIdentity: identity[:0:0]}),
		"cosign both": verify(&OciVerification{Provider: pulumi.String("cosign"), VerificationConfig: keys, MatchOidcIdentity: identity},
			".verify.matchOidcIdentity: is given together with verificationConfig; cosign verifies by keys or by identity: leave one of them out",
			`.verify.matchOidcIdentity[0].issuer: "(" is not a regular expression`, `.verify.matchOidcIdentity[0].subject: "" is not a regular expression`,
			".verify.matchOidcIdentity[1].issuer: is missing", ".verify.matchOidcIdentity[1].subject: is missing"),
		"notation": verify(&OciVerification{Provider: pulumi.String("notation"), MatchOidcIdentity: []OidcIdentity{{Issuer: pulumi.String("a"), Subject: pulumi.String("b")}}},
			".verify.matchOidcIdentity: is for cosign; notation verifies by verificationConfig alone",
			".verify.verificationConfig: is missing; notation needs a trust policy and certificates"),
	})
}

func TestFaultsOfBuckets(t *testing.T) {
	t.Parallel()
	with := func(spoil func(*Bucket), want ...string) faultCase {
		return sourceCase(s3(), func(c *FluxConfiguration) { spoil(c.Bucket) }, want...)
	}
	url := func(url, problem string) faultCase {
		return with(func(b *Bucket) { b.Url = pulumi.String(url) }, ".url: "+problem)
	}
	const right = "; write https://host[:port]"
	runFaultCases(t, `configurations["apps"].bucket`, map[string]faultCase{
		"good":          with(func(*Bucket) {}),
		"insecure":      with(func(b *Bucket) { b.Url, b.Insecure = pulumi.String("http://minio:9000"), pulumi.Bool(true) }),
		"insecure late": with(func(b *Bucket) { b.Url, b.Insecure = pulumi.String("http://minio:9000"), pulumi.BoolOutput{} }),
		"http": with(func(b *Bucket) { b.Url = pulumi.String("http://minio:9000") },
			".insecure: is not true, and the URL begins with http://; write https:// or insecure: true"),
		"no URL":      url("minio", "is not a URL"+right),
		"scheme":      url("s3://minio", "has the scheme s3"+right),
		"no host":     url("https://", "names no host"+right),
		"credentials": url("https://me:canary@minio", "holds credentials"+right+", and give the credentials in their own inputs"),
		"path":        url("https://minio/fleet?key=canary", "holds more than the host"+right),
		"name":        with(func(b *Bucket) { b.BucketName = pulumi.String("Fleet") }, `.bucketName: "Fleet" is not a valid name; use 3 to 63 `+dotted),
		"no name":     with(func(b *Bucket) { b.BucketName = nil }, ".bucketName: is missing"),
		"half a key":  with(func(b *Bucket) { b.AccessKey = nil }, ".accessKey: is missing; secretKey needs it"),
		"empty keys":  with(func(b *Bucket) { b.AccessKey, b.SecretKey = pulumi.String(""), pulumi.String(" ") }, ".accessKey: is empty", ".secretKey: is empty"),
		"two ways": with(func(b *Bucket) { b.LocalAuthRef = pulumi.String("auth") },
			": gives accessKey and localAuthRef; there is one way to authenticate, give at most one of accessKey and localAuthRef"),
		"intervals": with(func(b *Bucket) { b.SyncIntervalInSeconds, b.TimeoutInSeconds = pulumi.Int(0), pulumi.Int(0) },
			".syncIntervalInSeconds: 0 is too short; the shortest is 1 second", ".timeoutInSeconds: 0 is too short; the shortest is 1 second"),
	})
}

func TestFaultsOfBlobs(t *testing.T) {
	t.Parallel()
	with := func(config *FluxConfiguration, spoil func(*AzureBlob), want ...string) faultCase {
		return sourceCase(config, func(c *FluxConfiguration) { spoil(c.AzureBlob) }, want...)
	}
	principal := func(spoil func(*ServicePrincipal), want ...string) faultCase {
		return with(blobWithPrincipal(), func(b *AzureBlob) { spoil(b.ServicePrincipal) }, want...)
	}
	onArc := with(blobWithIdentity(), func(*AzureBlob) {}, `.managedIdentity: is for AKS only, and clusterType is "connectedClusters"; use another credential`)
	attach := onArc.spoil
	onArc.spoil = func(a *AksGitOpsArgs) { attach(a); a.ClusterType = ClusterTypeConnectedClusters }
	const guid = " is not a GUID; write 00000000-0000-0000-0000-000000000000"
	runFaultCases(t, `configurations["apps"].azureBlob`, map[string]faultCase{
		"account key": with(blobWithKey(), func(*AzureBlob) {}),
		"signature":   with(blobWithSignature(), func(*AzureBlob) {}),
		"certificate": principal(func(*ServicePrincipal) {}),
		"identity":    with(blobWithIdentity(), func(*AzureBlob) {}),
		"on Arc":      onArc,
		"container": with(blobWithKey(), func(b *AzureBlob) { b.ContainerName = pulumi.String("a--b") },
			`.containerName: "a--b" is not a valid name; use 3 to 63 lower-case letters, digits and single hyphens, beginning and ending with a letter or digit`),
		"key not base64": with(blobWithKey(), func(b *AzureBlob) { b.AccountKey = pulumi.String("canary!") },
			".accountKey: is not an account key; give it in base64, as Azure shows it"),
		"no signature": with(blobWithSignature(), func(b *AzureBlob) { b.SasToken = pulumi.String("?sv=canary") },
			".sasToken: is not a shared access signature; give the query string that Azure shows, with sv=, se= and sig="),
		"two ways": with(blobWithKey(), func(b *AzureBlob) { b.SasToken = pulumi.String("sig=x") },
			": gives accountKey and sasToken; there is one way to authenticate, "+
				"give at most one of accountKey, sasToken, servicePrincipal, managedIdentity and localAuthRef"),
		"no credential": principal(func(p *ServicePrincipal) { *p = ServicePrincipal{ClientId: p.ClientId} },
			".servicePrincipal.tenantId: is missing", ".servicePrincipal: has no credential; give clientSecret or clientCertificate"),
		"both credentials": principal(func(p *ServicePrincipal) { p.ClientSecret, p.ClientId = pulumi.String("s"), pulumi.String("me") },
			`.servicePrincipal.clientId: "me"`+guid, ".servicePrincipal: gives clientSecret and clientCertificate; give one of them"),
		"password of nothing": principal(func(p *ServicePrincipal) { p.ClientSecret, p.ClientCertificate = pulumi.String("s"), nil },
			".servicePrincipal.clientCertificatePassword: is given without clientCertificate, to which it belongs",
			".servicePrincipal.clientCertificateSendChain: is given without clientCertificate, to which it belongs"),
		"half a certificate": principal(func(p *ServicePrincipal) { p.ClientCertificate = pulumi.String(credentials().certificate) },
			".servicePrincipal.clientCertificate: holds not both a certificate and its private key; give both in PEM form"),
		"whose identity": with(blobWithIdentity(), func(b *AzureBlob) { b.ManagedIdentity.ClientId = pulumi.String("me") },
			`.managedIdentity.clientId: "me"`+guid),
	})
}
