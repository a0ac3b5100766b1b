package aksgitops

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var digests = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

const (
	// cosign and notation are the tools whose signatures Flux verifies.
	cosign, notation = "cosign", "notation"

	rightOciURL = "write oci://registry/path, and the tag or digest in its own input"
)

func (c *checker) ociRepository(path Path, oci *OciRepository) {
	at := path.Field("url")
	if c.required(at, oci.Url) {
		if address, known := staticString(oci.Url); known {
			if problem := ociURLProblem(address); problem != "" {
				c.report(at, "%s; %s", problem, rightOciURL)
			}
		}
	}
	c.ociReference(path, oci)
	c.ociCredentials(path, oci)
	if oci.LayerSelector != nil {
		at := path.Field("layerSelector")
		c.notEmpty(at.Field("mediaType"), oci.LayerSelector.MediaType)
		oneOf(c, at.Field("operation"), oci.LayerSelector.Operation, LayerOperationExtract, LayerOperationCopy)
	}
	if oci.Verify != nil {
		c.ociVerification(path.Field("verify"), oci.Verify)
	}
	c.seconds(path.Field("syncIntervalInSeconds"), oci.SyncIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), oci.TimeoutInSeconds)
}

// ociURLProblem says what is wrong with the address of an OCI repository, without repeating it.
func ociURLProblem(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || strings.ContainsAny(address, " \t\r\n") {
		return "is not a URL"
	}
	last := parsed.Path[strings.LastIndex(parsed.Path, "/")+1:]
	switch {
	case parsed.Scheme != "oci":
		return "does not begin with oci://"
	case parsed.User != nil:
		return "holds credentials"
	case parsed.Hostname() == "":
		return "names no registry"
	case strings.Trim(parsed.Path, "/") == "":
		return "names no repository"
	case strings.ContainsAny(last, ":@"):
		return "holds a tag or a digest"
	}
	return ""
}

func (c *checker) ociReference(path Path, oci *OciRepository) {
	c.atMostOne(path, "there is one artifact to fetch",
		choice{"tag", given(oci.Tag)}, choice{"semver", given(oci.Semver)}, choice{"digest", given(oci.Digest)})
	c.notEmpty(path.Field("tag"), oci.Tag)
	c.notEmpty(path.Field("semver"), oci.Semver)
	at := path.Field("digest")
	if digest, known := staticString(oci.Digest); known && !digests.MatchString(digest) {
		c.report(at, "%s is not a digest; write sha256: and 64 lower-case hexadecimal digits", c.quote(at, digest))
	}
}

func (c *checker) ociCredentials(path Path, oci *OciRepository) {
	workloadIdentity, known := staticBool(oci.UseWorkloadIdentity)
	c.atMostOne(path, "there is one way to authenticate",
		choice{"useWorkloadIdentity", given(oci.UseWorkloadIdentity) && (workloadIdentity || !known)},
		choice{"serviceAccountName", given(oci.ServiceAccountName)}, choice{"localAuthRef", given(oci.LocalAuthRef)})
	c.name(path.Field("serviceAccountName"), objectNames, oci.ServiceAccountName)
	c.name(path.Field("localAuthRef"), objectNames, oci.LocalAuthRef)
	if oci.TlsConfig == nil {
		return
	}
	tls, at := oci.TlsConfig, path.Field("tlsConfig")
	if insecure, _ := staticBool(oci.Insecure); insecure {
		c.report(at, "is given together with insecure: true, which goes without TLS; leave one of them out")
	}
	c.together(at, "clientCertificate", tls.ClientCertificate, "privateKey", tls.PrivateKey)
	c.credential(at.Field("caCertificate"), tls.CaCertificate, encodeCertificate)
	c.credential(at.Field("clientCertificate"), tls.ClientCertificate, encodeCertificate)
	c.credential(at.Field("privateKey"), tls.PrivateKey, encodePEMKey)
}

func (c *checker) ociVerification(path Path, verify *OciVerification) {
	at := path.Field("provider")
	c.required(at, verify.Provider)
	provider, known := staticString(verify.Provider)
	switch {
	case !known:
	case provider == notation:
		if len(verify.MatchOidcIdentity) > 0 {
			c.report(path.Field("matchOidcIdentity"), "is for cosign; notation verifies by verificationConfig alone")
		}
		if !given(verify.VerificationConfig) {
			c.report(path.Field("verificationConfig"), "is missing; notation needs a trust policy and certificates")
		}
	case provider != cosign:
		c.report(at, "%s is not one of %s and %s", c.quote(at, provider), cosign, notation)
	case given(verify.VerificationConfig) && len(verify.MatchOidcIdentity) > 0:
		c.report(path.Field("matchOidcIdentity"), "is given together with verificationConfig; cosign verifies by keys or by identity: leave one of them out")
	}
	for i, identity := range verify.MatchOidcIdentity {
		at := path.Field("matchOidcIdentity").Index(i)
		c.pattern(at.Field("issuer"), identity.Issuer)
		c.pattern(at.Field("subject"), identity.Subject)
	}
}

// pattern checks a required regular expression.
func (c *checker) pattern(path Path, in pulumi.StringInput) {
	if !c.required(path, in) {
		return
	}
	if text, known := staticString(in); known {
		if _, err := regexp.Compile(text); err != nil || text == "" {
			c.report(path, "%s is not a regular expression", c.quote(path, text))
		}
	}
}
