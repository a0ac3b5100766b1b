package aksgitops

import (
	"net/url"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// choice is one of several inputs of which not all may be given.
type choice struct {
	name  string
	given bool
}

// chosen returns the names of the choices that were made.
func chosen(choices ...choice) []string {
	var names []string
	for _, choice := range choices {
		if choice.given {
			names = append(names, choice.name)
		}
	}
	return names
}

// names returns the names of all choices.
func names(choices ...choice) []string {
	all := make([]string, len(choices))
	for i, choice := range choices {
		all[i] = choice.name
	}
	return all
}

// atMostOne reports more than one choice.
func (c *checker) atMostOne(path Path, what string, choices ...choice) {
	if made := chosen(choices...); len(made) > 1 {
		c.report(path, "gives %s; %s, give at most one of %s", list(made), what, list(names(choices...)))
	}
}

// together reports one of two inputs that need each other.
func (c *checker) together(path Path, one string, first pulumi.Input, other string, second pulumi.Input) {
	switch {
	case given(first) && !given(second):
		c.report(path.Field(other), "is missing; %s needs it", one)
	case given(second) && !given(first):
		c.report(path.Field(one), "is missing; %s needs it", other)
	}
}

// source checks that there is exactly one source, and the source.
func (c *checker) source(path Path, kind ClusterType, config *FluxConfiguration) {
	choices := []choice{
		{"gitRepository", config.GitRepository != nil},
		{"ociRepository", config.OciRepository != nil},
		{"bucket", config.Bucket != nil},
		{"azureBlob", config.AzureBlob != nil},
	}
	switch made := chosen(choices...); {
	case len(made) == 0:
		c.report(path, "has no source; give one of %s", list(names(choices...)))
	case len(made) > 1:
		c.report(path, "gives %s; a configuration has one source: give one of %s", list(made), list(names(choices...)))
	}
	if config.GitRepository != nil {
		c.gitRepository(path.Field("gitRepository"), config.GitRepository)
	}
	if config.OciRepository != nil {
		c.ociRepository(path.Field("ociRepository"), config.OciRepository)
	}
	if config.Bucket != nil {
		c.bucket(path.Field("bucket"), config.Bucket)
	}
	if config.AzureBlob != nil {
		c.azureBlob(path.Field("azureBlob"), kind, config.AzureBlob)
	}
}

// credential checks the form of a credential, if it is known.
func (c *checker) credential(path Path, in pulumi.Input, encode codec) {
	if text, known := staticString(in); known {
		if _, problem := encode(text); problem != "" {
			c.report(path, "%s", problem)
		}
	}
}

// hostURL checks the address of a host: http or https, a host, and nothing more. It returns the scheme, if the address is known.
func (c *checker) hostURL(path Path, in pulumi.StringInput, example string) string {
	if !c.required(path, in) {
		return ""
	}
	address, known := staticString(in)
	if !known {
		return ""
	}
	parsed, err := url.Parse(address)
	switch {
	case err != nil || strings.TrimSpace(address) != address || parsed.Scheme == "":
		c.report(path, "is not a URL; write %s", example)
	case parsed.Scheme != "http" && parsed.Scheme != "https":
		c.report(path, "%s; write %s", c.unlessSecret(path, "has the scheme "+parsed.Scheme), example)
	case parsed.Hostname() == "":
		c.report(path, "names no host; write %s", example)
	case parsed.User != nil:
		c.report(path, "holds credentials; write %s, and give the credentials in their own inputs", example)
	case strings.Trim(parsed.Path, "/") != "" || parsed.RawQuery != "" || parsed.Fragment != "":
		c.report(path, "holds more than the host; write %s", example)
	default:
		return parsed.Scheme
	}
	return ""
}
