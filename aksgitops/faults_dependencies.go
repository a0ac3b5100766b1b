package aksgitops

import (
	"maps"
	"slices"
	"strings"
)

// dependencies checks what the kustomizations of one configuration wait for.
func (c *checker) dependencies(path Path, kustomizations map[string]*Kustomization) {
	names := slices.Sorted(maps.Keys(kustomizations))
	graph := map[string][]string{}
	for _, name := range names {
		if kustomizations[name] == nil {
			continue
		}
		at := path.Key(name).Field("dependsOn")
		for i, dependency := range kustomizations[name].DependsOn {
			switch _, exists := kustomizations[dependency]; {
			case dependency == name:
				c.report(at.Index(i), "%q depends on itself", name)
			case !exists:
				c.report(at.Index(i), "there is no kustomization %q in this configuration; there is %s", dependency, list(names))
			default:
				graph[name] = append(graph[name], dependency)
			}
		}
	}
	for _, circle := range circles(graph) {
		c.report(path.Key(circle[0]).Field("dependsOn"), "runs in a circle: %s; none of them could ever start",
			strings.Join(append(circle, circle[0]), " → "))
	}
}

// circles returns the circles of a graph that a depth-first walk closes, each once and beginning with its first name in
// alphabetical order. Every graph with a circle yields at least one.
func circles(graph map[string][]string) [][]string {
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
