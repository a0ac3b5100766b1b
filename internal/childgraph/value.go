package childgraph

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"google.golang.org/protobuf/types/known/structpb"
)

// unknown stands for a value that nobody knows during a preview.
const unknown = "[unknown]"

// unmarshal reads properties off the wire with all that is known about them.
func unmarshal(properties *structpb.Struct) (resource.PropertyMap, error) {
	return plugin.UnmarshalProperties(properties, plugin.MarshalOptions{
		KeepUnknowns: true, KeepSecrets: true, KeepOutputValues: true, KeepResources: true,
	})
}

// Value makes a value readable: secrets as {"secret": …}, unknown values as [unknown], what is null left out.
func Value(v resource.PropertyValue) any {
	switch {
	case v.IsOutput():
		return outputValue(v.OutputValue())
	case v.IsSecret():
		return map[string]any{"secret": Value(v.SecretValue().Element)}
	case v.IsComputed():
		return unknown
	case v.IsObject():
		return object(v.ObjectValue())
	case v.IsArray():
		elements := make([]any, len(v.ArrayValue()))
		for i, element := range v.ArrayValue() {
			elements[i] = Value(element)
		}
		return elements
	case v.IsResourceReference():
		return "resource " + name(string(v.ResourceReferenceValue().URN))
	}
	return v.V
}

// outputValue unwraps the form that values have where the engine takes Outputs as they are.
func outputValue(output resource.Output) any {
	var value any = unknown
	if output.Known {
		value = Value(output.Element)
	}
	if output.Secret {
		return map[string]any{"secret": value}
	}
	return value
}

func object(properties resource.PropertyMap) map[string]any {
	values := map[string]any{}
	for key, property := range properties {
		if value := Value(property); value != nil {
			values[string(key)] = value
		}
	}
	return values
}

// text is the text at a key, or nothing if it is absent or not known.
func text(properties resource.PropertyMap, key resource.PropertyKey) string {
	if value, ok := Value(properties[key]).(string); ok && value != unknown {
		return value
	}
	return ""
}
