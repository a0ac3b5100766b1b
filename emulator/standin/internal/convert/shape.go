// Package convert turns values from the shape that Pulumi programs use into the shape of Azure Resource Manager and
// back: what ARM keeps under `properties` lies flat in a program, some objects of ARM are lists of strings, and some
// members have other names.
package convert

import (
	"maps"
	"slices"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// shape is one direction of conversion: the name under which a member is found, and the one under which it is put.
type shape struct {
	find, put func(name string, p *catalog.Property) string
}

func programName(name string, _ *catalog.Property) string { return name }

func wireName(name string, p *catalog.Property) string { return p.WireName(name) }

var (
	toWire   = shape{find: programName, put: wireName}
	fromWire = shape{find: wireName, put: programName}
	// project keeps the shape of a program, and only what the type knows.
	project = shape{find: programName, put: programName}
)

func (s shape) value(p *catalog.Property, value any) any {
	switch value := value.(type) {
	case map[string]any:
		switch p.Kind {
		case catalog.Object:
			return s.object(p.Type, value)
		case catalog.Map:
			return s.members(p.Elem, value)
		case catalog.List: // a set of strings, as the wire has it
			return sortedKeys(value)
		case catalog.Any, catalog.String, catalog.Bool, catalog.Integer, catalog.Number:
			return value
		}
	case []any:
		if p.StringSet {
			return wireSet(value)
		}
		return s.elements(p.Elem, value)
	}
	return value
}

// object converts the members that the type knows; others fall away, and so do those that are null.
func (s shape) object(typ *catalog.Type, values map[string]any) map[string]any {
	result := make(map[string]any, len(values))
	for name, member := range typ.Properties {
		if value := values[s.find(name, member)]; value != nil {
			result[s.put(name, member)] = s.value(member, value)
		}
	}
	return result
}

func (s shape) members(elem *catalog.Property, values map[string]any) map[string]any {
	result := make(map[string]any, len(values))
	for name, value := range values {
		if value != nil {
			result[name] = s.value(elem, value)
		}
	}
	return result
}

func (s shape) elements(elem *catalog.Property, values []any) []any {
	if elem == nil {
		return values
	}
	result := make([]any, 0, len(values))
	for _, value := range values {
		result = append(result, s.value(elem, value))
	}
	return result
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

func sortedKeys(set map[string]any) []any {
	keys := make([]any, 0, len(set))
	for _, key := range slices.Sorted(maps.Keys(set)) {
		keys = append(keys, key)
	}
	return keys
}
