package aksgitops

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func TestFaultsOfConfigurations(t *testing.T) {
	t.Parallel()
	config := func(spoil func(*FluxConfiguration), want ...string) faultCase {
		return faultCase{func(a *AksGitOpsArgs) { spoil(a.Configurations["apps"]) }, want}
	}
	named := func(name string, want ...string) faultCase {
		return faultCase{func(a *AksGitOpsArgs) { a.Configurations = map[string]*FluxConfiguration{name: simpleConfiguration()} }, want}
	}
	const right = " is not a valid name; use 1 to 63 " + dotted
	runFaultCases(t, "configurations", map[string]faultCase{
		"none at all": {spoil: func(a *AksGitOpsArgs) { a.Configurations = nil }},
		"null": {func(a *AksGitOpsArgs) { a.Configurations["apps"] = nil }, []string{
			`["apps"]: has no source; give one of gitRepository, ociRepository, bucket and azureBlob`,
			`["apps"].kustomizations: is empty; without a kustomization nothing of the source is applied: give at least one`,
		}},
		"name":          named("flux-system.v2"),
		"upper case":    named("Apps", `["Apps"]: "Apps"`+right),
		"no name":       named("", `[""]: ""`+right),
		"quote in name": named(`a"b`, `["a\"b"]: "a\"b"`+right),
		"namespace": config(func(c *FluxConfiguration) { c.Namespace = pulumi.String("a.b") },
			`["apps"].namespace: "a.b" is not a valid name; use 1 to 63 `+hyphenated),
		"namespace as Output": config(func(c *FluxConfiguration) { c.Namespace = unknownText() }),
		"scope": config(func(c *FluxConfiguration) { c.Scope = "Cluster" },
			`["apps"].scope: "Cluster" is not one of cluster and namespace`),
		"no source": config(func(c *FluxConfiguration) { c.GitRepository = nil },
			`["apps"]: has no source; give one of gitRepository, ociRepository, bucket and azureBlob`),
		"two sources": config(func(c *FluxConfiguration) { c.Bucket = s3().Bucket },
			`["apps"]: gives gitRepository and bucket; a configuration has one source: give one of gitRepository, ociRepository, bucket and azureBlob`),
		"duration": config(func(c *FluxConfiguration) { c.ReconciliationWaitDuration = pulumi.String("10m") },
			`["apps"].reconciliationWaitDuration: "10m" is not an ISO 8601 duration; write for example PT10M, PT1H30M or P1D`),
	})
}

func TestFaultsOfKustomizations(t *testing.T) {
	t.Parallel()
	long, short := strings.Repeat("k", 58), strings.Repeat("k", 59)
	runFaultCases(t, `configurations["apps"].kustomizations`, map[string]faultCase{
		"none":        kustomizationCase(nil, ": is empty; without a kustomization nothing of the source is applied: give at least one"),
		"no settings": kustomizationCase(map[string]*Kustomization{"all": nil}),
		"name":        kustomizationCase(map[string]*Kustomization{"All": {}}, `["All"]: "All" is not a valid name; use 1 to 63 `+dotted),
		"62 together": kustomizationCase(map[string]*Kustomization{long: {}}),
		"63 together": kustomizationCase(map[string]*Kustomization{short: {}}, `["`+short+`"]: configuration "apps" and kustomization "`+short+
			`" have 63 characters together; at most 62 are allowed, since they are joined to one name in the cluster`),
		"intervals": kustomizationCase(map[string]*Kustomization{"all": {
			SyncIntervalInSeconds: pulumi.Int(0), RetryIntervalInSeconds: pulumi.Int(-1), TimeoutInSeconds: pulumi.IntPtr(0),
		}},
			`["all"].syncIntervalInSeconds: 0 is too short; the shortest is 1 second`,
			`["all"].retryIntervalInSeconds: -1 is too short; the shortest is 1 second`,
			`["all"].timeoutInSeconds: 0 is too short; the shortest is 1 second`),
		"shortest interval":  kustomizationCase(map[string]*Kustomization{"all": {SyncIntervalInSeconds: pulumi.Int(1)}}),
		"interval as Output": kustomizationCase(map[string]*Kustomization{"all": {SyncIntervalInSeconds: pulumi.Int(0).ToIntOutput()}}),
		"variables": kustomizationCase(map[string]*Kustomization{"all": {PostBuild: &PostBuild{
			Substitute: pulumi.StringMap{"good_1": pulumi.String(""), "1st": pulumi.String(""), "a-b": nil},
			SubstituteFrom: []SubstituteFrom{
				{Kind: SubstituteFromKindSecret, Name: pulumi.String("vars")},
				{Kind: "configmap", Name: pulumi.String("Vars")},
				{},
			},
		}}},
			`["all"].postBuild.substitute["1st"]: is not a variable's name; use letters, digits and underscores, not beginning with a digit`,
			`["all"].postBuild.substitute["a-b"]: is not a variable's name; use letters, digits and underscores, not beginning with a digit`,
			`["all"].postBuild.substituteFrom[1].kind: "configmap" is not one of ConfigMap and Secret`,
			`["all"].postBuild.substituteFrom[1].name: "Vars" is not a valid name; use 1 to 253 `+dotted,
			`["all"].postBuild.substituteFrom[2].kind: is missing`,
			`["all"].postBuild.substituteFrom[2].name: is missing`),
	})
}

func TestFaultsOfDependencies(t *testing.T) {
	t.Parallel()
	waits := func(names ...string) *Kustomization { return &Kustomization{DependsOn: names} }
	const never = "; none of them could ever start"
	runFaultCases(t, `configurations["apps"].kustomizations`, map[string]faultCase{
		"chain":   kustomizationCase(map[string]*Kustomization{"a": nil, "b": waits("a"), "c": waits("b", "a")}),
		"diamond": kustomizationCase(map[string]*Kustomization{"a": {}, "b": waits("a"), "c": waits("a"), "d": waits("b", "c")}),
		"missing": kustomizationCase(map[string]*Kustomization{"a": nil, "b": waits("a", "x")},
			`["b"].dependsOn[1]: there is no kustomization "x" in this configuration; there is a and b`),
		"itself": kustomizationCase(map[string]*Kustomization{"a": waits("a")}, `["a"].dependsOn[0]: "a" depends on itself`),
		"two":    kustomizationCase(map[string]*Kustomization{"b": waits("a"), "a": waits("b")}, `["a"].dependsOn: runs in a circle: a → b → a`+never),
		"three, beside a chain": kustomizationCase(
			map[string]*Kustomization{"a": waits("d"), "b": waits("c"), "c": waits("d"), "d": waits("b"), "e": waits("a")},
			`["b"].dependsOn: runs in a circle: b → c → d → b`+never),
		"two circles": kustomizationCase(
			map[string]*Kustomization{"a": waits("b"), "b": waits("a"), "c": waits("d"), "d": waits("c")},
			`["a"].dependsOn: runs in a circle: a → b → a`+never, `["c"].dependsOn: runs in a circle: c → d → c`+never),
		"all kinds": kustomizationCase(map[string]*Kustomization{"a": waits("a", "b", "x"), "b": waits("a")},
			`["a"].dependsOn[0]: "a" depends on itself`,
			`["a"].dependsOn[2]: there is no kustomization "x" in this configuration; there is a and b`,
			`["a"].dependsOn: runs in a circle: a → b → a`+never),
	})
}
