package provider

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/stretchr/testify/assert"
)

// shapeCase are inputs and the whole of their faults.
type shapeCase struct {
	inputs property.Map
	want   []string
}

func runShapeCases(t *testing.T, cases map[string]shapeCase) {
	t.Helper()
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, cmp.Diff(test.want, faultTexts(test.inputs)))
		})
	}
}

func faultTexts(inputs property.Map) []string {
	var texts []string
	for _, fault := range Faults(inputs) {
		texts = append(texts, fault.String())
	}
	return texts
}

func TestUnknownProperties(t *testing.T) {
	t.Parallel()
	const all = "is not a property; there is cluster, clusterName, clusterType, configurations, extension, resourceGroupName"
	runShapeCases(t, map[string]shapeCase{
		"none":         {inputs: fleet()},
		"typing error": {fleet(object{"extensoin": object{}}), []string{"extensoin: is not a property; did you mean extension?"}},
		"snake case": {fleet(git(object{"sync_interval_in_seconds": 60})), []string{
			`configurations["apps"].gitRepository.sync_interval_in_seconds: is not a property; did you mean syncIntervalInSeconds?`,
		}},
		"kebab case": {fleet(object{"cluster-type": "managedClusters"}), []string{"cluster-type: is not a property; did you mean clusterType?"}},
		"case":       {fleet(object{"Extension": object{}}), []string{"Extension: is not a property; did you mean extension?"}},
		"nothing near": {
			fleet(object{"location": "westeurope"}), []string{"location: " + all},
		},
		"deep": {
			created(object{"cluster": object{"nodePools": []any{object{"name": "system", "vmSize": "x", "taints": []any{}}}}}),
			[]string{"cluster.nodePools[0].taints: is not a property; there is availabilityZones, count, enableAutoScaling, maxCount, maxPods, minCount, " +
				"mode, name, nodeLabels, nodeTaints, osDiskSizeGb, osDiskType, osSku, osType, podSubnetId, vmSize, vnetSubnetId"},
		},
		"the engine's own":       {inputs: fleet(object{"__internal": "x", "__defaults": []any{}}, git(object{"__x": unknown}))},
		"null":                   {inputs: fleet(object{"extension": null, "clusterType": null}, git(object{"tag": null}))},
		"unknown, and null":      {inputs: fleet(object{"nonsense": null})},
		"keys are no properties": {inputs: fleet(object{"extension": object{"settings": object{"any.key": "x"}}})},
		"secret": {fleet(object{"extensoin": secretOf("canary")}), []string{
			"extensoin: is not a property; did you mean extension?",
		}},
	})
}

