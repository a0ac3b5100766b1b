package kubernetesconfiguration

import (
	"encoding/json"
	"maps"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
)

// flag is a member that is a boolean, or otherwise.
func flag(doc map[string]any, name string, otherwise bool) bool {
	if b, ok := doc[name].(bool); ok {
		return b
	}
	return otherwise
}

// number is a member that is a whole number, or otherwise. A document that was read
// from the state file has plain numbers, a new one json's own.
func number(doc map[string]any, name string, otherwise int64) int64 {
	switch n := doc[name].(type) {
	case json.Number:
		if i, err := n.Int64(); err == nil {
			return i
		}
	case float64:
		return int64(n)
	}
	return otherwise
}

// words is a member that is a list of strings.
func words(doc map[string]any, name string) []string {
	items, _ := doc[name].([]any)
	out := make([]string, 0, len(items))
	for _, item := range items {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// texts is a member that is a map of strings.
func texts(doc map[string]any, name string) map[string]string {
	out := map[string]string{}
	for key, value := range document.Object(doc, name) {
		if s, ok := value.(string); ok {
			out[key] = s
		}
	}
	return out
}

// orNull is a member, or an explicit null.
func orNull(doc map[string]any, name string) any {
	if value, ok := doc[name]; ok {
		return value
	}
	return nil
}

// with is a copy that has more members.
func with(doc, more map[string]any) map[string]any {
	out := maps.Clone(doc)
	if out == nil {
		out = map[string]any{}
	}
	maps.Copy(out, more)
	return out
}
