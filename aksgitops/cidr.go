package aksgitops

import (
	"net/netip"
	"strings"
)

// What the platform takes for ranges that were left out.
const (
	platformPodCidr     = "10.244.0.0/16"
	platformServiceCidr = "10.0.0.0/16"
)

// widestServiceCidr is the least prefix length that Kubernetes takes for the addresses of services.
const widestServiceCidr = 12

// reservedCidrs are the ranges that AKS keeps for itself, by the prerequisites of its network plug-ins.
var reservedCidrs = prefixes("169.254.0.0/16", "172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24")

// reservedAddresses are the ranges that no address on the Internet is in, by the registry of special-purpose IPv4 addresses.
var reservedAddresses = prefixes("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4")

func prefixes(texts ...string) []netip.Prefix {
	found := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		found[i] = netip.MustParsePrefix(text)
	}
	return found
}

// parseCidr reads an IPv4 range, and says what is wrong with one that is none, without repeating it.
func parseCidr(text string) (netip.Prefix, string) {
	prefix, err := netip.ParsePrefix(text)
	switch {
	case err != nil:
		return prefix, "is not a range of addresses; write it in CIDR notation, for example 10.1.0.0/16"
	case !prefix.Addr().Is4():
		return prefix, "is a range of IPv6 addresses; clusters made here have IPv4 addresses only"
	case prefix.Masked() != prefix:
		return prefix, "does not begin where a range of its length begins; clear the bits after the prefix, as in 10.1.0.0/16"
	}
	return prefix, ""
}

// firstOverlap returns the first of some ranges that shares an address with a range.
func firstOverlap(prefix netip.Prefix, others []netip.Prefix) (netip.Prefix, bool) {
	for _, other := range others {
		if prefix.Overlaps(other) {
			return other, true
		}
	}
	return netip.Prefix{}, false
}

// dnsServiceIPProblem says what is wrong with the address of the DNS service, given the range of the services if it is known.
func dnsServiceIPProblem(text string, services netip.Prefix) string {
	address, err := netip.ParseAddr(text)
	switch {
	case err != nil || !address.Is4():
		return "is not an IPv4 address"
	case !services.IsValid():
		return ""
	case !services.Contains(address):
		return "lies outside of serviceCidr"
	case address == services.Addr() || address == services.Addr().Next():
		return "is one of the first two addresses of serviceCidr, which Kubernetes needs itself; take a later one"
	}
	return ""
}

// authorizedRangeProblem says what is wrong with an address or a range that may reach the API server.
func authorizedRangeProblem(text string) string {
	if !strings.Contains(text, "/") {
		text += "/32"
	}
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is4() {
		return "is no IPv4 address or range; write an address, or a range in CIDR notation"
	}
	if _, problem := parseCidr(text); problem != "" {
		return problem
	}
	if prefix == onlyOutbound {
		return ""
	}
	// A range that holds others beside them is right, as the Azure CLI has it: 0.0.0.0/0 lets everybody in.
	for _, reserved := range reservedAddresses {
		if reserved.Contains(prefix.Addr()) && reserved.Bits() <= prefix.Bits() {
			return "is in " + reserved.String() + ", from which nobody comes over the Internet; give public addresses"
		}
	}
	return ""
}

// onlyOutbound stands for the cluster's own outbound addresses.
var onlyOutbound = netip.MustParsePrefix("0.0.0.0/32")
