package requestlog

// Secrets are the texts in a document that RedactBody would leave out, in no order.
func Secrets(document map[string]any) []string { return collect(nil, document, false) }

func collect(found []string, value any, secret bool) []string {
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			found = collect(found, member, secret || secrets[key])
		}
	case []any:
		for _, member := range v {
			found = collect(found, member, secret)
		}
	case string:
		if secret {
			found = append(found, v)
		}
	}
	return found
}
