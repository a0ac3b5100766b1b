package aksgitops

import (
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// An input is one of three things while a program is being checked: left out, a value that stands in the
// program ("static"), or an Output, whose value nobody knows yet. Checks look at static values only.

// given tells whether an input was set at all. Go spells "not set" in two ways: no interface value, and one
// that holds a nil pointer or map.
func given(in pulumi.Input) bool {
	if in == nil {
		return false
	}
	v := reflect.ValueOf(in)
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return !v.IsNil()
	default:
		return true
	}
}

// static returns the value of an input that stands in the program: a string, bool, number, or map or list of
// further inputs.
func static(in pulumi.Input) (reflect.Value, bool) {
	if !given(in) {
		return reflect.Value{}, false
	}
	if _, isOutput := in.(pulumi.Output); isOutput {
		return reflect.Value{}, false
	}
	v := reflect.ValueOf(in)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return v, v.Kind() != reflect.Struct
}

func staticString(in pulumi.Input) (string, bool) {
	if v, ok := static(in); ok && v.Kind() == reflect.String {
		return v.String(), true
	}
	return "", false
}

func staticBool(in pulumi.Input) (value, known bool) {
	if v, ok := static(in); ok && v.Kind() == reflect.Bool {
		return v.Bool(), true
	}
	return false, false
}

func staticInt(in pulumi.Input) (int64, bool) {
	if v, ok := static(in); ok && v.CanInt() {
		return v.Int(), true
	}
	return 0, false
}

// staticKeys returns the keys of a map that stands in the program; its values may still be Outputs.
func staticKeys(in pulumi.StringMapInput) []string {
	v, ok := static(in)
	if !ok || v.Kind() != reflect.Map {
		return nil
	}
	keys := make([]string, 0, v.Len())
	for _, key := range v.MapKeys() {
		keys = append(keys, key.String())
	}
	return keys
}

// staticLen returns the number of elements of a map or list that stands in the program.
func staticLen(in pulumi.Input) (int, bool) {
	v, ok := static(in)
	if !ok || (v.Kind() != reflect.Map && v.Kind() != reflect.Slice) {
		return 0, false
	}
	return v.Len(), true
}
