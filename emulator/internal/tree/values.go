package tree

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func text(doc map[string]any, name string) string {
	s, _ := doc[name].(string)
	return s
}

func object(doc map[string]any, name string) map[string]any {
	o, _ := doc[name].(map[string]any)
	return o
}

func objects(doc map[string]any, name string) []map[string]any {
	items, _ := doc[name].([]any)
	out := make([]map[string]any, 0, len(items))
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

func sortedKeys(doc map[string]any) []string { return slices.Sorted(maps.Keys(doc)) }

func pairs(doc map[string]any) string {
	parts := make([]string, 0, len(doc))
	for _, key := range sortedKeys(doc) {
		parts = append(parts, fmt.Sprintf("%s=%v", key, doc[key]))
	}
	return strings.Join(parts, ", ")
}

// withState adds a provisioning state to the notes, unless all is well: then the
// colour says so.
func withState(notes []string, provisioning string) (string, State) {
	state := Waiting
	switch provisioning {
	case "Succeeded":
		state = Good
	case "Failed", "Canceled":
		state = Bad
	}
	if state != Good {
		notes = append(notes, provisioning)
	}
	return strings.Join(notes, ", "), state
}
