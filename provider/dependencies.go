package provider

import (
	"context"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	rpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// dependencyServer moves dependencies to where they belong. Java's SDK sends what an Output became, and says of a whole input alone what it
// depends on. The framework then takes the whole input for an Output, and nobody could pass one to anything inside `configurations`.
type dependencyServer struct {
	rpc.ResourceProviderServer
}

var keepEverything = plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true, KeepResources: true, KeepOutputValues: true}

// Construct implements rpc.ResourceProviderServer.
func (s dependencyServer) Construct(ctx context.Context, req *rpc.ConstructRequest) (*rpc.ConstructResponse, error) {
	read, err := plugin.UnmarshalProperties(req.GetInputs(), keepEverything)
	if err != nil {
		return nil, err
	}
	inputs, moved := resource.FromResourcePropertyMap(read), false
	for name, spec := range packageSchema().Resources[req.GetType()].InputProperties {
		value := inputs.Get(name)
		unplaced := unplacedDependencies(value, req.GetInputDependencies()[name].GetUrns())
		if !spec.Plain || isOutput(value) || len(unplaced) == 0 {
			continue
		}
		inputs = inputs.Set(name, place(value, spec.TypeSpec, unplaced))
		delete(req.InputDependencies, name)
		moved = true
	}
	if moved {
		if req.Inputs, err = plugin.MarshalProperties(resource.ToResourcePropertyMap(inputs), keepEverything); err != nil {
			return nil, err
		}
	}
	return s.ResourceProviderServer.Construct(ctx, req)
}

// unplacedDependencies are those that nothing in a value has.
func unplacedDependencies(value property.Value, all []string) []resource.URN {
	placed := map[resource.URN]bool{}
	var look func(string, property.Value) property.Value
	look = func(_ string, value property.Value) property.Value {
		for _, urn := range value.Dependencies() {
			placed[urn] = true
		}
		return eachInside(value, look)
	}
	look("", value)
	var unplaced []resource.URN
	for _, urn := range all {
		if !placed[resource.URN(urn)] {
			unplaced = append(unplaced, resource.URN(urn))
		}
	}
	return unplaced
}

// place makes everything in a value that may be an Output depend on resources: which part of it does, nobody has said.
func place(value property.Value, spec schema.TypeSpec, on []resource.URN) property.Value {
	switch {
	case value.IsNull(), spec.Plain && isOutput(value):
		return value
	case !spec.Plain:
		return value.WithDependencies(append(value.Dependencies(), on...))
	}
	return eachInside(value, func(key string, inside property.Value) property.Value {
		return place(inside, typeInside(spec, key), on)
	})
}

// typeInside is the type of a property, an entry or an element of a value. What the schema does not know is refused later.
func typeInside(spec schema.TypeSpec, key string) schema.TypeSpec {
	switch {
	case spec.Ref != "":
		return packageSchema().Types[strings.TrimPrefix(spec.Ref, "#/types/")].Properties[key].TypeSpec
	case spec.AdditionalProperties != nil:
		return *spec.AdditionalProperties
	case spec.Items != nil:
		return *spec.Items
	}
	return schema.TypeSpec{}
}

// eachInside replaces each property, entry or element of a value by what a function makes of it.
func eachInside(value property.Value, f func(key string, inside property.Value) property.Value) property.Value {
	switch {
	case value.IsMap():
		entries := value.AsMap().AsMap()
		for key, entry := range entries {
			entries[key] = f(key, entry)
		}
		return property.WithGoValue(value, entries)
	case value.IsArray():
		elements := value.AsArray().AsSlice()
		for i, element := range elements {
			elements[i] = f("", element)
		}
		return property.WithGoValue(value, elements)
	}
	return value
}
