package aksgitops

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

const gitPlace = `configurations["apps"].gitRepository`

func TestFaultsOfGitURLs(t *testing.T) {
	t.Parallel()
	const right = "; " + rightURL
	runFaultCases(t, gitPlace+".url: ", map[string]faultCase{
		"https":            urlCase("https://github.com/example/fleet"),
		"http with port":   urlCase("http://git.internal:3000/fleet.git"),
		"ssh":              urlCase("ssh://git@example.com:2222/fleet.git"),
		"scp":              urlCase("git@github.com:example/fleet"),
		"Output":           gitCase(func(g *GitRepository) { g.Url = unknownText() }),
		"empty":            urlCase(" ", "is empty"+right),
		"missing":          gitCase(func(g *GitRepository) { g.Url = nil }, "is missing"),
		"white space":      urlCase("https://example.com/a b", "holds white space"+right),
		"control":          urlCase("https://example.com/a\x00", "holds white space"+right),
		"words":            urlCase("github.com/example/fleet", "is not a repository URL"+right),
		"scp of a root":    urlCase("git@github.com:/example", "is not a repository URL"+right),
		"not a URL":        urlCase("https://%zz.com/x", "is not a URL"+right),
		"scheme":           urlCase("git://example.com/fleet", "has the scheme git"+right),
		"file":             urlCase("file:///srv/fleet", "has the scheme file"+right),
		"no host":          urlCase("https:///fleet", "names no host"+right),
		"no path":          urlCase("https://github.com/", "names no repository on github.com"+right),
		"token":            urlCase("https://ghp_canary@github.com/example/fleet", "holds a user; give credentials in https.user and https.key"+right),
		"user and token":   urlCase("https://me:canary@github.com/example", "holds a user; give credentials in https.user and https.key"+right),
		"password of ssh":  urlCase("ssh://git:canary@example.com/fleet", "holds a password, which SSH has no place for"+right),
		"token, other way": urlCase("ftp://me:canary@github.com/example", "has the scheme ftp"+right),
		"token, no path":   urlCase("ssh://git@canary.example.com", "names no repository on canary.example.com"+right),
	})
}

func TestFaultsOfGitReferences(t *testing.T) {
	t.Parallel()
	reference := func(branch, tag, semver, commit string, want ...string) faultCase {
		text := func(value string) pulumi.StringPtrInput {
			if value == "" {
				return nil
			}
			return pulumi.String(value)
		}
		return gitCase(func(g *GitRepository) {
			g.Branch, g.Tag, g.Semver, g.Commit = text(branch), text(tag), text(semver), text(commit)
		}, want...)
	}
	sha1, sha256 := strings.Repeat("0a", 20), strings.Repeat("0a", 32)
	const one = "give one of branch, tag, semver and commit"
	runFaultCases(t, gitPlace, map[string]faultCase{
		"branch":            reference("main", "", "", ""),
		"semver":            reference("", "", ">=1.0.0", ""),
		"commit":            reference("", "", "", sha1),
		"long commit":       reference("", "", "", sha256),
		"branch and commit": reference("main", "", "", sha1),
		"none":              reference("", "", "", "", ": says nothing of what to check out; "+one),
		"branch and tag":    reference("main", "v1", "", "", ": gives branch and tag; "+one+" (a commit may name its branch)"),
		"tag and commit":    reference("", "v1", "", sha1, ": gives tag and commit; "+one+" (a commit may name its branch)"),
		"all":               reference("main", "v1", ">=1", sha1, ": gives branch, tag, semver and commit; "+one+" (a commit may name its branch)"),
		"short commit": reference("", "", "", "0a0a0a0",
			`.commit: "0a0a0a0" is not a full commit SHA; give all 40 (or 64) lower-case hexadecimal digits`),
		"empty branch":       reference(" ", "", "", "", ".branch: is empty; give a value or leave it out"),
		"tag as Output":      gitCase(func(g *GitRepository) { g.Tag = unknownText() }),
		"commit as Output":   gitCase(func(g *GitRepository) { g.Tag, g.Commit = nil, unknownText() }),
		"two, one an Output": gitCase(func(g *GitRepository) { g.Branch = unknownText() }, ": gives branch and tag; "+one+" (a commit may name its branch)"),
		"intervals": gitCase(func(g *GitRepository) { g.SyncIntervalInSeconds, g.TimeoutInSeconds = pulumi.Int(0), pulumi.Int(-5) },
			".syncIntervalInSeconds: 0 is too short; the shortest is 1 second", ".timeoutInSeconds: -5 is too short; the shortest is 1 second"),
	})
}