func TestWrongTypes(t *testing.T) {
	t.Parallel()
	const path = `configurations["apps"].kustomizations["all"]`
	runShapeCases(t, map[string]shapeCase{
		"number for a text":     {fleet(git(object{"branch": 1.5})), []string{`configurations["apps"].gitRepository.branch: is a number; it must be a string; write it in quotes`}},
		"boolean for a text":    {fleet(object{"clusterName": true}), []string{"clusterName: is a boolean; it must be a string; write it in quotes"}},
		"list for a text":       {fleet(object{"clusterName": []any{"prod"}}), []string{"clusterName: is a list; it must be a string"}},
		"object for a text":     {fleet(object{"clusterName": object{"name": "prod"}}), []string{"clusterName: is an object; it must be a string"}},
		"text for a boolean":    {fleet(kustomization(object{"prune": "true"})), []string{path + ".prune: is a string; it must be a boolean; write it without quotes"}},
		"number for a boolean":  {fleet(kustomization(object{"prune": 1})), []string{path + ".prune: is a number; it must be a boolean"}},
		"text for a number":     {fleet(kustomization(object{"timeoutInSeconds": "60"})), []string{path + ".timeoutInSeconds: is a string; it must be a whole number; write it without quotes"}},
		"fraction for a number": {fleet(kustomization(object{"timeoutInSeconds": 0.5})), []string{path + ".timeoutInSeconds: is not a whole number"}},
		"text for a list":       {fleet(kustomization(object{"dependsOn": "all"})), []string{path + ".dependsOn: is a string; it must be a list"}},
		"number in a list":      {fleet(kustomization(object{"dependsOn": []any{5}})), []string{path + ".dependsOn[0]: is a number; it must be a string; write it in quotes"}},
		"text for an object":    {fleet(kustomization(object{}), object{"extension": "flux"}), []string{"extension: is a string; it must be an object"}},
		"list for a map":        {fleet(object{"configurations": []any{}}), []string{"configurations: is a list; it must be an object"}},
		"text in a map":         {fleet(object{"configurations": object{"apps": "x"}}), []string{`configurations["apps"]: is a string; it must be an object`}},
		"boolean in settings": {fleet(object{"extension": object{"settings": object{"multiTenancy.enforce": false}}}), []string{
			`extension.settings["multiTenancy.enforce"]: is a boolean; it must be a string; write it in quotes`,
		}},
		"number for an enum":    {fleet(object{"clusterType": 1}), []string{"clusterType: is a number; it must be a string; write it in quotes"}},
		"text for a plain bool": {fleet(object{"extension": object{"install": "false"}}), []string{"extension.install: is a string; it must be a boolean; write it without quotes"}},
		"enum": {fleet(object{"clusterType": "managedcluster"}), []string{
			`clusterType: "managedcluster" is not one of managedClusters, connectedClusters, provisionedClusters; did you mean managedClusters?`,
		}},
		"enum, nothing near": {fleet(object{"clusterType": "aks"}), []string{
			`clusterType: "aks" is not one of managedClusters, connectedClusters, provisionedClusters`,
		}},
	})
}

func TestMissingProperties(t *testing.T) {
	t.Parallel()
	runShapeCases(t, map[string]shapeCase{
		"nothing at all": {property.Map{}, []string{
			"clusterName: is missing; give clusterName to use a cluster that exists, or cluster to create one",
			"resourceGroupName: is missing",
		}},
		"null":         {fleet(object{"resourceGroupName": null}), []string{"resourceGroupName: is missing"}},
		"deep":         {fleet(git(object{"url": null})), []string{`configurations["apps"].gitRepository.url: is missing`}},
		"in a list":    {created(object{"cluster": object{"nodePools": []any{object{"vmSize": "x"}}}}), []string{"cluster.nodePools[0].name: is missing"}},
		"a whole list": {created(object{"cluster": object{"nodePools": null}}), []string{"cluster.nodePools: is missing"}},
		"a null entry": {fleet(object{"configurations": object{"apps": null}}), []string{
			`configurations["apps"]: has no source; give one of gitRepository, ociRepository, bucket and azureBlob`,
			`configurations["apps"].kustomizations: is empty; without a kustomization nothing of the source is applied: give at least one`,
		}},
		"a kustomization without settings": {inputs: fleet(object{"configurations": object{"apps": object{"kustomizations": object{"all": null}}}})},
		"a setting without value":          {inputs: fleet(object{"extension": object{"settings": object{"a": null}, "protectedSettings": object{"b": null}}})},
	})
}

func TestOutputsWherePlainIsNeeded(t *testing.T) {
	t.Parallel()
	const (
		output = ": is an Output; it must be a plain value, because it decides which resources there are: pass Outputs to the properties inside it, " +
			"or use a value that is known before the program deploys anything"
		secret = ": is a secret as a whole; it must be a plain value: mark only the properties inside it that are secret"
	)
	source := object{"url": "https://example.com/fleet", "branch": "main"}
	runShapeCases(t, map[string]shapeCase{
		"depends": {fleet(object{"clusterType": outputOf("managedClusters")}), []string{"clusterType" + output}},
		"unknown": {fleet(object{"configurations": unknown}), []string{"configurations" + output}},
		"secret":  {fleet(object{"configurations": object{"apps": object{"gitRepository": secretOf(source)}}}), []string{`configurations["apps"].gitRepository` + secret}},
		"in a list": {fleet(kustomization(object{"dependsOn": []any{outputOf("all")}})), []string{
			`configurations["apps"].kustomizations["all"].dependsOn[0]` + output,
		}},
		"switch": {fleet(object{"extension": object{"install": unknown}}), []string{"extension.install" + output}},
	})
}

