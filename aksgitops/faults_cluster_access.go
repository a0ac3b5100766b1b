package aksgitops

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// The private DNS zones that are no resources.
const (
	systemDNSZone = "system"
	noDNSZone     = "none"
)

// maxAuthorizedRanges is AKS's limit for an API server outside of the virtual network, which is the only kind made here.
const maxAuthorizedRanges = 200

// access checks who reaches the cluster and how they sign in.
func (c *checker) access(path Path, cluster *Cluster) {
	if entra := cluster.EntraId; entra != nil {
		at := path.Field("entraId")
		for i, group := range staticElements(entra.AdminGroupObjectIds) {
			c.optionalGUID(at.Field("adminGroupObjectIds").Index(i), group)
		}
		c.optionalGUID(at.Field("tenantId"), entra.TenantId)
	}
	if disabled, _ := staticBool(cluster.DisableLocalAccounts); disabled && cluster.EntraId == nil {
		c.report(path.Field("disableLocalAccounts"), "is true without entraId, and then nobody could sign in; give entraId, or leave it out")
	}
	issuer, known := staticBool(cluster.EnableOidcIssuer)
	if workload, _ := staticBool(cluster.EnableWorkloadIdentity); workload && known && !issuer {
		c.report(path.Field("enableWorkloadIdentity"), "is true with enableOidcIssuer false, and workload identity needs the issuer's tokens; "+
			"turn it on, or leave both out")
	}
	if cluster.ApiServer != nil {
		c.apiServer(path.Field("apiServer"), cluster.ApiServer)
		c.privateDNSZone(path, cluster)
	}
}

func (c *checker) apiServer(path Path, server *ApiServer) {
	private, known := staticBool(server.EnablePrivateCluster)
	at := path.Field("authorizedIpRanges")
	if private && given(server.AuthorizedIpRanges) {
		c.report(at, "is given with enablePrivateCluster, where there is no public address to restrict; leave one of them out")
	}
	c.authorizedRanges(at, server.AuthorizedIpRanges)
	if private || (given(server.EnablePrivateCluster) && !known) {
		return
	}
	for _, property := range []struct {
		name  string
		given bool
	}{
		{"privateDnsZone", given(server.PrivateDnsZone)},
		{"enablePrivateClusterPublicFqdn", given(server.EnablePrivateClusterPublicFqdn)},
	} {
		if property.given {
			c.report(path.Field(property.name), "is given without enablePrivateCluster, and is for private clusters; set that to true, or leave it out")
		}
	}
}

func (c *checker) authorizedRanges(path Path, in pulumi.StringArrayInput) {
	ranges := staticElements(in)
	if len(ranges) > maxAuthorizedRanges {
		c.report(path, "holds %d ranges; AKS takes at most %d", len(ranges), maxAuthorizedRanges)
	}
	for i, element := range ranges {
		at := path.Index(i)
		text, known := staticString(element)
		if !known {
			continue
		}
		if problem := authorizedRangeProblem(text); problem != "" {
			c.report(at, "%s %s", c.quote(at, text), problem)
		}
		if text == onlyOutbound.String() && len(ranges) > 1 {
			c.report(at, "%s stands for the cluster's own outbound addresses only; give it alone, or leave it out", c.quote(at, text))
		}
	}
}

// privateDNSZone checks the zone of a private cluster, and that the cluster's identity can write to it.
func (c *checker) privateDNSZone(path Path, cluster *Cluster) {
	server, at := cluster.ApiServer, path.Field("apiServer").Field("privateDnsZone")
	zone, known := staticString(server.PrivateDnsZone)
	switch {
	case !known || zone == systemDNSZone:
	case zone == noDNSZone:
		if public, known := staticBool(server.EnablePrivateClusterPublicFqdn); known && !public {
			c.report(at, "is none while enablePrivateClusterPublicFqdn is false, and then the API server has no name; change one of them")
		}
	case !dnsZoneIDs.pattern.MatchString(zone):
		c.report(at, "%s is neither system nor none nor the resource ID of a private DNS zone; write %s", c.quote(at, zone), dnsZoneIDs.right)
	case identityDefaults(cluster.Identity).Type != IdentityTypeUserAssigned:
		c.report(path.Field("identity"), "must be user-assigned with a private DNS zone of your own, in which it registers the cluster; "+
			"give its userAssignedIdentities")
	}
}

// optionalGUID checks the ID of an object or a tenant, if it is known.
func (c *checker) optionalGUID(path Path, in pulumi.Input) {
	if id, known := staticString(in); known && !guids.MatchString(id) {
		c.report(path, "%s is not a GUID; write 00000000-0000-0000-0000-000000000000", c.quote(path, id))
	}
}
