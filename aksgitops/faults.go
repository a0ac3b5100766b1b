package aksgitops

import (
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Faults returns all that is wrong with the inputs and can be known before a cloud call, in the order of the inputs.
// Outputs are passed over: nobody knows their values yet.
//
// The values at the paths for which secret says so are not shown; secret may be nil.
func Faults(args *AksGitOpsArgs, secret func(Path) bool) []Fault {
	c := &checker{secret: secret}
	if args == nil {
		args = &AksGitOpsArgs{}
	}
	c.requiredName("resourceGroupName", resourceGroupNames, args.ResourceGroupName)
	c.clusterChoice(args)
	if args.Cluster != nil {
		c.cluster("cluster", args.Cluster)
	}
	if args.Extension != nil {
		c.extension("extension", args.Extension)
	}
	for _, name := range slices.Sorted(maps.Keys(args.Configurations)) {
		c.configuration(Path("configurations").Key(name), args.ClusterType, name, args.Configurations[name])
	}
	return c.faults
}

// clusterChoice checks that there is exactly one cluster, of a kind that fits.
func (c *checker) clusterChoice(args *AksGitOpsArgs) {
	named, created := given(args.ClusterName), args.Cluster != nil
	switch {
	case named && created:
		c.report("clusterName", "is given together with cluster; give clusterName to use a cluster that exists, or cluster to create one")
	case !named && !created:
		c.report("clusterName", "is missing; give clusterName to use a cluster that exists, or cluster to create one")
	}
	oneOf(c, "clusterType", args.ClusterType, ClusterTypeManagedClusters, ClusterTypeConnectedClusters, ClusterTypeProvisionedClusters)
	managed := args.ClusterType == "" || args.ClusterType == ClusterTypeManagedClusters
	if created && !managed {
		c.report("cluster", "cannot be created with clusterType %q; clusters of Azure Arc are connected outside of Azure and named with clusterName", args.ClusterType)
	}
	if managed {
		c.name("clusterName", managedNames, args.ClusterName)
	} else {
		c.name("clusterName", arcNames, args.ClusterName)
	}
}

// required reports an input that is missing, and tells whether it is there.
func (c *checker) required(path Path, in pulumi.Input) bool {
	if !given(in) {
		c.report(path, "is missing")
		return false
	}
	return true
}

// notEmpty reports a text that is known and empty.
func (c *checker) notEmpty(path Path, in pulumi.Input) {
	if value, known := staticString(in); known && strings.TrimSpace(value) == "" {
		c.report(path, "is empty; give a value or leave it out")
	}
}

// atLeast reports a number that is known and too small.
func (c *checker) atLeast(path Path, smallest int64, in pulumi.Input) {
	if value, known := staticInt(in); known && value < smallest {
		c.report(path, "%s is too small; the least is %d", c.number(path, value), smallest)
	}
}

// seconds checks an interval or a timeout.
func (c *checker) seconds(path Path, in pulumi.IntPtrInput) {
	if value, known := staticInt(in); known && value < 1 {
		c.report(path, "%s is too short; the shortest is 1 second", c.number(path, value))
	}
}

// oneOf checks a value of a closed list; an empty one means the default.
func oneOf[T ~string](c *checker, path Path, value T, allowed ...T) {
	if value == "" || slices.Contains(allowed, value) {
		return
	}
	words := make([]string, len(allowed))
	for i, word := range allowed {
		words[i] = string(word)
	}
	c.report(path, "%s is not one of %s", c.quote(path, string(value)), list(words))
}
