package aksgitops

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// scpURLs are addresses as scp and git write them: user@host:path.
var scpURLs = regexp.MustCompile(`^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^/].*$`)

var gitSchemes = []string{"https", "http", "ssh"}

const rightURL = "write https://host/path, http://host/path, ssh://user@host/path or user@host:path"

// repositoryURL checks the address of a git repository. Only the scheme and host are ever shown: people paste addresses with a token
// inside.
func (c *checker) repositoryURL(path Path, in pulumi.StringInput) {
	address, known := staticString(in)
	if !known {
		return
	}
	if problem := gitURLProblem(address); problem != "" {
		c.report(path, "%s; %s", c.unlessSecret(path, problem), rightURL)
	}
}

// gitURLProblem says what is wrong with the address of a git repository, without repeating the address.
func gitURLProblem(address string) string {
	switch {
	case strings.TrimSpace(address) == "":
		return "is empty"
	case strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "holds white space"
	case !strings.Contains(address, "://"):
		if scpURLs.MatchString(address) {
			return ""
		}
		return "is not a repository URL"
	}
	parsed, err := url.Parse(address)
	switch {
	case err != nil:
		return "is not a URL"
	case !slices.Contains(gitSchemes, parsed.Scheme):
		return "has the scheme " + parsed.Scheme
	case parsed.Hostname() == "":
		return "names no host"
	case parsed.User != nil && parsed.Scheme != "ssh":
		return "holds a user; give credentials in https.user and https.key"
	case hasPassword(parsed):
		return "holds a password, which SSH has no place for"
	case strings.Trim(parsed.Path, "/") == "":
		return "names no repository on " + parsed.Host
	}
	return ""
}

func hasPassword(address *url.URL) bool {
	_, has := address.User.Password()
	return has
}

// gitScheme returns the protocol of the address of a git repository: http, https or ssh.
func gitScheme(address string) string {
	if scheme, _, found := strings.Cut(address, "://"); found {
		return scheme
	}
	return "ssh"
}
