// Package check finds what is wrong with a program's inputs before anything is sent: properties that are missing,
// unknown or of the wrong type. Enum values are left to Azure, as the real plugin leaves them.
package check

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// passed are inputs that the schema does not list and that are nevertheless right.
var passed = map[resource.PropertyKey]bool{
	"subscriptionId": true, "azureApiVersion": true, "__createBeforeDelete": true,
}

// Inputs lists the faults of a resource's inputs, each with the path of the property; nil when there is none.
func Inputs(res *catalog.Resource, inputs resource.PropertyMap) []string {
	known := make(resource.PropertyMap, len(inputs))
	for key, value := range inputs {
		if _, listed := res.Inputs.Properties[string(key)]; listed || !passed[key] {
			known[key] = value
		}
	}
	return object(nil, res.Inputs, known)
}

func object(path resource.PropertyPath, typ *catalog.Type, values resource.PropertyMap) []string {
	var faults []string
	for _, name := range slices.Sorted(slices.Values(typ.Required)) {
		if !values.HasValue(resource.PropertyKey(name)) {
			faults = append(faults, missing(join(path, name)))
		}
	}
	for _, key := range values.StableKeys() {
		at := join(path, string(key))
		if p, ok := typ.Properties[string(key)]; ok {
			faults = append(faults, value(at, p, values[key])...)
		} else {
			faults = append(faults, unknown(at, typ))
		}
	}
	return faults
}

func missing(path resource.PropertyPath) string {
	reason := fmt.Sprintf("missing required property '%s'", path)
	if path.String() == "location" {
		reason += ". Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'."
	}
	return reason
}

func unknown(path resource.PropertyPath, typ *catalog.Type) string {
	names := slices.Sorted(maps.Keys(typ.Properties))
	return fmt.Sprintf("unknown property '%s': expected one of %s", path, strings.Join(names, ", "))
}

func value(path resource.PropertyPath, p *catalog.Property, v resource.PropertyValue) []string {
	v = reveal(v)
	if v.IsComputed() || v.IsNull() || p.Kind == catalog.Any || (v.IsOutput() && !v.OutputValue().Known) {
		return nil
	}
	switch {
	case v.IsObject() && p.Kind == catalog.Object:
		return object(path, p.Type, v.ObjectValue())
	case v.IsObject() && p.Kind == catalog.Map:
		return members(path, p.Elem, v.ObjectValue())
	case v.IsArray() && p.Kind == catalog.List:
		return elements(path, p.Elem, v.ArrayValue())
	case v.IsString() && p.Kind == catalog.String, v.IsBool() && p.Kind == catalog.Bool,
		v.IsNumber() && p.Kind == catalog.Number:
		return nil
	case v.IsNumber() && p.Kind == catalog.Integer:
		return integer(path, v.NumberValue())
	}
	return []string{fmt.Sprintf("'%s' should be of type '%s' but got %s", path, p.Kind, got(v))}
}

func members(path resource.PropertyPath, elem *catalog.Property, values resource.PropertyMap) []string {
	var faults []string
	for _, key := range values.StableKeys() {
		faults = append(faults, value(join(path, string(key)), elem, values[key])...)
	}
	return faults
}

func elements(path resource.PropertyPath, elem *catalog.Property, values []resource.PropertyValue) []string {
	var faults []string
	for i, v := range values {
		faults = append(faults, value(join(path, i), elem, v)...)
	}
	return faults
}

func integer(path resource.PropertyPath, n float64) []string {
	if n == math.Trunc(n) {
		return nil
	}
	return []string{fmt.Sprintf("'%s' must be an integer but got a fraction", path)}
}

// reveal takes the wrapping of a secret or an output off; the value below is only looked at, never printed.
func reveal(v resource.PropertyValue) resource.PropertyValue {
	for {
		switch {
		case v.IsSecret():
			v = v.SecretValue().Element
		case v.IsOutput() && v.OutputValue().Known:
			v = v.OutputValue().Element
		default:
			return v
		}
	}
}

func got(v resource.PropertyValue) string {
	switch {
	case v.IsString():
		return "a string"
	case v.IsNumber():
		return "a number"
	case v.IsBool():
		return "a boolean"
	case v.IsArray():
		return "an array"
	case v.IsObject():
		return "an object"
	}
	return "something else"
}

// join extends a path without touching the array below the shorter one.
func join(path resource.PropertyPath, step any) resource.PropertyPath {
	return append(slices.Clone(path), step)
}
