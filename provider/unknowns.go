package provider

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// attributeUnknowns makes each value in another that is not known depend on a resource, if it depends on none. Java's SDK sends such values
// in a preview, and the framework takes them for texts: it refuses them for an integer or a list. A preview's dependencies are not kept.
func attributeUnknowns(value property.Value, to resource.URN) property.Value {
	if value.IsComputed() && len(value.Dependencies()) == 0 {
		return value.WithDependencies([]resource.URN{to})
	}
	return eachInside(value, func(_ string, inside property.Value) property.Value { return attributeUnknowns(inside, to) })
}
