package provider

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// FuzzFaults gives the check of inputs every document that there is in JSON, as it is and with one of its values as an Output: it ends
// without a panic, always says the same, and says something of what is not an object with the right names.
func FuzzFaults(f *testing.F) {
	for _, document := range []string{
		`{}`, `{"resourceGroupName": "demo", "clusterName": "aks"}`,
		`{"resourceGroupName": 1, "cluster": {"name": null, "nodePools": [null, {}, {"name": "a", "count": 1e300, "availabilityZones": [null, "1", "1"]}]}}`,
		`{"cluster": {"nodePools": [{"enableAutoScaling": true, "minCount": 3, "maxCount": 1, "nodeLabels": {"": ""}, "nodeTaints": [""]}]}}`,
		`{"cluster": {"network": {"podCidr": "0.0.0.0/0", "serviceCidr": "::/0", "dnsServiceIp": "255.255.255.255"}, "podIdentity": {"exceptions": [{}]}}}`,
		`{"cluster": {"apiServer": {"authorizedIpRanges": ["1.1.1.1/33", "/"]}, "identity": {"userAssignedIdentities": []}, "kubernetesVersion": "1.33.1"}}`,
		`{"extension": {"settings": {"a": null}, "protectedSettings": {"a": "b"}, "tuning": {"helm": {"outOfMemoryWatch": {"memoryThreshold": -0.0}}}}}`,
		`{"configurations": {"apps": null, "": {}, "a": {"gitRepository": {"url": "git@a:b", "ssh": {"privateKey": "x"}}, "kustomizations": {"a": {"dependsOn": ["a"]}}}}}`,
		`{"configurations": {"a": {"ociRepository": {"url": "oci://", "verify": {"matchOidcIdentity": [null, {"issuer": "("}]}, "tlsConfig": {"privateKey": ""}}}}}`,
		`{"configurations": {"a": {"azureBlob": {"sasToken": "?", "servicePrincipal": {"clientCertificate": "MA=="}}, "bucket": {"url": "http://", "accessKey": ""}}}}`,
		`{"configurations": {"a": {"kustomizations": {"a": {"postBuild": {"substitute": {"": ""}, "substituteFrom": [{}]}, "dependsOn": [null, "b"]}, "b": null}}}}`,
	} {
		for marked := range 4 {
			f.Add(document, uint(marked), uint8(marked))
		}
	}
	f.Fuzz(func(t *testing.T, document string, index uint, kind uint8) {
		var read map[string]any
		if json.Unmarshal([]byte(document), &read) != nil {
			return // not an object, which a language host never sends
		}
		inputs := property.NewMap(nil)
		if marked := mark(resource.FromResourcePropertyValue(resource.NewProperty(resource.NewPropertyMapFromMap(read))), &index, kind); marked.IsMap() {
			inputs = marked.AsMap()
		}
		first, second := Faults(inputs), Faults(inputs)
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("%v, then %v", first, second)
		}
		if _, ok := inputs.GetOk("resourceGroupName"); !ok && len(first) == 0 {
			t.Fatal("nothing is said of what is missing")
		}
	})
}

// mark makes an Output of the value of a number, counted through the document; the kind says which.
func mark(value property.Value, index *uint, kind uint8) property.Value {
	switch {
	case value.IsMap():
		entries := map[string]property.Value{}
		for key, entry := range value.AsMap().AllStable {
			entries[key] = mark(entry, index, kind)
		}
		value = property.New(entries)
	case value.IsArray():
		var elements []property.Value
		for _, element := range value.AsArray().All {
			elements = append(elements, mark(element, index, kind))
		}
		value = property.New(elements)
	}
	*index--
	if *index != 0 || value.IsMap() && kind%4 == 0 {
		return value
	}
	switch kind % 3 {
	case 0:
		return value.WithSecret(true)
	case 1:
		return property.New(property.Computed)
	}
	return property.New(property.Computed).WithSecret(true)
}
