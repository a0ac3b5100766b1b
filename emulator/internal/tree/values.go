package tree

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

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
