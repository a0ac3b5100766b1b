package provider

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

func TestFollows(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		found, fault, problem string
		want                  bool
	}{
		"the same path":                {"cluster.nodePools", "cluster.nodePools", "is empty", true},
		"the object around":            {`configurations["a"].bucket`, `configurations["a"]`, "has no source", true},
		"the map around":               {`k["a"]`, "k", "is empty", true},
		"the map around, key of dots":  {`k["a.b[0].c"]`, "k", "is empty", true},
		"the list around":              {"k[0]", "k", "is empty", true},
		"two levels around":            {"a.b.c", "a", "is empty", false},
		"below":                        {"k[0]", "k[0].name", "is missing", true},
		"below another element":        {"k[1]", "k[10].name", "is missing", false},
		"beside, and needs it":         {"p.enableAutoScaling", "p.minCount", "is given without enableAutoScaling; set that", true},
		"beside, of the inputs":        {"cluster", "clusterName", "is missing; give clusterName, or cluster to create one", true},
		"beside, a longer name":        {"cluster", "clusterName", "is missing; see clusterNames", false},
		"beside, on its own":           {"p.name", "p.dnsPrefix", `"-" is not a valid name`, false},
		"elsewhere":                    {"a.enableAutoScaling", "b.minCount", "is given without enableAutoScaling", false},
		"the path is the other's head": {"clusterName", "cluster", "cannot be created", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fault, found := aksgitops.Fault{Path: test.fault, Problem: test.problem}, aksgitops.Fault{Path: test.found, Problem: "is a number"}
			assert.Equal(t, test.want, follows(fault, found))
		})
	}
}
