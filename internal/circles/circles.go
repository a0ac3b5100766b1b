// Package circles finds the circles of a graph of names.
package circles

import (
	"maps"
	"slices"
)

// Find returns the circles of a graph that a depth-first walk closes, each once and beginning with its first name in
// alphabetical order. Every graph with a circle yields at least one.
func Find(graph map[string][]string) [][]string {
	var found [][]string
	done := map[string]bool{}
	var walk func(name string, trail []string)
	walk = func(name string, trail []string) {
		if start := slices.Index(trail, name); start >= 0 {
			circle := rotate(trail[start:])
			if !slices.ContainsFunc(found, func(other []string) bool { return slices.Equal(other, circle) }) {
				found = append(found, circle)
			}
			return
		}
		if done[name] {
			return
		}
		for _, next := range graph[name] {
			walk(next, append(slices.Clone(trail), name))
		}
		done[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(graph)) {
		walk(name, nil)
	}
	return found
}

// rotate turns a circle so that its first name in alphabetical order leads.
func rotate(circle []string) []string {
	lead := slices.Index(circle, slices.Min(circle))
	return slices.Concat(circle[lead:], circle[:lead])
}
