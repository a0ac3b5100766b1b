// Package diff compares the inputs in the state with a program's new ones, and says of each change whether it can be
// made in place.
package diff

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// Kinds maps the path of each changed property to how it changed.
type Kinds map[string]*pulumirpc.PropertyDiff

// Inputs compares two sets of inputs of a resource; the result is empty when they say the same.
func Inputs(res *catalog.Resource, olds, news resource.PropertyMap) Kinds {
	w := walker{res: res, found: Kinds{}}
	w.objects(nil, "", normalise(olds), normalise(news), false)
	return w.found
}

// Replaces lists the top-level properties whose change replaces the resource, in alphabetical order.
func (k Kinds) Replaces() []string {
	return k.roots(func(kind pulumirpc.PropertyDiff_Kind) bool {
		return kind == pulumirpc.PropertyDiff_ADD_REPLACE || kind == pulumirpc.PropertyDiff_DELETE_REPLACE ||
			kind == pulumirpc.PropertyDiff_UPDATE_REPLACE
	})
}

// Changes lists the top-level properties that changed, in alphabetical order.
func (k Kinds) Changes() []string {
	return k.roots(func(pulumirpc.PropertyDiff_Kind) bool { return true })
}

func (k Kinds) roots(want func(pulumirpc.PropertyDiff_Kind) bool) []string {
	var roots []string
	for path, change := range k {
		if want(change.Kind) {
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			roots = append(roots, path[:end])
		}
	}
	slices.Sort(roots)
	return slices.Compact(roots)
}

// normalise leaves out what is not a property of the resource.
func normalise(values resource.PropertyMap) resource.PropertyMap {
	kept := make(resource.PropertyMap, len(values))
	for key, value := range values {
		if !strings.HasPrefix(string(key), "__") && key != "azureApiVersion" && !value.IsNull() {
			kept[key] = value
		}
	}
	return kept
}

// walker carries two spellings of where it is: the path for the engine, and the schema's dotted one, in which all
// elements of a list are the same.
type walker struct {
	res   *catalog.Resource
	found Kinds
}

func (w *walker) objects(path resource.PropertyPath, schema string, olds, news resource.PropertyMap, replace bool) {
	for key, value := range olds {
		at, name := append(slices.Clone(path), string(key)), schema+string(key)
		if now, ok := news[key]; ok {
			w.values(at, name, value, now, replace)
		} else {
			w.record(at, name, pulumirpc.PropertyDiff_DELETE, replace)
		}
	}
	for key := range news {
		if _, ok := olds[key]; !ok {
			w.record(append(slices.Clone(path), string(key)), schema+string(key), pulumirpc.PropertyDiff_ADD, replace)
		}
	}
}

func (w *walker) values(path resource.PropertyPath, schema string, was, is resource.PropertyValue, replace bool) {
	was, is = reveal(was), reveal(is)
	replace = replace || w.res.CreateOnly(schema)
	switch {
	case was.IsObject() && is.IsObject():
		w.objects(path, schema+".", was.ObjectValue(), is.ObjectValue(), replace)
	case was.IsArray() && is.IsArray():
		w.lists(path, schema, was.ArrayValue(), is.ArrayValue(), replace)
	case was.DeepEquals(is) && !is.IsComputed():
	case schema == "location" && sameLocation(was, is):
	default:
		w.record(path, schema, pulumirpc.PropertyDiff_UPDATE, replace)
	}
}

func (w *walker) lists(path resource.PropertyPath, schema string, olds, news []resource.PropertyValue, replace bool) {
	for i := range max(len(olds), len(news)) {
		at, name := append(slices.Clone(path), i), schema+"[]"
		switch {
		case i >= len(news):
			w.record(at, name, pulumirpc.PropertyDiff_DELETE, replace)
		case i >= len(olds):
			w.record(at, name, pulumirpc.PropertyDiff_ADD, replace)
		default:
			w.values(at, name, olds[i], news[i], replace)
		}
	}
}

var replacing = map[pulumirpc.PropertyDiff_Kind]pulumirpc.PropertyDiff_Kind{
	pulumirpc.PropertyDiff_ADD:    pulumirpc.PropertyDiff_ADD_REPLACE,
	pulumirpc.PropertyDiff_DELETE: pulumirpc.PropertyDiff_DELETE_REPLACE,
	pulumirpc.PropertyDiff_UPDATE: pulumirpc.PropertyDiff_UPDATE_REPLACE,
}

func (w *walker) record(path resource.PropertyPath, schema string, kind pulumirpc.PropertyDiff_Kind, replace bool) {
	if replace || w.res.CreateOnly(schema) {
		kind = replacing[kind]
	}
	w.found[path.String()] = &pulumirpc.PropertyDiff{Kind: kind, InputDiff: true}
}

func reveal(v resource.PropertyValue) resource.PropertyValue {
	for v.IsSecret() {
		v = v.SecretValue().Element
	}
	return v
}

// sameLocation compares regions as Azure does: `West US 2` is `westus2`.
func sameLocation(a, b resource.PropertyValue) bool {
	fold := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
	return a.IsString() && b.IsString() && fold(a.StringValue()) == fold(b.StringValue())
}
