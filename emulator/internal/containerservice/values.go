package containerservice

import "maps"

func enabled(doc map[string]any) bool {
	b, _ := doc["enabled"].(bool)
	return b
}

// defaults is a copy of doc with otherwise's members where doc has none, at
// every depth.
func defaults(doc, otherwise map[string]any) map[string]any {
	out := maps.Clone(doc)
	if out == nil {
		out = map[string]any{}
	}
	for name, value := range otherwise {
		have, ok := out[name]
		if !ok {
			out[name] = value
			continue
		}
		inner, isObject := value.(map[string]any)
		if haveObject, both := have.(map[string]any); isObject && both {
			out[name] = defaults(haveObject, inner)
		}
	}
	return out
}

// without is a copy of doc that lacks a member.
func without(doc map[string]any, name string) map[string]any {
	out := maps.Clone(doc)
	delete(out, name)
	return out
}
