package provider

import (
	"reflect"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// leaves make an input of a value. One that is not known becomes an Output, which is all that the component's checks look at.
var leaves = map[reflect.Type]func(property.Value) pulumi.Input{
	reflect.TypeFor[pulumi.StringInput]():      text,
	reflect.TypeFor[pulumi.StringPtrInput]():   text,
	reflect.TypeFor[pulumi.BoolPtrInput]():     truth,
	reflect.TypeFor[pulumi.IntPtrInput]():      whole,
	reflect.TypeFor[pulumi.StringMapInput]():   textMap,
	reflect.TypeFor[pulumi.StringArrayInput](): textList,
}

func text(value property.Value) pulumi.Input {
	if value.IsComputed() {
		return pulumi.StringOutput{}
	}
	return pulumi.String(value.AsString())
}

func truth(value property.Value) pulumi.Input {
	if value.IsComputed() {
		return pulumi.BoolOutput{}
	}
	return pulumi.Bool(value.AsBool())
}

func whole(value property.Value) pulumi.Input {
	if value.IsComputed() {
		return pulumi.IntOutput{}
	}
	return pulumi.Int(value.AsNumber())
}

func textMap(value property.Value) pulumi.Input {
	if value.IsComputed() {
		return pulumi.StringMapOutput{}
	}
	entries := pulumi.StringMap{}
	for key, entry := range value.AsMap().All {
		if !entry.IsNull() {
			entries[key] = text(entry).(pulumi.StringInput)
		}
	}
	return entries
}

func textList(value property.Value) pulumi.Input {
	if value.IsComputed() {
		return pulumi.StringArrayOutput{}
	}
	elements := make(pulumi.StringArray, value.AsArray().Len())
	for i, element := range value.AsArray().All {
		if !element.IsNull() {
			elements[i] = text(element).(pulumi.StringInput)
		}
	}
	return elements
}

// decode writes a value of sound shape into arguments or a part of them.
func decode(value property.Value, dest reflect.Value) {
	if value.IsNull() {
		return
	}
	if leaf, ok := leaves[dest.Type()]; ok {
		dest.Set(reflect.ValueOf(leaf(value)))
		return
	}
	if value.IsComputed() {
		decodeRefused(dest)
		return
	}
	switch dest.Kind() {
	case reflect.Pointer:
		dest.Set(reflect.New(dest.Type().Elem()))
		decode(value, dest.Elem())
	case reflect.Struct:
		decodeStruct(value.AsMap(), dest)
	case reflect.Map:
		dest.Set(reflect.MakeMap(dest.Type()))
		for key, entry := range value.AsMap().All {
			element := reflect.New(dest.Type().Elem()).Elem()
			decode(entry, element)
			dest.SetMapIndex(reflect.ValueOf(key), element)
		}
	case reflect.Slice:
		elements := value.AsArray()
		dest.Set(reflect.MakeSlice(dest.Type(), elements.Len(), elements.Len()))
		for i, element := range elements.All {
			decode(element, dest.Index(i))
		}
	case reflect.Bool:
		dest.SetBool(value.AsBool())
	default:
		dest.SetString(value.AsString())
	}
}

// decodeRefused marks an object as given of which nothing could be read; everything else that may not be an Output stays as left out.
func decodeRefused(dest reflect.Value) {
	if dest.Kind() == reflect.Pointer && dest.Type().Elem().Kind() == reflect.Struct {
		dest.Set(reflect.New(dest.Type().Elem()))
	}
}

func decodeStruct(object property.Map, dest reflect.Value) {
	for i := range dest.NumField() {
		name, _, _ := strings.Cut(dest.Type().Field(i).Tag.Get("pulumi"), ",")
		if value, ok := object.GetOk(name); ok {
			decode(value, dest.Field(i))
		}
	}
}
