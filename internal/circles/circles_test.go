package circles

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestCircles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		graph map[string][]string
		want  [][]string
	}{
		"empty":         {},
		"chain":         {map[string][]string{"a": {"b"}, "b": {"c"}}, nil},
		"diamond":       {map[string][]string{"a": {"b", "c"}, "b": {"d"}, "c": {"d"}}, nil},
		"itself":        {map[string][]string{"a": {"a"}}, [][]string{{"a"}}},
		"two":           {map[string][]string{"b": {"a"}, "a": {"b"}}, [][]string{{"a", "b"}}},
		"behind a tail": {map[string][]string{"a": {"c"}, "c": {"b"}, "b": {"c"}}, [][]string{{"b", "c"}}},
		"apart":         {map[string][]string{"a": {"b"}, "b": {"a"}, "c": {"d"}, "d": {"c"}}, [][]string{{"a", "b"}, {"c", "d"}}},
		"twice":         {map[string][]string{"a": {"b", "b"}, "b": {"a"}}, [][]string{{"a", "b"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, Find(test.graph))
		})
	}
}

// A graph has a circle if and only if it cannot be sorted, and what is called a circle is one.
func TestCirclesAgreeWithSorting(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		graph := map[string][]string{}
		for range rapid.IntRange(0, 14).Draw(t, "edges") {
			from := strconv.Itoa(rapid.IntRange(0, 7).Draw(t, "from"))
			graph[from] = append(graph[from], strconv.Itoa(rapid.IntRange(0, 7).Draw(t, "to")))
		}
		found := Find(graph)
		if sortable(graph) != (len(found) == 0) {
			t.Fatalf("%v: circles %v", graph, found)
		}
		for _, circle := range found {
			if circle[0] != slices.Min(circle) {
				t.Fatalf("%v does not begin with its first name", circle)
			}
			for i, name := range circle {
				if !slices.Contains(graph[name], circle[(i+1)%len(circle)]) {
					t.Fatalf("%v is no circle of %v", circle, graph)
				}
			}
		}
	})
}

// sortable tells whether a graph has a topological order, by Kahn's algorithm.
func sortable(graph map[string][]string) bool {
	waiting := map[string]int{}
	for from, targets := range graph {
		waiting[from] += 0
		for _, to := range targets {
			waiting[to]++
		}
	}
	for len(waiting) > 0 {
		free := slices.Collect(maps.Keys(waiting))
		free = slices.DeleteFunc(free, func(name string) bool { return waiting[name] > 0 })
		if len(free) == 0 {
			return false
		}
		for _, name := range free {
			delete(waiting, name)
			for _, to := range graph[name] {
				waiting[to]--
			}
		}
	}
	return true
}
