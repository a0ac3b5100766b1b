package convert

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// Preview makes the outputs that a preview can know: the inputs as they are, and everything else unknown.
func Preview(res *catalog.Resource, inputs resource.PropertyMap) resource.PropertyMap {
	return previewObject(res.Outputs, inputs)
}

func previewObject(typ *catalog.Type, inputs resource.PropertyMap) resource.PropertyMap {
	outputs := make(resource.PropertyMap, len(typ.Properties))
	for name, p := range typ.Properties {
		key := resource.PropertyKey(name)
		if value, ok := inputs[key]; ok {
			outputs[key] = previewValue(p, value)
		} else {
			outputs[key] = unknownValue(p)
		}
	}
	return outputs
}

func previewValue(p *catalog.Property, value resource.PropertyValue) resource.PropertyValue {
	switch {
	case value.IsSecret():
		return resource.MakeSecret(previewValue(p, value.SecretValue().Element))
	case value.IsObject() && p.Kind == catalog.Object:
		return resource.NewObjectProperty(previewObject(p.Type, value.ObjectValue()))
	case value.IsObject() && p.Kind == catalog.Map:
		members := resource.PropertyMap{}
		for key, member := range value.ObjectValue() {
			members[key] = previewValue(p.Elem, member)
		}
		return resource.NewObjectProperty(members)
	case value.IsArray() && p.Kind == catalog.List:
		var elements []resource.PropertyValue
		for _, element := range value.ArrayValue() {
			elements = append(elements, previewValue(p.Elem, element))
		}
		return resource.NewArrayProperty(elements)
	case fits(p.Kind, value):
		return value
	}
	return unknownValue(p)
}

func fits(kind catalog.Kind, value resource.PropertyValue) bool {
	switch kind {
	case catalog.Any:
		return true
	case catalog.String:
		return value.IsString()
	case catalog.Bool:
		return value.IsBool()
	case catalog.Integer, catalog.Number:
		return value.IsNumber()
	case catalog.List, catalog.Map, catalog.Object:
		return false
	}
	return false
}

func unknownValue(p *catalog.Property) resource.PropertyValue {
	if constant, ok := p.Const.(string); ok {
		return resource.NewStringProperty(constant)
	}
	return resource.MakeComputed(resource.NewStringProperty(""))
}
