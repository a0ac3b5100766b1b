package aksgitops

import (
	"encoding/binary"
	"net/netip"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseCidr(t *testing.T) {
	t.Parallel()
	for text, problem := range map[string]string{
		"10.1.0.0/16":   "",
		"10.1.2.3/32":   "",
		"0.0.0.0/0":     "",
		"10.1.0.0":      "is not a range",
		"10.1.0.0/33":   "is not a range",
		"10.1.0.0/-1":   "is not a range",
		"10.01.0.0/16":  "is not a range",
		"":              "is not a range",
		" 10.1.0.0/16":  "is not a range",
		"10.1.0.1/16":   "does not begin where",
		"fd00::/8":      "IPv6",
		"::ffff:0:0/96": "IPv6",
	} {
		_, got := parseCidr(text)
		if problem == "" {
			assert.Empty(t, got, text)
			continue
		}
		assert.Contains(t, got, problem, text)
		assert.NotContains(t, got, "10.1.2.3", "a problem never repeats the text")
	}
}

func TestDNSServiceIPProblem(t *testing.T) {
	t.Parallel()
	services := netip.MustParsePrefix("10.1.0.0/24")
	for text, problem := range map[string]string{
		"10.1.0.10":  "",
		"10.1.0.2":   "",
		"10.1.0.0":   "first two",
		"10.1.0.1":   "first two",
		"10.1.1.10":  "outside",
		"10.1.0.256": "is not an IPv4 address",
		"fd00::10":   "is not an IPv4 address",
		"":           "is not an IPv4 address",
	} {
		got := dnsServiceIPProblem(text, services)
		assert.Equal(t, problem == "", got == "", "%s: %s", text, got)
		assert.Contains(t, got, problem, text)
	}
	assert.Empty(t, dnsServiceIPProblem("10.9.9.9", netip.Prefix{}), "a range that is not known yet holds any address")
}

func TestAuthorizedRangeProblem(t *testing.T) {
	t.Parallel()
	for text, problem := range map[string]string{
		"8.8.8.8":         "",
		"8.8.8.0/24":      "",
		"0.0.0.0/32":      "",
		"8.8.8.8/24":      "does not begin where",
		"0.0.0.0/0":       "",
		"128.0.0.0/1":     "",
		"0.0.0.0/8":       "is in 0.0.0.0/8",
		"10.0.0.0/8":      "is in 10.0.0.0/8",
		"192.168.1.1":     "is in 192.168.0.0/16",
		"100.64.0.0/10":   "is in 100.64.0.0/10",
		"203.0.113.7":     "is in 203.0.113.0/24",
		"2001:db8::1":     "is no IPv4",
		"2001:db8::/64":   "is no IPv4",
		"example.com":     "is no IPv4",
		"8.8.8.8/32 ":     "is no IPv4",
		"255.255.255.255": "is in 240.0.0.0/4",
	} {
		got := authorizedRangeProblem(text)
		assert.Equal(t, problem == "", got == "", "%s: %s", text, got)
		assert.Contains(t, got, problem, text)
	}
}

// smallPrefix draws a range so small, within 10.16.0.0/20, that its addresses can be counted.
func smallPrefix(t *rapid.T, label string) netip.Prefix {
	var bytes [4]byte
	binary.BigEndian.PutUint32(bytes[:], 0x0a100000+uint32(rapid.IntRange(0, 1<<12-1).Draw(t, label)))
	return netip.PrefixFrom(netip.AddrFrom4(bytes), rapid.IntRange(22, 32).Draw(t, label+" bits")).Masked()
}

// shareAddress counts: it is slow and plainly right.
func shareAddress(a, b netip.Prefix) bool {
	for address := a.Addr(); a.Contains(address); address = address.Next() {
		if b.Contains(address) {
			return true
		}
	}
	return false
}

func TestOverlapIsASharedAddress(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pods, services := smallPrefix(t, "pods"), smallPrefix(t, "services")
		cluster := goodCluster()
		cluster.Network = &ClusterNetwork{
			PodCidr: pulumi.String(pods.String()), ServiceCidr: pulumi.String(services.String()), DnsServiceIp: unknownAddress(),
		}
		var want []string
		if shareAddress(pods, services) {
			want = []string{"cluster.network.serviceCidr: overlaps with podCidr; give ranges that have no address in common"}
		}
		assert.Equal(t, want, clusterFaults(cluster))
	})
}

func TestFirstOverlapIsTheFirst(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		prefix := smallPrefix(t, "prefix")
		others := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) netip.Prefix { return smallPrefix(t, "other") }), 0, 5).Draw(t, "others")
		var want []netip.Prefix
		for _, other := range others {
			if shareAddress(prefix, other) {
				want = append(want, other)
			}
		}
		got, found := firstOverlap(prefix, others)
		require.Equal(t, len(want) > 0, found)
		if found {
			assert.Equal(t, want[0], got)
		}
	})
}

func unknownAddress() pulumi.StringPtrInput {
	return pulumi.String("later").ToStringOutput().ToStringPtrOutput()
}