func TestOutputsWhereTheyMayBe(t *testing.T) {
	t.Parallel()
	runShapeCases(t, map[string]shapeCase{
		"unknown texts": {inputs: fleet(object{"resourceGroupName": unknown, "clusterName": unknown}, git(object{"url": unknown, "branch": unknown}))},
		"secret texts":  {inputs: fleet(object{"resourceGroupName": secretOf("platform")}, git(object{"url": secretOf("https://example.com/fleet")}))},
		"others": {inputs: fleet(
			kustomization(object{"prune": unknown, "timeoutInSeconds": outputOf(60), "wait": secretOf(true)}),
			object{"extension": object{"settings": unknown, "protectedSettings": secretOf(object{"a": "b"})}},
		)},
		"inside a map": {inputs: fleet(object{"extension": object{"settings": object{"a": unknown, "b": secretOf("x"), "c": outputOf("y")}}})},
		"a list":       {inputs: created(object{"cluster": object{"identity": object{"userAssignedIdentities": unknown}}})},
		"in a list":    {inputs: created(object{"cluster": object{"identity": object{"userAssignedIdentities": []any{unknown}}}})},
		"secret unknown": {inputs: fleet(git(object{
			"url": unknown.WithSecret(true),
		}))},
	})
}

// What has the wrong shape says nothing of what was meant by it: only what is wrong in any case is said beside it.
func TestFaultsThatFollow(t *testing.T) {
	t.Parallel()
	const nothingToCheckOut = `configurations["apps"].gitRepository: says nothing of what to check out; give one of branch, tag, semver and commit`
	runShapeCases(t, map[string]shapeCase{
		"no second word about what was misspelt": {fleet(object{"clusterName": null, "clustername": "prod"}), []string{
			"clustername: is not a property; did you mean clusterName?",
		}},
		"about what was refused": {fleet(object{"clusterName": null, "cluster": "prod"}), []string{"cluster: is a string; it must be an object"}},
		"below what was refused": {created(object{"cluster": object{"nodePools": []any{5}}}), []string{"cluster.nodePools[0]: is a number; it must be an object"}},
		"around what was refused": {fleet(git(object{"branch": 5})), []string{
			`configurations["apps"].gitRepository.branch: is a number; it must be a string; write it in quotes`,
		}},
		"what is wrong all the same": {fleet(git(object{"branch": null, "url": 5})), []string{
			nothingToCheckOut, `configurations["apps"].gitRepository.url: is a number; it must be a string; write it in quotes`,
		}},
		"what is wrong beside it": {
			fleet(object{"resourceGroupName": "x.", "clusterType": "connectedClusters", "cluster": object{"name": 5}, "clusterName": 5}),
			[]string{
				`cluster: cannot be created with clusterType "connectedClusters"; clusters of Azure Arc are connected outside of Azure and named with clusterName`,
				"cluster.name: is a number; it must be a string; write it in quotes",
				"cluster.nodePools: is missing",
				"clusterName: is a number; it must be a string; write it in quotes",
				`resourceGroupName: "x." is not a valid name; use 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, not ending in a period`,
			},
		},
		"places in lists still count": {
			created(object{"cluster": object{"apiServer": object{"authorizedIpRanges": []any{5, null, "home"}}}}),
			[]string{
				"cluster.apiServer.authorizedIpRanges[0]: is a number; it must be a string; write it in quotes",
				`cluster.apiServer.authorizedIpRanges[2]: "home" is no IPv4 address or range; write an address, or a range in CIDR notation`,
			},
		},
	})
}

func TestWithin(t *testing.T) {
	t.Parallel()
	assert.True(t, within("a", "a"))
	assert.True(t, within("a.b", "a"))
	assert.True(t, within(`a["b"]`, "a"))
	assert.False(t, within("ab", "a"))
	assert.False(t, within("a", "a.b"))
	assert.False(t, within("a[10]", "a[1]"))
}
