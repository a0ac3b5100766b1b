package containerservice

import "maps"

func object(doc map[string]any, path ...string) map[string]any {
	for _, name := range path {
		next, _ := doc[name].(map[string]any)
		doc = next
	}
	return doc
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

func text(doc map[string]any, name string) string {
	s, _ := doc[name].(string)
	return s
}

func enabled(doc map[string]any) bool {
	b, _ := doc["enabled"].(bool)
	return b
}

func either(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
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
