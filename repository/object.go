package repository

import (
	"strings"

	"github.com/fluxcd/pkg/envsubst"
)

// API groups of Flux's objects.
const (
	groupKustomize    = "kustomize.toolkit.fluxcd.io"
	groupHelm         = "helm.toolkit.fluxcd.io"
	groupSource       = "source.toolkit.fluxcd.io"
	groupImage        = "image.toolkit.fluxcd.io"
	groupNotification = "notification.toolkit.fluxcd.io"
)

// object is what would be applied to the cluster.
type object struct {
	group, version, kind, namespace, name string
	content                               map[string]any
	// file is the file in the checkout that the object comes from, or "".
	file string
	// by is the Kustomization that applies it.
	by *unit
}

// id names an object among all of the cluster.
type id struct{ group, kind, namespace, name string }

func (o *object) id() id { return id{o.group, o.kind, o.namespace, o.name} }

func (o *object) is(group, kind string) bool { return o.group == group && o.kind == kind }

// String names an object as people do.
func (o *object) String() string { return qualified(o.kind, o.namespace, o.name) }

func qualified(kind, namespace, name string) string {
	if namespace == "" {
		return kind + " " + name
	}
	return kind + " " + namespace + "/" + name
}

// at is what stands at a path of keys, or nil.
func at(content any, keys ...string) any {
	for _, key := range keys {
		mapping, ok := content.(map[string]any)
		if !ok {
			return nil
		}
		content = mapping[key]
	}
	return content
}

// textAt is the text at a path of keys, or "".
func textAt(content any, keys ...string) string {
	text, _ := at(content, keys...).(string)
	return text
}

// mappingsAt are the mappings in the list at a path of keys.
func mappingsAt(content any, keys ...string) []map[string]any {
	list, _ := at(content, keys...).([]any)
	var found []map[string]any
	for _, element := range list {
		if mapping, ok := element.(map[string]any); ok {
			found = append(found, mapping)
		}
	}
	return found
}

// open tells whether a text holds a variable whose value is not known here.
func open(text string) bool { return strings.Contains(text, "${") }

// variables are what a Kustomization replaces in what it applies.
type variables struct {
	values map[string]string
	// more tells that there are others, whose values are not known here.
	more bool
}

// noSubstitution is the label or annotation that spares an object.
const noSubstitution = "kustomize.toolkit.fluxcd.io/substitute"

// in replaces the variables in an object. A text that needs a value that is not known here stays as it is.
func (v variables) in(content map[string]any) map[string]any {
	if len(v.values) == 0 && !v.more {
		return content
	}
	for _, marks := range []string{"labels", "annotations"} {
		if textAt(content, "metadata", marks, noSubstitution) == "disabled" {
			return content
		}
	}
	replaced, _ := v.replace(content).(map[string]any)
	return replaced
}

func (v variables) replace(value any) any {
	switch value := value.(type) {
	case string:
		return v.text(value)
	case map[string]any:
		replaced := make(map[string]any, len(value))
		for key, entry := range value {
			replaced[key] = v.replace(entry)
		}
		return replaced
	case []any:
		replaced := make([]any, len(value))
		for i, element := range value {
			replaced[i] = v.replace(element)
		}
		return replaced
	}
	return value
}

func (v variables) text(text string) string {
	if !open(text) {
		return text
	}
	known := true
	replaced, err := envsubst.Eval(text, func(name string) (string, bool) {
		value, ok := v.values[name]
		known = known && (ok || !v.more)
		return strings.ReplaceAll(value, "\n", ""), true
	})
	if err != nil || !known {
		return text
	}
	return replaced
}

// variablesOf reads the variables off the specification of a Flux Kustomization.
func variablesOf(spec map[string]any) variables {
	v := variables{values: map[string]string{}, more: len(mappingsAt(spec, "postBuild", "substituteFrom")) > 0}
	substitute, _ := at(spec, "postBuild", "substitute").(map[string]any)
	for name, value := range substitute {
		if text, ok := value.(string); ok && !open(text) {
			v.values[name] = text
		} else {
			v.more = true
		}
	}
	return v
}
