package contract

import (
	"maps"
	"slices"
	"strconv"
)

// Place is where a value stands in the inputs.
type Place struct {
	// Path is the place as faults name it: `configurations["apps"].gitRepository.url`.
	Path string
	// Type is the type of the value there.
	Type Type
	// Required tells whether the object around it needs it.
	Required bool

	steps []step
}

// step leads from a value into it: to a property of an object, an entry of a map or the first element of a list.
type step struct {
	property, key string
}

// Places are all places of the inputs, objects before what is in them. The inputs themselves are the first.
func Places() []Place {
	root := Place{Type: Type{Ref: ":" + rootName}}
	return append([]Place{root}, root.inside()...)
}

func (p Place) inside() []Place {
	var found []Place
	for _, below := range p.children() {
		found = append(found, below)
		found = append(found, below.inside()...)
	}
	return found
}

// children are the places right below.
func (p Place) children() []Place {
	var found []Place
	switch {
	case p.Type.IsObject():
		for _, name := range slices.Sorted(maps.Keys(p.Type.Properties())) {
			child := p.child(p.Property(name), p.Type.Properties()[name], step{property: name})
			child.Required = slices.Contains(p.Type.Required(), name)
			found = append(found, child)
		}
	case p.Type.AdditionalProperties != nil:
		key := p.key()
		found = append(found, p.child(p.Path+"["+strconv.Quote(key)+"]", *p.Type.AdditionalProperties, step{key: key}))
	case p.Type.Items != nil:
		found = append(found, p.child(p.Path+"[0]", *p.Type.Items, step{}))
	}
	return found
}

func (p Place) child(path string, t Type, last step) Place {
	// What is secret as a whole is secret in all its parts.
	t.Secret = t.Secret || p.Type.Secret
	return Place{Path: path, Type: t, steps: append(slices.Clone(p.steps), last)}
}

// Property is the path of a property of the object at p.
func (p Place) Property(name string) string {
	if p.Path == "" {
		return name
	}
	return p.Path + "." + name
}

// Name is the last property on the way to the place.
func (p Place) Name() string {
	for _, step := range slices.Backward(p.steps) {
		if step.property != "" {
			return step.property
		}
	}
	return ""
}

// key is the key of the entry that stands for all entries of the map at p.
func (p Place) key() string {
	switch p.Name() {
	case "configurations":
		return "apps"
	case "kustomizations":
		return "all"
	}
	return "key"
}
