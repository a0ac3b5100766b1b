package provider

import (
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// object is an object as a program in a language without types writes it. Its values may be property.Values.
type object = map[string]any

// null is a value that was left out on purpose.
var null = property.New(property.Null)

// fleet is an attached cluster with one configuration, spoilt by what is laid over it.
func fleet(over ...object) property.Map {
	inputs := object{
		"resourceGroupName": "platform",
		"clusterName":       "prod",
		"configurations": object{"apps": object{
			"gitRepository":  object{"url": "https://example.com/fleet", "branch": "main"},
			"kustomizations": object{"all": object{}},
		}},
	}
	for _, part := range over {
		inputs = merged(inputs, part)
	}
	return value(inputs).AsMap()
}

// created is a cluster that the component creates.
func created(over ...object) property.Map {
	return fleet(append([]object{{
		"clusterName": null,
		"cluster":     object{"name": "prod", "nodePools": []any{object{"name": "system", "vmSize": "Standard_D4ds_v5"}}},
	}}, over...)...)
}

// git lays properties over the git repository.
func git(properties object) object {
	return object{"configurations": object{"apps": object{"gitRepository": properties}}}
}

// kustomization lays properties over the kustomization.
func kustomization(properties object) object {
	return object{"configurations": object{"apps": object{"kustomizations": object{"all": properties}}}}
}

func merged(under, over object) object {
	result := maps.Clone(under)
	for key, value := range over {
		lower, lowerIs := result[key].(object)
		upper, upperIs := value.(object)
		if lowerIs && upperIs {
			value = merged(lower, upper)
		}
		result[key] = value
	}
	return result
}

func value(v any) property.Value {
	switch v := v.(type) {
	case property.Value:
		return v
	case object:
		entries := map[string]property.Value{}
		for key, entry := range v {
			entries[key] = value(entry)
		}
		return property.New(entries)
	case []any:
		elements := make([]property.Value, len(v))
		for i, element := range v {
			elements[i] = value(element)
		}
		return property.New(elements)
	case int:
		return property.New(float64(v))
	}
	result, err := property.Any(v)
	if err != nil {
		panic(err)
	}
	return result
}

func secretOf(v any) property.Value { return value(v).WithSecret(true) }
func outputOf(v any) property.Value { return value(v).WithDependencies(someURN) }
