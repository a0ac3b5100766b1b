package aksgitops

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// idRule is the form of the resource IDs of a type.
type idRule struct {
	pattern *regexp.Regexp
	what    string
	right   string
}

// newIDRule makes the rule of IDs that end in the given segments. Azure does not distinguish case in them.
func newIDRule(what, provider string) idRule {
	const group = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}"
	right := group + "/providers/" + provider
	pattern := regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(right), `[^/\s]+`)
	return idRule{regexp.MustCompile("(?i)^" + pattern + "$"), what, right}
}

var (
	subnetIDs   = newIDRule("a subnet", "Microsoft.Network/virtualNetworks/{network}/subnets/{subnet}")
	identityIDs = newIDRule("a user-assigned identity", "Microsoft.ManagedIdentity/userAssignedIdentities/{identity}")
	dnsZoneIDs  = newIDRule("a private DNS zone", "Microsoft.Network/privateDnsZones/{zone}")
)

// resourceID checks a resource ID, if it is known.
func (c *checker) resourceID(path Path, rule idRule, in pulumi.Input) {
	if id, known := staticString(in); known && !rule.pattern.MatchString(id) {
		c.report(path, "%s is not the resource ID of %s; write %s", c.quote(path, id), rule.what, rule.right)
	}
}

// networkOf cuts the ID of a subnet down to its virtual network's, in a form that can be compared.
func networkOf(subnet string) string {
	network, _, _ := strings.Cut(strings.ToLower(subnet), "/subnets/")
	return network
}
