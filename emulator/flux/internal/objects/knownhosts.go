package objects

import (
	_ "embed"
	"net/url"
	"strings"
)

// largeHosts are the host keys of the large git services, which a cluster on Azure
// knows without being told.
//
//go:embed known_hosts
var largeHosts string

// knownHosts are the lines about a URL's host in largeHosts, or "".
func knownHosts(raw string) string {
	parsed, err := url.Parse(gitURL(raw))
	if err != nil {
		return "" // Flux says so
	}
	var out strings.Builder
	for line := range strings.Lines(largeHosts) {
		if strings.HasPrefix(line, parsed.Host+" ") {
			out.WriteString(line)
		}
	}
	return out.String()
}
