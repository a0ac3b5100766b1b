package aksgitops

import (
	"fmt"
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The conversions here keep a static value static: it then shows in previews as it was written, and is not
// taken for something that must be waited for.

// optional passes a required text to a property that is optional in ARM.
func optional(in pulumi.StringInput) pulumi.StringPtrInput {
	if ptr, ok := in.(pulumi.StringPtrInput); ok {
		return ptr
	}
	return in.ToStringOutput().ToStringPtrOutput()
}

// enum passes a value of a closed list; none is sent if it was left out.
func enum[T ~string](value T) pulumi.StringPtrInput {
	if value == "" {
		return nil
	}
	return pulumi.String(value)
}

// mapString applies a function to a text.
func mapString(in pulumi.StringInput, f func(string) string) pulumi.StringPtrInput {
	if value, known := staticString(in); known {
		return pulumi.String(f(value))
	}
	return in.ToStringOutput().ApplyT(func(value string) *string { return new(f(value)) }).(pulumi.StringPtrOutput)
}

// float passes a whole number to azure-native, which has floating-point numbers for ARM's 64-bit integers.
func float(in pulumi.IntPtrInput) pulumi.Float64PtrInput {
	if !given(in) {
		return nil
	}
	if value, known := staticInt(in); known {
		return pulumi.Float64(value)
	}
	return in.ToIntPtrOutput().ApplyT(func(value *int) *float64 {
		if value == nil {
			return nil
		}
		return new(float64(*value))
	}).(pulumi.Float64PtrOutput)
}

// settingText writes a value as the extension's settings want it: as a text.
func settingText(path Path, in pulumi.Input) pulumi.StringInput {
	if v, known := static(in); known {
		return pulumi.String(fmt.Sprint(v.Interface()))
	}
	return pulumi.ToOutput(in).ApplyT(func(value any) (string, error) {
		v := reflect.ValueOf(value)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return "", fmt.Errorf("extension.%s: came out as null; give a value or leave it out", path)
			}
			v = v.Elem()
		}
		return fmt.Sprint(v.Interface()), nil
	}).(pulumi.StringOutput)
}

// secretMap marks every value of a map as secret, and leaves its keys readable.
func secretMap(in pulumi.StringMapInput) pulumi.StringMapInput {
	if !given(in) {
		return nil
	}
	static, known := in.(pulumi.StringMap)
	if !known {
		return pulumi.ToSecret(in).(pulumi.StringMapOutput)
	}
	secrets := make(pulumi.StringMap, len(static))
	for key, value := range static {
		if given(value) {
			secrets[key] = pulumi.ToSecret(value.ToStringOutput()).(pulumi.StringOutput)
		}
	}
	return secrets
}
