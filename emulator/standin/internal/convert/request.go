package convert

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// RequestBody builds the body of a PUT from a resource's inputs.
func RequestBody(res *catalog.Resource, inputs map[string]any) map[string]any {
	body, properties := map[string]any{}, map[string]any{}
	for name, value := range inputs {
		p, known := res.Inputs.Properties[name]
		if !known || value == nil {
			continue
		}
		switch res.Places[name] {
		case catalog.InBody:
			body[p.WireName(name)] = toWire.value(p, value)
		case catalog.InProperties:
			properties[p.WireName(name)] = toWire.value(p, value)
		case catalog.InPath:
		}
	}
	if len(properties) > 0 {
		body["properties"] = properties
	}
	return body
}

// ResourceID fills a resource's path with its inputs. An input `subscriptionId` wins over the one configured.
func ResourceID(res *catalog.Resource, inputs map[string]any, subscriptionID string) (string, error) {
	segments := strings.Split(res.Path, "/")
	for i, segment := range segments {
		name, isParameter := parameter(segment)
		if !isParameter {
			continue
		}
		value, ok := inputs[name].(string)
		if !ok && name == "subscriptionId" {
			value, ok = subscriptionID, true
		}
		if !ok || value == "" {
			return "", fmt.Errorf("the ARM ID of %s needs %q as a string that is not empty", res.Token, name)
		}
		segments[i] = url.PathEscape(value)
	}
	return strings.Join(segments, "/"), nil
}

// ParseResourceID takes the inputs that lie in a path out of an ARM ID; fixed segments compare without regard to case.
func ParseResourceID(res *catalog.Resource, id string) (map[string]string, error) {
	want, have := strings.Split(res.Path, "/"), strings.Split(strings.TrimSuffix(id, "/"), "/")
	if len(want) != len(have) {
		return nil, fmt.Errorf("%q is not an ID of %s: expected %s", id, res.Token, res.Path)
	}
	values := map[string]string{}
	for i, segment := range want {
		if name, isParameter := parameter(segment); isParameter {
			value, err := url.PathUnescape(have[i])
			if err != nil || value == "" {
				return nil, fmt.Errorf("%q is not an ID of %s: %q cannot be read from it", id, res.Token, name)
			}
			values[name] = value
		} else if !strings.EqualFold(segment, have[i]) {
			return nil, fmt.Errorf("%q is not an ID of %s: expected %s", id, res.Token, res.Path)
		}
	}
	return values, nil
}

func parameter(segment string) (string, bool) {
	if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") {
		return segment[1 : len(segment)-1], true
	}
	return "", false
}
