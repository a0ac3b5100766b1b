package strict

import (
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"sort"
	"strings"
)

var unmarshaler = reflect.TypeFor[json.Unmarshaler]()

type walker struct {
	readOnly []string
	faults   []Fault
}

func (w *walker) fault(path, format string, args ...any) {
	w.faults = append(w.faults, Fault{Path: path, Problem: fmt.Sprintf(format, args...)})
}

// walk checks value against spec. status may be nil: then nothing is read-only.
// It gives back the value to keep in its place.
func (w *walker) walk(spec, status reflect.Type, value any, path string) any {
	spec, status = indirect(spec), indirect(status)
	if reflect.PointerTo(spec).Implements(unmarshaler) {
		return value
	}
	switch spec.Kind() {
	case reflect.Struct:
		w.object(spec, status, value, path)
	case reflect.Map:
		w.table(spec, status, value, path)
	case reflect.Slice:
		w.list(spec, status, value, path)
	case reflect.String:
		w.text(spec, value, path)
	case reflect.Int, reflect.Int32, reflect.Int64:
		return w.integer(value, path)
	case reflect.Float64:
		if _, ok := value.(json.Number); !ok {
			w.mismatch(path, "a number", value)
		}
	case reflect.Bool:
		if _, ok := value.(bool); !ok {
			w.mismatch(path, "true or false", value)
		}
	default: // no other kinds are in the schemas
	}
	return value
}

func (w *walker) object(spec, status reflect.Type, value any, path string) {
	members, ok := value.(map[string]any)
	if !ok {
		w.mismatch(path, "an object", value)
		return
	}
	known, readOnly := fields(spec), fields(status)
	for _, name := range sortedKeys(members) {
		field, ok := known[name]
		switch {
		case !ok && (readOnly[name] != nil || slices.Contains(w.readOnly, join(path, name))):
			delete(members, name)
		case !ok:
			w.fault(join(path, name), "unknown property; %s", suggestion(name, known))
		case members[name] == nil:
			delete(members, name)
		default:
			members[name] = w.walk(field, readOnly[name], members[name], join(path, name))
		}
	}
}

func (w *walker) table(spec, status reflect.Type, value any, path string) {
	members, ok := value.(map[string]any)
	if !ok {
		w.mismatch(path, "an object", value)
		return
	}
	for _, name := range sortedKeys(members) {
		if members[name] == nil {
			delete(members, name)
			continue
		}
		members[name] = w.walk(spec.Elem(), element(status), members[name], join(path, name))
	}
}

func (w *walker) list(spec, status reflect.Type, value any, path string) {
	items, ok := value.([]any)
	if !ok {
		w.mismatch(path, "a list", value)
		return
	}
	for i, item := range items {
		at := fmt.Sprintf("%s[%d]", path, i)
		if item == nil {
			w.mismatch(at, "a value", item)
			continue
		}
		items[i] = w.walk(spec.Elem(), element(status), item, at)
	}
}

func (w *walker) text(spec reflect.Type, value any, path string) {
	s, ok := value.(string)
	if !ok {
		w.mismatch(path, "a string", value)
		return
	}
	allowed := enums[spec.PkgPath()+"."+spec.Name()]
	if len(allowed) > 0 && !slices.Contains(allowed, s) {
		w.fault(path, "unknown value %q; it must be one of %s", s, strings.Join(allowed, ", "))
	}
}

// integer accepts 600.0 too: clients in languages without integers send it.
func (w *walker) integer(value any, path string) any {
	number, ok := value.(json.Number)
	if !ok {
		w.mismatch(path, "a whole number", value)
		return value
	}
	rational, ok := new(big.Rat).SetString(number.String())
	if !ok || !rational.IsInt() || !rational.Num().IsInt64() {
		w.fault(path, "%s is not a whole number", number)
		return value
	}
	return json.Number(rational.Num().String())
}

// mismatch tells the kind of what was found and never the value, which may be a secret.
func (w *walker) mismatch(path, want string, got any) {
	found := "null"
	switch got.(type) {
	case map[string]any:
		found = "an object"
	case []any:
		found = "a list"
	case string:
		found = "a string"
	case json.Number:
		found = "a number"
	case bool:
		found = "a boolean"
	}
	w.fault(path, "it must be %s, not %s", want, found)
}

// fields are a struct's members by their JSON names.
func fields(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	if t == nil || t.Kind() != reflect.Struct {
		return out
	}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			out[name] = f.Type
		}
	}
	return out
}

func indirect(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func element(t reflect.Type) reflect.Type {
	if t == nil || (t.Kind() != reflect.Map && t.Kind() != reflect.Slice) {
		return nil
	}
	return t.Elem()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// suggestion says what would have been right: the same name in another case, or the list.
func suggestion(name string, known map[string]reflect.Type) string {
	names := sortedKeys(known)
	for _, k := range names {
		if strings.EqualFold(k, name) {
			return fmt.Sprintf("did you mean %q?", k)
		}
	}
	return "known here are " + strings.Join(names, ", ")
}
