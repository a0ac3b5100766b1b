// Package journal reads the request log of the local Azure, so that a test can say what was asked of Azure, and in which
// order.
package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// Entry is a line of the log: a request, or a change of a provisioning state.
type Entry struct {
	// Kind is "request" or "state".
	Kind string `json:"kind"`
	// Sequence counts in the order in which requests started and states changed.
	Sequence int64 `json:"sequence"`
	// ID is the ARM ID of the resource.
	ID string `json:"id"`

	// Method, Path, Query, Status, Code and Body belong to requests. Code is ARM's error code. Body is without secrets.
	Method string          `json:"method"`
	Path   string          `json:"path"`
	Query  string          `json:"query"`
	Status int             `json:"status"`
	Code   string          `json:"code"`
	Body   json.RawMessage `json:"body"`

	// From and To belong to states. To is "Deleted" when the resource is gone.
	From string `json:"from"`
	To   string `json:"to"`
}

// Name is the end of the resource's ID, its kind and its name: `extensions/flux`.
func (e Entry) Name() string {
	parts := strings.Split(e.ID, "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}

// String is the entry in short: `PUT extensions/flux 201`, or `extensions/flux Creating → Succeeded`.
func (e Entry) String() string {
	if e.Kind == "state" {
		return fmt.Sprintf("%s %s → %s", e.Name(), e.From, e.To)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %d %s", e.Method, e.Path, e.Status, e.Code))
}

// writes tells whether the request was to change something. Polling and asking for a token do not.
func (e Entry) writes() bool {
	switch e.Method {
	case "PUT", "PATCH", "DELETE":
		return true
	case "POST":
		return strings.HasPrefix(e.Path, "/subscriptions/")
	}
	return false
}

// Journal takes the log. Its zero value is empty and ready for use.
type Journal struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

// Write implements io.Writer for whole lines.
func (j *Journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.lines.Write(line)
}

// Entries are all entries so far, in the order of their sequence numbers.
func (j *Journal) Entries() (Entries, error) {
	j.mu.Lock()
	lines := bytes.Clone(j.lines.Bytes())
	j.mu.Unlock()
	return parse(lines)
}
