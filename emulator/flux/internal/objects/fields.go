package objects

// setText sets a field unless the text is empty.
func setText(fields map[string]any, name, value string) {
	if value != "" {
		fields[name] = value
	}
}

// setObject sets a field unless the object is empty.
func setObject(fields map[string]any, name string, value map[string]any) {
	if len(value) > 0 {
		fields[name] = value
	}
}

// texts are names and values of which the empty ones are left out.
func texts(namesAndValues ...string) map[string]any {
	out := map[string]any{}
	for i := 1; i < len(namesAndValues); i += 2 {
		setText(out, namesAndValues[i-1], namesAndValues[i])
	}
	return out
}

// flag is a member that is a boolean, or otherwise.
func flag(settings map[string]any, name string, otherwise bool) bool {
	if b, ok := settings[name].(bool); ok {
		return b
	}
	return otherwise
}