func TestFaultsOfGitCredentials(t *testing.T) {
	t.Parallel()
	const (
		https = "https://example.com/fleet"
		ssh   = "ssh://git@example.com/fleet"
	)
	with := func(url string, credentials GitRepository, want ...string) faultCase {
		return gitCase(func(g *GitRepository) {
			g.Url, g.Ssh, g.Https, g.LocalAuthRef = pulumi.String(url), credentials.Ssh, credentials.Https, credentials.LocalAuthRef
			g.Provider = credentials.Provider
		}, want...)
	}
	user := func() *GitHttps { return &GitHttps{User: pulumi.String("me"), Key: pulumi.String("token")} }
	runFaultCases(t, gitPlace, map[string]faultCase{
		"ssh":                  with(ssh, *gitOverSSH().GitRepository),
		"ssh as scp":           with("git@example.com:fleet", *gitOverSSH().GitRepository),
		"https":                with(https, *gitOverHTTPS().GitRepository),
		"object in cluster":    with(https, GitRepository{LocalAuthRef: pulumi.String("git-auth")}),
		"ssh keys for https":   with(https, GitRepository{Ssh: &GitSsh{}}, ".ssh: is given for a repository over https; give https instead, or an address of SSH"),
		"https keys for ssh":   with(ssh, GitRepository{Https: user()}, ".https: is given for a repository over ssh; give ssh instead, or an address of HTTPS"),
		"URL not known":        gitCase(func(g *GitRepository) { g.Url, g.Ssh = unknownText(), &GitSsh{} }),
		"bad reference":        with(https, GitRepository{LocalAuthRef: pulumi.String("Auth")}, `.localAuthRef: "Auth" is not a valid name; use 1 to 253 `+dotted),
		"nothing in https":     with(https, GitRepository{Https: &GitHttps{}}, ".https: is empty; give user and key, caCertificate, or both"),
		"user without key":     with(https, GitRepository{Https: &GitHttps{User: pulumi.String("me")}}, ".https.key: is missing; user needs it"),
		"key without user":     with(https, GitRepository{Https: &GitHttps{Key: pulumi.String("token")}}, ".https.user: is missing; key needs it"),
		"empty user":           with(https, GitRepository{Https: &GitHttps{User: pulumi.String(""), Key: pulumi.String("token")}}, ".https.user: is empty; give a value or leave it out"),
		"empty key":            with(https, GitRepository{Https: &GitHttps{User: pulumi.String("me"), Key: pulumi.String("\n")}}, ".https.key: is empty"),
		"certificate for http": with("http://example.com/x", GitRepository{Https: &GitHttps{CaCertificate: pulumi.String(credentials().certificate)}}, ".https.caCertificate: is given for a repository over http, which uses no certificates; write https:// in the URL"),
		"public key": with(ssh, GitRepository{Ssh: &GitSsh{PrivateKey: pulumi.String(credentials().publicSSHKey)}},
			".ssh.privateKey: is a public key; give the private key that belongs to it"),
		"no known host": with(ssh, GitRepository{Ssh: &GitSsh{KnownHosts: pulumi.String("example.com")}},
			".ssh.knownHosts: holds no known host; "+rightKnownHosts),
		"two ways": with(https, GitRepository{Https: user(), LocalAuthRef: pulumi.String("auth")},
			": gives https and localAuthRef; there is one way to authenticate, give at most one of ssh, https and localAuthRef"),
		"provider": with(https, GitRepository{Provider: "GitHub"}, `.provider: "GitHub" is not one of Generic and Azure`),
		"Azure":    with(https, GitRepository{Provider: GitProviderAzure}),
		"Azure with CA": with(https, GitRepository{
			Provider: GitProviderAzure, Https: &GitHttps{CaCertificate: pulumi.String(credentials().certificate)},
		}),
		"Azure over ssh": with(ssh, GitRepository{Provider: GitProviderAzure}, ".provider: Azure works over https only, and the URL is one of ssh"),
		"Azure with key": with(https, GitRepository{Provider: GitProviderAzure, Https: user()},
			".provider: Azure authenticates by workload identity; also given: https.user and https.key; leave it out, or use provider Generic"),
	})
}
