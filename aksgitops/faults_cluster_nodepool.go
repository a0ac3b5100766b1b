package aksgitops

import (
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// AKS's limits for node pools, as its documentation has them; minSystemPods is how many pods all nodes of a system pool together must
// have room for.
const (
	maxNodes           = 1000
	minPods, maxPods   = 10, 250
	minSystemPods      = 30
	maxDiskSize        = 2048
	maxWindowsPoolName = 6
)

var availabilityZones = regexp.MustCompile(`^[1-3]$`)

func (c *checker) nodePools(path Path, pools []NodePool, network *ClusterNetwork) {
	if len(pools) == 0 {
		c.report(path, "is empty; a cluster needs at least one node pool, in mode System")
		return
	}
	system := false
	seen := map[string]Path{}
	for i, pool := range pools {
		at := path.Index(i)
		c.nodePool(at, pool)
		c.nodePoolNetwork(at, pool, network)
		system = system || pool.Mode == "" || pool.Mode == NodePoolModeSystem
		c.uniqueName(at.Field("name"), pool.Name, seen)
	}
	if !system {
		c.report(path, "holds no pool in mode System; a cluster needs at least one")
	}
	c.subnets(path, pools)
}

func (c *checker) nodePool(path Path, pool NodePool) {
	c.requiredName(path.Field("name"), nodePoolNames, pool.Name)
	oneOf(c, path.Field("mode"), pool.Mode, NodePoolModeSystem, NodePoolModeUser)
	c.vmSize(path.Field("vmSize"), pool.VmSize)
	c.nodeCounts(path, pool)
	c.zones(path.Field("availabilityZones"), pool.AvailabilityZones)
	c.labels(path.Field("nodeLabels"), pool.NodeLabels)
	c.taints(path.Field("nodeTaints"), pool.NodeTaints)
	c.pods(path, pool)
	c.operatingSystem(path, pool)
}

// vmSize checks that a size of virtual machine is named; which sizes there are, only the region knows.
func (c *checker) vmSize(path Path, in pulumi.StringInput) {
	if !c.required(path, in) {
		return
	}
	if size, known := staticString(in); known && strings.TrimSpace(size) == "" {
		c.report(path, "is empty; name a size of virtual machine, for example Standard_D4ds_v5")
	}
}

// zones checks the availability zones of a node pool.
func (c *checker) zones(path Path, in pulumi.StringArrayInput) {
	seen := map[string]Path{}
	for i, zone := range staticElements(in) {
		at := path.Index(i)
		if text, known := staticString(zone); known && !availabilityZones.MatchString(text) {
			c.report(at, "%s is not an availability zone; they are 1, 2 and 3", c.quote(at, text))
		}
		if text, first, twice := seenBefore(at, zone, seen); twice {
			c.report(at, "zone %s is also at %s; name each zone once", c.quote(at, text), first)
		}
	}
}

// pods checks the number of pods on a node. Where the cluster autoscaler sets the number of nodes, nobody knows how many they make.
func (c *checker) pods(path Path, pool NodePool) {
	at := path.Field("maxPods")
	c.within(at, minPods, maxPods, pool.MaxPods)
	scales, known := staticBool(pool.EnableAutoScaling)
	if pool.Mode == NodePoolModeUser || scales || given(pool.EnableAutoScaling) && !known {
		return
	}
	pods, known := staticInt(pool.MaxPods)
	if !known || pods < minPods {
		return
	}
	count, known := staticInt(pool.Count)
	if !given(pool.Count) {
		count, known = 1, true
	}
	if known && count > 0 && pods*count < minSystemPods {
		c.report(at, "%s is too small with a count of %s; the nodes of a pool in mode System must have room for %d pods together, raise one of the two",
			c.number(at, pods), c.number(path.Field("count"), count), minSystemPods)
	}
}

// nodeCounts checks the number of nodes and the limits of autoscaling.
func (c *checker) nodeCounts(path Path, pool NodePool) {
	least := int64(1)
	if pool.Mode == NodePoolModeUser {
		least = 0
	}
	count, minCount, maxCount := path.Field("count"), path.Field("minCount"), path.Field("maxCount")
	c.within(count, least, maxNodes, pool.Count)
	c.within(minCount, least, maxNodes, pool.MinCount)
	c.within(maxCount, max(least, 1), maxNodes, pool.MaxCount)
	scales, known := staticBool(pool.EnableAutoScaling)
	switch {
	case given(pool.EnableAutoScaling) && !known: // nobody knows yet what is needed
	case scales:
		c.needed(minCount, pool.MinCount, "enableAutoScaling")
		c.needed(maxCount, pool.MaxCount, "enableAutoScaling")
	default:
		c.useless(minCount, pool.MinCount)
		c.useless(maxCount, pool.MaxCount)
	}
	if scales {
		c.ordered(path, "minCount", pool.MinCount, "maxCount", pool.MaxCount)
		c.ordered(path, "minCount", pool.MinCount, "count", pool.Count)
		c.ordered(path, "count", pool.Count, "maxCount", pool.MaxCount)
	}
}

// within checks a number that is known.
func (c *checker) within(path Path, least, most int64, in pulumi.Input) {
	c.atLeast(path, least, in)
	if value, known := staticInt(in); known && value > most {
		c.report(path, "%s is too large; the most is %d", c.number(path, value), most)
	}
}

// needed reports an input that another one needs.
func (c *checker) needed(path Path, in pulumi.Input, by string) {
	if !given(in) {
		c.report(path, "is missing; %s needs it", by)
	}
}

// useless reports a limit of autoscaling without autoscaling.
func (c *checker) useless(path Path, in pulumi.Input) {
	if given(in) {
		c.report(path, "is given without enableAutoScaling; set that to true, or leave it out")
	}
}

// ordered reports a number that is greater than the one that comes after it.
func (c *checker) ordered(path Path, lower string, smaller pulumi.Input, higher string, greater pulumi.Input) {
	low, lowKnown := staticInt(smaller)
	high, highKnown := staticInt(greater)
	if lowKnown && highKnown && low > high {
		at, other := path.Field(lower), path.Field(higher)
		c.report(at, "%s is greater than %s, which is %s; the order is minCount, count, maxCount", c.number(at, low), higher, c.number(other, high))
	}
}

func (c *checker) operatingSystem(path Path, pool NodePool) {
	oneOf(c, path.Field("osType"), pool.OsType, OsTypeLinux, OsTypeWindows)
	sku := path.Field("osSku")
	oneOf(c, sku, pool.OsSku, OsSkuUbuntu, OsSkuAzureLinux, OsSkuWindows2019, OsSkuWindows2022)
	oneOf(c, path.Field("osDiskType"), pool.OsDiskType, OsDiskTypeEphemeral, OsDiskTypeManaged)
	c.within(path.Field("osDiskSizeGb"), 0, maxDiskSize, pool.OsDiskSizeGb)
	windowsSku := pool.OsSku == OsSkuWindows2019 || pool.OsSku == OsSkuWindows2022
	if pool.OsType != OsTypeWindows {
		if windowsSku {
			c.report(sku, "%s needs osType Windows; set that, or use Ubuntu or AzureLinux", pool.OsSku)
		}
		return
	}
	if pool.OsSku != "" && !windowsSku {
		c.report(sku, "%s is for osType Linux; use Windows2019 or Windows2022", pool.OsSku)
	}
	if pool.Mode != NodePoolModeUser {
		c.report(path.Field("mode"), "must be User with osType Windows; system pods run on Linux")
	}
	if name, known := staticString(pool.Name); known && len(name) > maxWindowsPoolName {
		at := path.Field("name")
		c.report(at, "%s is too long for osType Windows; use 1 to %d characters", c.quote(at, name), maxWindowsPoolName)
	}
}

// uniqueName reports a name that was seen before.
func (c *checker) uniqueName(path Path, in pulumi.Input, seen map[string]Path) {
	if name, first, twice := seenBefore(path, in, seen); twice {
		c.report(path, "%s is also the name at %s; names must differ", c.quote(path, name), first)
	}
}

// seenBefore tells where a text that is known was first seen, and notes it if that is here.
func seenBefore(path Path, in pulumi.Input, seen map[string]Path) (text string, first Path, twice bool) {
	text, known := staticString(in)
	if !known {
		return text, path, false
	}
	if first, twice := seen[text]; twice {
		return text, first, true
	}
	seen[text] = path
	return text, path, false
}
