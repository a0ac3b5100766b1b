package provider

import (
	"encoding/base64"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/asset"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"pgregory.net/rapid"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// canary is in every secret that the tests make, and must never be seen again.
const canary = "canary4711"

var canaries = rapid.SampledFrom([]string{
	canary, canary + ".", "-" + canary, canary + "://host/", "https://" + canary, "https://u:" + canary + "@host/x", "ssh://git@" + canary, " " + canary,
	canary + "@host:/x", "oci://" + canary, "https://host/" + canary + "?x", "P" + canary, base64.StdEncoding.EncodeToString([]byte(canary)),
})

// anything makes a value of any kind, of no particular shape.
func anything(t *rapid.T, depth int) property.Value {
	var v property.Value
	switch kind := rapid.IntRange(0, 8).Draw(t, "kind"); {
	case kind == 0:
		v = property.New(rapid.String().Draw(t, "string"))
	case kind == 1:
		v = property.New(rapid.Bool().Draw(t, "bool"))
	case kind == 2:
		v = property.New(rapid.Float64().Draw(t, "number"))
	case kind == 3:
		v = null
	case kind == 4:
		v = unknown
	case kind == 5:
		text, err := asset.FromText("text")
		if err != nil {
			t.Fatal(err)
		}
		v = property.New(text)
	case depth == 0:
		v = property.New(map[string]property.Value{})
	case kind == 6:
		v = property.New([]property.Value{anything(t, depth-1)})
	default:
		v = property.New(map[string]property.Value{rapid.String().Draw(t, "key"): anything(t, depth-1)})
	}
	return marked(t, v)
}

// marked makes an Output of a value, now and then.
func marked(t *rapid.T, v property.Value) property.Value {
	switch rapid.IntRange(0, 9).Draw(t, "mark") {
	case 0:
		return v.WithSecret(true)
	case 1:
		return v.WithDependencies(someURN)
	}
	return v
}

// shaped makes a value that a type of the schema allows, or now and then anything. Leaves that may be Outputs are often canaries in
// secrets.
func shaped(t *rapid.T, spec schema.TypeSpec) property.Value {
	if rapid.IntRange(0, 19).Draw(t, "stray") == 0 {
		return anything(t, 2)
	}
	named := packageSchema().Types[strings.TrimPrefix(spec.Ref, "#/types/")]
	switch {
	case len(named.Enum) > 0:
		return property.New(named.Enum[rapid.IntRange(0, len(named.Enum)-1).Draw(t, "enum")].Value.(string))
	case spec.Ref != "":
		return property.New(shapedObject(t, named.Properties))
	case spec.Type == "array":
		return property.New([]property.Value{shaped(t, *spec.Items)})
	case spec.Type == "object":
		key := rapid.SampledFrom([]string{"apps", "all", "Bad key", "flux", "helm-controller.enabled"}).Draw(t, "key")
		return property.New(map[string]property.Value{key: shaped(t, *spec.AdditionalProperties)})
	case spec.Type == "boolean":
		return property.New(rapid.Bool().Draw(t, "bool"))
	case spec.Type == "integer":
		if spec.Plain || rapid.Bool().Draw(t, "open") {
			return property.New(float64(rapid.IntRange(-2, 2000).Draw(t, "number")))
		}
		return property.New(float64(-4711)).WithSecret(true)
	}
	if spec.Plain || rapid.Bool().Draw(t, "open") {
		return property.New(rapid.SampledFrom([]string{"prod", "", "https://host/x", "1.33", "10.0.0.0/8"}).Draw(t, "text"))
	}
	return property.New(canaries.Draw(t, "canary")).WithSecret(true)
}

func shapedObject(t *rapid.T, specs map[string]schema.PropertySpec) property.Map {
	object := map[string]property.Value{}
	for _, name := range slices.Sorted(maps.Keys(specs)) {
		if rapid.IntRange(0, 2).Draw(t, "given") > 0 {
			object[name] = shaped(t, specs[name].TypeSpec)
		}
	}
	return property.NewMap(object)
}

// checkFaults looks for faults twice, and at what they say.
func checkFaults(t *rapid.T, inputs property.Map) {
	faults := Faults(inputs)
	if again := Faults(inputs); !reflect.DeepEqual(faults, again) {
		t.Fatalf("%v, and again %v", faults, again)
	}
	for _, fault := range faults {
		text := strings.ToLower(fault.Problem)
		if strings.Contains(text, canary) || strings.Contains(text, "4711") || strings.Contains(fault.Problem, "Y2FuYXJ5") {
			t.Fatalf("%s shows a secret", fault)
		}
	}
}

// Whatever a program sends, the search for faults comes to an end, and always to the same.
func TestFaultsOfAnything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		inputs := map[string]property.Value{}
		for _, name := range append(slices.Sorted(maps.Keys(packageSchema().Resources[aksgitops.Token].InputProperties)), rapid.String().Draw(t, "name")) {
			inputs[name] = anything(t, 4)
		}
		checkFaults(t, property.NewMap(inputs))
	})
}

// A secret that stands where it may is looked into and never shown.
func TestFaultsShowNoSecret(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		checkFaults(t, shapedObject(t, packageSchema().Resources[aksgitops.Token].InputProperties))
	})
}
