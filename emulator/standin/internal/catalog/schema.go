package catalog

import (
	"encoding/json"
	"fmt"
)

// Published makes the schema that a version of the plugin serves: its own version, a description that begins with
// the notice, and no dated types unless it has them.
func Published(schema []byte, version, notice string, dated bool) ([]byte, error) {
	var document map[string]json.RawMessage
	if err := json.Unmarshal(schema, &document); err != nil {
		return nil, fmt.Errorf("the schema is not valid JSON: %w", err)
	}
	var description string
	if raw, ok := document["description"]; ok {
		if err := json.Unmarshal(raw, &description); err != nil {
			return nil, fmt.Errorf("the schema's description must be a string: %w", err)
		}
	}
	for key, value := range map[string]string{"version": version, "description": notice + " " + description} {
		encoded, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		document[key] = encoded
	}
	for _, section := range []string{"resources", "types", "functions"} {
		if err := withoutDated(document, section, dated); err != nil {
			return nil, err
		}
	}
	return json.Marshal(document)
}

func withoutDated(document map[string]json.RawMessage, section string, dated bool) error {
	raw, ok := document[section]
	if !ok || dated {
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return fmt.Errorf("the schema's %s must be an object: %w", section, err)
	}
	for token := range members {
		if IsDated(token) {
			delete(members, token)
		}
	}
	kept, err := json.Marshal(members)
	if err != nil {
		return err
	}
	document[section] = kept
	return nil
}
