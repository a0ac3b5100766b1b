package convert

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Redacted is what ARM answers in the place of a secret.
const Redacted = "<redacted>"

// ApplyDrift brings the inputs in the state up to date with what changed in Azure: was and is are the inputs that the
// old and the new outputs show. What did not change between them keeps the program's own spelling, and what Azure
// filled in stays out of the inputs.
func ApplyDrift(inputs, was, is resource.PropertyMap) resource.PropertyMap {
	result := make(resource.PropertyMap, len(inputs))
	for key, value := range inputs {
		_, had := was[key]
		if _, has := is[key]; had && !has {
			continue
		}
		result[key] = value
	}
	for key, now := range is {
		before, had := was[key]
		input, given := inputs[key]
		switch {
		case !had:
			result[key] = now
		case before.DeepEquals(now) || redacted(now):
		case given:
			result[key] = driftedValue(input, before, now)
		default:
			result[key] = now
		}
	}
	return result
}

func driftedValue(input, was, is resource.PropertyValue) resource.PropertyValue {
	switch {
	case redacted(is):
		return input
	case input.IsObject() && was.IsObject() && is.IsObject():
		return resource.NewObjectProperty(ApplyDrift(input.ObjectValue(), was.ObjectValue(), is.ObjectValue()))
	case input.IsArray() && was.IsArray() && is.IsArray():
		return driftedList(input.ArrayValue(), was.ArrayValue(), is.ArrayValue())
	}
	return is
}

func driftedList(input, was, is []resource.PropertyValue) resource.PropertyValue {
	result := make([]resource.PropertyValue, len(is))
	for i, now := range is {
		switch {
		case i >= len(input) || i >= len(was):
			result[i] = now
		case was[i].DeepEquals(now):
			result[i] = input[i]
		default:
			result[i] = driftedValue(input[i], was[i], now)
		}
	}
	return resource.NewArrayProperty(result)
}

func redacted(v resource.PropertyValue) bool { return v.IsString() && v.StringValue() == Redacted }
