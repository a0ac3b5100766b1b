package aksgitops

import (
	"errors"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/internal/childgraph"
)

// laterText is a text that is known only when the program runs; nil is null.
func laterText(ctx *pulumi.Context, text *string) pulumi.StringPtrOutput {
	return pulumi.ToOutputWithContext(ctx.Context(), pulumi.String("")).ApplyT(func(any) *string { return text }).(pulumi.StringPtrOutput)
}

// runCredential registers a component with a credential that is known only when the program runs.
func runCredential(recorder *childgraph.Recorder, set func(*FluxConfiguration, pulumi.StringPtrInput), config func() *FluxConfiguration, text *string) error {
	return recorder.Run(func(ctx *pulumi.Context) error {
		spoilt := config()
		set(spoilt, laterText(ctx, text))
		component, err := NewAksGitOps(ctx, "demo", sourced(spoilt)(ctx))
		if err != nil {
			return err
		}
		// Whoever reads the outputs hears of what went wrong below them.
		return childgraph.Show(ctx, component.outputs())
	})
}

// TestBadCredentialOfOutput shows that a credential that is known late is checked all the same.
func TestBadCredentialOfOutput(t *testing.T) {
	t.Parallel()
	const canary = "canary-aifiev4Ohy"
	for path, test := range map[string]struct {
		config func() *FluxConfiguration
		set    func(*FluxConfiguration, pulumi.StringPtrInput)
	}{
		`gitRepository.ssh.privateKey`: {gitOverSSH, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Ssh.PrivateKey = in }},
		`gitRepository.ssh.knownHosts`: {gitOverSSH, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Ssh.KnownHosts = in }},
		`gitRepository.https.caCertificate`: {
			gitOverHTTPS, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Https.CaCertificate = in },
		},
		`ociRepository.tlsConfig.caCertificate`: {
			oci, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.OciRepository.TlsConfig.CaCertificate = in },
		},
		`ociRepository.tlsConfig.clientCertificate`: {
			oci, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.OciRepository.TlsConfig.ClientCertificate = in },
		},
		`ociRepository.tlsConfig.privateKey`: {
			oci, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.OciRepository.TlsConfig.PrivateKey = in },
		},
		`azureBlob.accountKey`: {blobWithKey, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.AzureBlob.AccountKey = in }},
		`azureBlob.sasToken`:   {blobWithSignature, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.AzureBlob.SasToken = in }},
		`azureBlob.servicePrincipal.clientCertificate`: {
			blobWithPrincipal, func(c *FluxConfiguration, in pulumi.StringPtrInput) {
				c.AzureBlob.ServicePrincipal.ClientCertificate = in
			},
		},
	} {
		for _, preview := range []bool{true, false} {
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				err := runCredential(&childgraph.Recorder{Preview: preview}, test.set, test.config, new(canary))
				require.ErrorContains(t, err, `configurations["apps"].`+path+": ")
				assert.NotContains(t, err.Error(), canary)
				assert.NotContains(t, err.Error(), base64Of(canary))
			})
		}
	}
}

// TestNullCredential shows that a credential that turns out to be null is not sent where it may be left out, and is refused where ARM
// would take it for an empty one.
func TestNullCredential(t *testing.T) {
	t.Parallel()
	knownHosts := func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Ssh.KnownHosts = in }
	recorder := &childgraph.Recorder{}
	require.NoError(t, runCredential(recorder, knownHosts, gitOverSSH, nil))
	git := recorder.Graph().Named("demo-configuration/apps").Inputs["gitRepository"].(map[string]any)
	assert.Contains(t, git, "url")
	assert.NotContains(t, git, "sshKnownHosts")

	for path, test := range map[string]struct {
		config func() *FluxConfiguration
		set    func(*FluxConfiguration, pulumi.StringPtrInput)
	}{
		"gitRepository.ssh.privateKey": {gitOverSSH, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Ssh.PrivateKey = in }},
		"gitRepository.https.key":      {gitOverHTTPS, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Https.Key = in }},
		"bucket.secretKey":             {s3, func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.Bucket.SecretKey = in }},
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			err := runCredential(&childgraph.Recorder{}, test.set, test.config, nil)
			require.ErrorContains(t, err, `configurations["apps"].`+path+": came out as null; give a value or leave it out")
		})
	}
}

// TestGoodCredentialOfOutput shows that what is known late reaches Azure as what is known early does, and secret.
func TestGoodCredentialOfOutput(t *testing.T) {
	t.Parallel()
	recorder := &childgraph.Recorder{}
	key := credentials().sshKey
	set := func(c *FluxConfiguration, in pulumi.StringPtrInput) { c.GitRepository.Ssh.PrivateKey = in }
	require.NoError(t, runCredential(recorder, set, gitOverSSH, &key))
	protected := recorder.Graph().Named("demo-configuration/apps").Inputs["configurationProtectedSettings"]
	assert.Equal(t, map[string]any{"sshPrivateKey": map[string]any{"secret": file(key)}}, protected)
}

// TestNothingToEncode shows that what is left out stays out, in both of Go's ways to leave out.
func TestNothingToEncode(t *testing.T) {
	t.Parallel()
	refuse := func(string) (string, string) { panic(errors.New("there is nothing to encode")) }
	for name, in := range map[string]pulumi.StringPtrInput{"no value": nil, "nil pointer": (*pulumi.String)(nil)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Nil(t, encode("a", in, refuse))
			assert.Nil(t, encodeSecret("a", in, refuse))
			assert.Nil(t, encodeProtected("a", in, refuse))
			assert.Nil(t, secret(in))
		})
	}
	assert.Nil(t, protectedSettings(nil))
	assert.Nil(t, protectedSettings(map[string]pulumi.StringInput{"key": nil}))
}
