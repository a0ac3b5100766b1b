// Package convert turns values from the shape that Pulumi programs use into the shape of Azure Resource Manager and
// back: what ARM keeps under `properties` lies flat in a program, and some objects of ARM are lists of strings.
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
			body[name] = toWire(p, value)
		case catalog.InProperties:
			properties[name] = toWire(p, value)
		case catalog.InPath:
		}
	}
	if len(properties) > 0 {
		body["properties"] = properties
	}
	return body
}

func toWire(p *catalog.Property, value any) any {
	switch value := value.(type) {
	case map[string]any:
		return mapMembers(p, value, toWire)
	case []any:
		if p.StringSet {
			return wireSet(value)
		}
		return mapElements(p, value, toWire)
	}
	return value
}

func wireSet(items []any) map[string]any {
	set := make(map[string]any, len(items))
	for _, item := range items {
		if name, ok := item.(string); ok {
			set[name] = struct{}{}
		}
	}
	return set
}

// mapMembers applies a conversion to the members of an object or a map; what the type does not know falls away.
func mapMembers(p *catalog.Property, values map[string]any, each func(*catalog.Property, any) any) map[string]any {
	result := make(map[string]any, len(values))
	for name, value := range values {
		member := p.Elem
		if p.Kind == catalog.Object {
			member = p.Type.Properties[name]
		} else if member == nil {
			member = &catalog.Property{}
		}
		if member == nil || value == nil {
			continue
		}
		result[name] = each(member, value)
	}
	return result
}

func mapElements(p *catalog.Property, values []any, each func(*catalog.Property, any) any) []any {
	elem := p.Elem
	if elem == nil {
		elem = &catalog.Property{}
	}
	result := make([]any, 0, len(values))
	for _, value := range values {
		result = append(result, each(elem, value))
	}
	return result
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
