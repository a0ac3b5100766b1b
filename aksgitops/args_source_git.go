package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// GitRepository is a git repository that Flux fetches. Give at most one of `ssh`, `https` and `localAuthRef`; without any the repository is
// fetched anonymously, or over SSH with a key that the cluster makes.
type GitRepository struct {
	// The address of the repository: `https://…`, `http://…`, `ssh://…` or `user@host:path`. Credentials have places of their own: none may
	// be in the address.
	Url pulumi.StringInput `pulumi:"url"`

	// The branch to follow. Give one of `branch`, `tag`, `semver` and `commit`; a commit may name its branch.
	Branch pulumi.StringPtrInput `pulumi:"branch,optional"`

	// The tag to check out.
	Tag pulumi.StringPtrInput `pulumi:"tag,optional"`

	// The range of semantic versions whose newest tag is checked out, for example `>=1.0.0 <2.0.0`.
	Semver pulumi.StringPtrInput `pulumi:"semver,optional"`

	// The commit to check out: its full SHA, 40 or 64 hexadecimal digits. `branch` may say where to find it.
	Commit pulumi.StringPtrInput `pulumi:"commit,optional"`

	// How Flux authenticates. Defaults to the platform's `Generic`. `Azure` is sent with API version 2024-11-01, which needs an azure-native
	// version 2 provider; the default one is.
	Provider GitProvider `pulumi:"provider,optional"`

	// Credentials for an address of SSH. Without them the cluster makes a key pair, whose public half `repositoryPublicKeys` tells: register
	// it as a deploy key with the git host.
	Ssh *GitSsh `pulumi:"ssh,optional"`

	// Credentials for an address of HTTPS.
	Https *GitHttps `pulumi:"https,optional"`

	// The name of a Secret in the configuration's namespace that holds the credentials: `username` and `password` for HTTPS, `identity` and
	// `known_hosts` for SSH. Nothing secret is then in the program or its state.
	LocalAuthRef pulumi.StringPtrInput `pulumi:"localAuthRef,optional"`

	// How often to look for new commits, in seconds, at least 1. Defaults to the platform's 600.
	SyncIntervalInSeconds pulumi.IntPtrInput `pulumi:"syncIntervalInSeconds,optional"`

	// How long one fetch may take, in seconds, at least 1. Defaults to the platform's 600.
	TimeoutInSeconds pulumi.IntPtrInput `pulumi:"timeoutInSeconds,optional"`
}

// GitProvider is how Flux authenticates with a git host.
type GitProvider string

const (
	// With `ssh`, `https`, `localAuthRef`, or not at all.
	GitProviderGeneric GitProvider = "Generic"
	// With Azure DevOps by workload identity: no token. The extension's `workloadIdentity` names the identity.
	GitProviderAzure GitProvider = "Azure"
)

// GitSsh holds the credentials for a git repository over SSH.
type GitSsh struct {
	// The private key as its file has it (OpenSSH or PEM), without a passphrase. A missing last line end is added, and a key that was
	// pasted in base64 is recognised. Defaults to a key pair that the cluster makes. Secret.
	PrivateKey pulumi.StringPtrInput `pulumi:"privateKey,optional"`

	// The host keys to trust, as `ssh-keyscan` prints them, one or more lines. Defaults to those of the large git hosts, which Flux on Azure
	// knows.
	KnownHosts pulumi.StringPtrInput `pulumi:"knownHosts,optional"`
}

// GitHttps holds the credentials for a git repository over HTTPS.
type GitHttps struct {
	// The user name; with a token often any name will do. Needs `key`.
	User pulumi.StringPtrInput `pulumi:"user,optional"`

	// The password or personal access token, in plain text. Needs `user`. Secret.
	Key pulumi.StringPtrInput `pulumi:"key,optional"`

	// The certificate, in PEM form, of the authority that signed the host's. Defaults to the authorities that everybody trusts.
	CaCertificate pulumi.StringPtrInput `pulumi:"caCertificate,optional"`
}
