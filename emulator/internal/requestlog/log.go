// Package requestlog writes what happened as JSON lines, numbered in the order
// in which it started, so that a test can prove what came before what.
package requestlog

import (
	"bytes"
	"encoding/json"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// Log writes lines to a writer. A nil writer makes it count only.
type Log struct {
	sequence atomic.Int64
	mu       sync.Mutex
	out      io.Writer
}

// New makes a Log.
func New(out io.Writer) *Log { return &Log{out: out} }

// Next takes the next sequence number.
func (l *Log) Next() int64 { return l.sequence.Add(1) }

// Request is the line of one HTTP request, written when it has been answered.
type Request struct {
	Kind     string    `json:"kind"`
	Time     time.Time `json:"time"`
	Sequence int64     `json:"sequence"`
	Method   string    `json:"method"`
	Path     string    `json:"path"`
	Query    string    `json:"query,omitempty"`
	// APIVersion is the api-version that was asked for.
	APIVersion string `json:"apiVersion,omitempty"`
	Status     int    `json:"status"`
	// Code is ARM's error code, when the answer was an error.
	Code string `json:"code,omitempty"`
	// ID is the ARM ID that the path names, as it was written.
	ID              string          `json:"id,omitempty"`
	Started         time.Time       `json:"started"`
	Ended           time.Time       `json:"ended"`
	ClientRequestID string          `json:"clientRequestId,omitempty"`
	CorrelationID   string          `json:"correlationId,omitempty"`
	Body            json.RawMessage `json:"body,omitempty"`
}

// State is the line of one change of a provisioningState. From is empty for a
// resource that is new, To is "Deleted" for one that is gone.
type State struct {
	Kind     string    `json:"kind"`
	Time     time.Time `json:"time"`
	Sequence int64     `json:"sequence"`
	ID       string    `json:"id"`
	Type     string    `json:"type"`
	From     string    `json:"from"`
	To       string    `json:"to"`
}

// Request writes a request's line.
func (l *Log) Request(r Request) {
	r.Kind, r.Time = "request", r.Ended
	l.write(r)
}

// State writes a state's line.
func (l *Log) State(s State) {
	s.Kind = "state"
	l.write(s)
}

func (l *Log) write(line any) {
	if l.out == nil {
		return
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // "<redacted>" is looked for as it is written
	if err := encoder.Encode(line); err != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	// A log that cannot be written must not stop the service it describes.
	_, _ = l.out.Write(text.Bytes())
}
