package aksgitops

import (
	"regexp"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// maxExceptions is AKS's limit for the exceptions of a pod identity profile.
const maxExceptions = 200

var kubernetesVersions = regexp.MustCompile(`^\d+\.\d+(\.\d+)?$`)

func (c *checker) cluster(path Path, cluster *Cluster) {
	c.requiredName(path.Field("name"), managedNames, cluster.Name)
	c.notEmpty(path.Field("location"), cluster.Location)
	if version, known := staticString(cluster.KubernetesVersion); known && !kubernetesVersions.MatchString(version) {
		at := path.Field("kubernetesVersion")
		c.report(at, "%s is not a Kubernetes version; write major.minor or major.minor.patch, for example 1.33", c.quote(at, version))
	}
	c.name(path.Field("dnsPrefix"), dnsPrefixes, cluster.DnsPrefix)
	c.nodePools(path.Field("nodePools"), cluster.NodePools)
	if cluster.Identity != nil {
		c.identity(path.Field("identity"), cluster.Identity)
	}
	if cluster.PodIdentity != nil {
		c.podIdentity(path.Field("podIdentity"), cluster.PodIdentity)
	}
}

func (c *checker) nodePools(path Path, pools []NodePool) {
	if len(pools) == 0 {
		c.report(path, "is empty; a cluster needs at least one node pool, in mode System")
		return
	}
	system := false
	seen := map[string]Path{}
	for i, pool := range pools {
		at := path.Index(i)
		c.nodePool(at, pool)
		system = system || pool.Mode == "" || pool.Mode == NodePoolModeSystem
		c.unique(at.Field("name"), pool.Name, seen)
	}
	if !system {
		c.report(path, "holds no pool in mode System; a cluster needs at least one")
	}
}

func (c *checker) nodePool(path Path, pool NodePool) {
	c.requiredName(path.Field("name"), nodePoolNames, pool.Name)
	oneOf(c, path.Field("mode"), pool.Mode, NodePoolModeSystem, NodePoolModeUser)
	if c.required(path.Field("vmSize"), pool.VmSize) {
		c.notEmpty(path.Field("vmSize"), pool.VmSize)
	}
	least := int64(1)
	if pool.Mode == NodePoolModeUser {
		least = 0
	}
	c.atLeast(path.Field("count"), least, pool.Count)
	if count, known := staticInt(pool.Count); known && count > 1000 {
		c.report(path.Field("count"), "%d is too large; a node pool has at most 1000 nodes", count)
	}
}

// unique reports a name that was seen before.
func (c *checker) unique(path Path, in pulumi.Input, seen map[string]Path) {
	name, known := staticString(in)
	if !known {
		return
	}
	if first, twice := seen[name]; twice {
		c.report(path, "%s is also the name at %s; names must differ", c.quote(path, name), first)
		return
	}
	seen[name] = path
}

func (c *checker) identity(path Path, identity *ClusterIdentity) {
	oneOf(c, path.Field("type"), identity.Type, IdentityTypeSystemAssigned, IdentityTypeUserAssigned)
	at := path.Field("userAssignedIdentities")
	count, known := staticLen(identity.UserAssignedIdentities)
	switch {
	case identity.Type == IdentityTypeSystemAssigned && given(identity.UserAssignedIdentities):
		c.report(at, "is given with type SystemAssigned; leave it out, or use type UserAssigned")
	case identity.Type == IdentityTypeUserAssigned && !given(identity.UserAssignedIdentities):
		c.report(at, "is missing; type UserAssigned needs the resource ID of one identity")
	case known && count != 1:
		c.report(at, "holds %d identities; AKS takes exactly one", count)
	}
}

func (c *checker) podIdentity(path Path, profile *PodIdentity) {
	for i, assignment := range profile.UserAssignedIdentities {
		at := path.Field("userAssignedIdentities").Index(i)
		c.requiredName(at.Field("name"), objectNames, assignment.Name)
		c.requiredName(at.Field("namespace"), namespaceNames, assignment.Namespace)
		c.required(at.Field("resourceId"), assignment.ResourceId)
		c.required(at.Field("clientId"), assignment.ClientId)
		c.required(at.Field("objectId"), assignment.ObjectId)
	}
	exceptions := path.Field("exceptions")
	seen := map[string]Path{}
	for i, exception := range profile.Exceptions {
		c.podIdentityException(exceptions.Index(i), exception, seen)
	}
	if count := len(withFluxException(profile.Exceptions)); count > maxExceptions {
		c.report(exceptions, "comes to %d with the one that Flux needs; AKS takes at most %d", count, maxExceptions)
	}
}

func (c *checker) podIdentityException(path Path, exception PodIdentityException, seen map[string]Path) {
	c.nameText(path.Field("name"), objectNames, exception.Name)
	c.nameText(path.Field("namespace"), namespaceNames, exception.Namespace)
	c.unique(path.Field("name"), pulumi.String(exception.Namespace+"/"+exception.Name), seen)
	labels := path.Field("podLabels")
	if !c.required(labels, exception.PodLabels) {
		return
	}
	if count, known := staticLen(exception.PodLabels); known && count == 0 {
		c.report(labels, "is empty; name at least one label of the pods")
	}
	if exception.same(fluxException()) && !selectsFlux(exception.PodLabels) {
		c.report(labels, "do not select the Flux extension's pods; this exception's name belongs to the component, and its label is %s: %s",
			fluxPodLabelKey, fluxPodLabelValue)
	}
}
