package aksgitops

import (
	"regexp"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

var commits = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

func (c *checker) gitRepository(path Path, git *GitRepository) {
	if c.required(path.Field("url"), git.Url) {
		c.repositoryURL(path.Field("url"), git.Url)
	}
	c.gitReference(path, git)
	oneOf(c, path.Field("provider"), git.Provider, GitProviderGeneric, GitProviderAzure)
	c.gitCredentials(path, git)
	c.seconds(path.Field("syncIntervalInSeconds"), git.SyncIntervalInSeconds)
	c.seconds(path.Field("timeoutInSeconds"), git.TimeoutInSeconds)
}

// gitReference checks that the repository is read at one place.
func (c *checker) gitReference(path Path, git *GitRepository) {
	var references []string
	for _, reference := range []struct {
		name string
		in   pulumi.StringPtrInput
	}{{"branch", git.Branch}, {"tag", git.Tag}, {"semver", git.Semver}, {"commit", git.Commit}} {
		if given(reference.in) {
			references = append(references, reference.name)
			c.notEmpty(path.Field(reference.name), reference.in)
		}
	}
	commitOfBranch := slices.Equal(references, []string{"branch", "commit"})
	switch {
	case len(references) == 0:
		c.report(path, "says nothing of what to check out; give one of branch, tag, semver and commit")
	case len(references) > 1 && !commitOfBranch:
		c.report(path, "gives %s; give one of branch, tag, semver and commit (a commit may name its branch)", list(references))
	}
	at := path.Field("commit")
	if commit, known := staticString(git.Commit); known && commit != "" && !commits.MatchString(commit) {
		c.report(at, "%s is not a full commit SHA; give all 40 (or 64) lower-case hexadecimal digits", c.quote(at, commit))
	}
}

// gitCredentials checks that there is at most one way to authenticate, that it fits the URL, and each credential.
func (c *checker) gitCredentials(path Path, git *GitRepository) {
	c.atMostOne(path, "there is one way to authenticate",
		choice{"ssh", git.Ssh != nil}, choice{"https", git.Https != nil}, choice{"localAuthRef", given(git.LocalAuthRef)})
	scheme := ""
	if address, known := staticString(git.Url); known && gitURLProblem(address) == "" {
		scheme = gitScheme(address)
	}
	if git.Ssh != nil {
		c.gitSSH(path.Field("ssh"), scheme, git.Ssh)
	}
	if git.Https != nil {
		c.gitHTTPS(path.Field("https"), scheme, git.Https)
	}
	if git.Provider == GitProviderAzure {
		c.gitAzure(path, scheme, git)
	}
	c.name(path.Field("localAuthRef"), objectNames, git.LocalAuthRef)
}

func (c *checker) gitSSH(path Path, scheme string, credentials *GitSsh) {
	if scheme == "http" || scheme == "https" {
		c.report(path, "is given for a repository over %s; give https instead, or an address of SSH", scheme)
	}
	c.credential(path.Field("privateKey"), credentials.PrivateKey, encodePrivateKey)
	c.credential(path.Field("knownHosts"), credentials.KnownHosts, encodeKnownHosts)
}

func (c *checker) gitHTTPS(path Path, scheme string, credentials *GitHttps) {
	switch {
	case scheme == "ssh":
		c.report(path, "is given for a repository over ssh; give ssh instead, or an address of HTTPS")
	case scheme == "http" && given(credentials.CaCertificate):
		c.report(path.Field("caCertificate"), "is given for a repository over http, which uses no certificates; write https:// in the URL")
	}
	if !given(credentials.User) && !given(credentials.Key) && !given(credentials.CaCertificate) {
		c.report(path, "is empty; give user and key, caCertificate, or both")
	}
	c.together(path, "user", credentials.User, "key", credentials.Key)
	c.notEmpty(path.Field("user"), credentials.User)
	c.credential(path.Field("key"), credentials.Key, encodeToken)
	c.credential(path.Field("caCertificate"), credentials.CaCertificate, encodeCertificate)
}

// gitAzure checks that nothing stands beside workload identity.
func (c *checker) gitAzure(path Path, scheme string, git *GitRepository) {
	if scheme != "" && scheme != "https" {
		c.report(path.Field("provider"), "Azure works over https only, and the URL is one of %s", scheme)
	}
	others := chosen(
		choice{"ssh", git.Ssh != nil},
		choice{"https.user", git.Https != nil && given(git.Https.User)},
		choice{"https.key", git.Https != nil && given(git.Https.Key)},
		choice{"localAuthRef", given(git.LocalAuthRef)})
	if len(others) > 0 {
		c.report(path.Field("provider"), "Azure authenticates by workload identity; also given: %s; leave it out, or use provider Generic", list(others))
	}
}
