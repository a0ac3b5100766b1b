package aksgitops

import (
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// staticElements returns the elements of a list that stands in the program; each may still be an Output.
func staticElements(in pulumi.Input) []pulumi.Input {
	v, known := static(in)
	if !known || v.Kind() != reflect.Slice {
		return nil
	}
	elements := make([]pulumi.Input, v.Len())
	for i := range elements {
		elements[i], _ = reflect.TypeAssert[pulumi.Input](v.Index(i))
	}
	return elements
}

// entry is an entry of a map whose key stands in the program.
type entry struct {
	key   string
	value pulumi.Input
}

// staticEntries returns the entries of a map that stands in the program, by key; each value may still be an Output.
func staticEntries(in pulumi.Input) []entry {
	v, known := static(in)
	if !known || v.Kind() != reflect.Map {
		return nil
	}
	entries := make([]entry, 0, v.Len())
	for _, key := range v.MapKeys() {
		value, _ := reflect.TypeAssert[pulumi.Input](v.MapIndex(key))
		entries = append(entries, entry{key.String(), value})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	return entries
}
