package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Entries are entries in the order of their sequence numbers.
type Entries []Entry

func parse(lines []byte) (Entries, error) {
	var entries Entries
	decoder := json.NewDecoder(bytes.NewReader(lines))
	for {
		var entry Entry
		err := decoder.Decode(&entry)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("line %d of the request log: %w", len(entries)+1, err)
		}
		entries = append(entries, entry)
	}
	slices.SortFunc(entries, func(a, b Entry) int { return int(a.Sequence - b.Sequence) })
	return entries, nil
}

func (e Entries) where(keep func(Entry) bool) Entries {
	var kept Entries
	for _, entry := range e {
		if keep(entry) {
			kept = append(kept, entry)
		}
	}
	return kept
}

// After are the entries that began after a sequence number.
func (e Entries) After(sequence int64) Entries {
	return e.where(func(entry Entry) bool { return entry.Sequence > sequence })
}

// Last is the highest sequence number, zero without entries.
func (e Entries) Last() int64 {
	if len(e) == 0 {
		return 0
	}
	return e[len(e)-1].Sequence
}

// Attempts are the requests that were to change something, whether or not Azure took them.
func (e Entries) Attempts() Entries {
	return e.where(func(entry Entry) bool { return entry.Kind == "request" && entry.writes() })
}

// Writes are the requests that changed something.
func (e Entries) Writes() Entries {
	return e.Attempts().where(func(entry Entry) bool { return entry.Status < 400 })
}

// Request are the requests with a method for a resource, named as Entry.Name does, that Azure took.
func (e Entries) Request(method, name string) Entries {
	return e.Writes().where(func(entry Entry) bool { return entry.Method == method && entry.Name() == name })
}

// Became are the changes of a resource to a state.
func (e Entries) Became(name, state string) Entries {
	return e.where(func(entry Entry) bool { return entry.Kind == "state" && entry.Name() == name && entry.To == state })
}

// Methods are the entries as `PUT extensions/flux`, sorted, since what does not depend on each other has no order.
func (e Entries) Methods() []string {
	methods := make([]string, len(e))
	for i, entry := range e {
		methods[i] = entry.Method + " " + entry.Name()
	}
	slices.Sort(methods)
	return methods
}
