// Package armerror holds the errors that Azure Resource Manager answers with,
// in its envelope and with its codes, because clients decide by these codes
// whether to register a namespace, to wait, or to give up.
package armerror

import (
	"encoding/json"
	"fmt"
)

// Error is one refusal: an HTTP status and what goes into ARM's envelope.
type Error struct {
	// Status is the HTTP status; it is not part of the body.
	Status int `json:"-"`
	// Code is what programs compare.
	Code string `json:"code"`
	// Message is what people read.
	Message string `json:"message"`
	// Target names the property or the namespace at fault, when there is one.
	Target string `json:"target,omitempty"`
	// Details lists several faults of one request.
	Details []Error `json:"details,omitempty"`
}

// New makes an Error whose message is formatted as by fmt.Sprintf.
func New(status int, code, format string, args ...any) *Error {
	return &Error{Status: status, Code: code, Message: fmt.Sprintf(format, args...)}
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s", e.Code, e.Message) }

// At names the property at fault and gives the error back.
func (e *Error) At(target string) *Error {
	e.Target = target
	return e
}

// Body is the answer's body: {"error": {…}}.
func (e *Error) Body() []byte {
	body, err := json.Marshal(map[string]*Error{"error": e})
	if err != nil { // strings and lists of strings only: cannot happen
		return []byte(`{"error":{"code":"InternalServerError","message":"unprintable error"}}`)
	}
	return body
}
