// Package strict reads request bodies as a service with a schema does: every
// member must be known and of the right type, every enum value must exist.
// encoding/json stops at the first fault and seldom says where it was; people
// who write templates need all of them, each with its path.
package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// Schema is one API version's types of one resource, as Go values.
type Schema struct {
	// Spec is what may be sent.
	Spec any
	// Status is what is answered. A member that only Status has is read-only: it is
	// dropped when it is sent, as Azure does, because clients send back what they read.
	Status any
	// ReadOnly are paths that are read-only too, though Status lacks them.
	ReadOnly []string
}

// Fault is one thing that is wrong with a body.
type Fault struct {
	// Path is where: properties.gitRepository.url.
	Path string
	// Problem is what is wrong and what would be right.
	Problem string
}

// Decode checks a body against a schema and gives it back as plain values,
// without read-only members and nulls.
func Decode(body []byte, schema Schema) (map[string]any, []Fault) {
	value, err := parse(body)
	if err != nil {
		return nil, []Fault{{Path: "", Problem: err.Error()}}
	}
	w := walker{readOnly: schema.ReadOnly}
	w.walk(reflect.TypeOf(schema.Spec), reflect.TypeOf(schema.Status), value, "")
	if len(w.faults) > 0 {
		return nil, w.faults
	}
	if fault := decodes(value, schema.Spec); fault != nil {
		return nil, []Fault{*fault}
	}
	return value, nil
}

func parse(body []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value map[string]any
	if err := decoder.Decode(&value); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, errors.New("the body is empty; it must be a JSON object")
		}
		return nil, fmt.Errorf("the body is not a JSON object: %w", err)
	}
	if decoder.More() {
		return nil, errors.New("the body goes on after its JSON object")
	}
	if value == nil {
		return nil, errors.New("the body is null; it must be a JSON object")
	}
	return value, nil
}

// decodes lets encoding/json have the last word, with the very types.
func decodes(value map[string]any, spec any) *Fault {
	text, err := json.Marshal(value)
	if err != nil {
		return &Fault{Problem: err.Error()}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(reflect.New(reflect.TypeOf(spec)).Interface()); err != nil {
		return &Fault{Problem: err.Error()}
	}
	return nil
}
