// Package document reads JSON documents of which nobody knows whether they hold what is looked for.
package document

// Text is a member that is a string, or "".
func Text(doc map[string]any, name string) string {
	s, _ := doc[name].(string)
	return s
}

// Object is what lies at a path of members that are objects, or an empty one.
func Object(doc map[string]any, path ...string) map[string]any {
	for _, name := range path {
		next, _ := doc[name].(map[string]any)
		doc = next
	}
	return doc
}

// Objects are the objects in a member that is a list.
func Objects(doc map[string]any, name string) []map[string]any {
	items, _ := doc[name].([]any)
	out := make([]map[string]any, 0, len(items))
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}
