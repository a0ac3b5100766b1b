package state

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// record is one line of the state file. The file is a journal: each change adds a
// line, so that a stack of a thousand clusters costs a thousand lines and not a
// thousand files, and a crash loses at most the last one.
type record struct {
	Identity     *Identity     `json:",omitempty"`
	Resource     *Resource     `json:",omitempty"`
	Gone         string        `json:",omitempty"`
	Operation    *Operation    `json:",omitempty"`
	Registered   string        `json:",omitempty"`
	Registration *Registration `json:",omitempty"`
}

// Identity is what clients of the local Azure hold, and so must outlive a restart.
type Identity struct {
	// Authority is the certificate authority with its key, as PEM.
	Authority []byte
	// Subscription, Tenant, Client and Secret are the credential.
	Subscription, Tenant, Client, Secret string
}

// journal writes records in its own goroutine. Records point to documents that
// never change, so they can be encoded after the store's lock is gone.
type journal struct {
	file *os.File

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []record
	closed bool
	done   chan struct{}
	err    error
}

// newJournal writes to a new file beside path, which takes path's place at once.
// With an empty path nothing is kept.
func newJournal(path string, start []record) (*journal, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // a nil journal is one that keeps nothing
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("write the state file: %w", err)
	}
	j := &journal{file: file, queue: start, done: make(chan struct{})}
	j.wake = sync.NewCond(&j.mu)
	if err := j.flush(); err != nil {
		return nil, fmt.Errorf("write the state file: %w", err)
	}
	// Secrets are in it: CreateTemp has made it readable by its owner only.
	if err := os.Rename(file.Name(), path); err != nil {
		return nil, fmt.Errorf("put the state file in place: %w", err)
	}
	go j.run()
	return j, nil
}

func (j *journal) append(r record) {
	if j == nil {
		return
	}
	j.mu.Lock()
	j.queue = append(j.queue, r)
	j.mu.Unlock()
	j.wake.Signal()
}

func (j *journal) run() {
	defer close(j.done)
	for {
		j.mu.Lock()
		for len(j.queue) == 0 && !j.closed {
			j.wake.Wait()
		}
		end := j.closed && len(j.queue) == 0
		j.mu.Unlock()
		if end {
			return
		}
		if err := j.flush(); err != nil {
			j.mu.Lock()
			j.err = err
			j.mu.Unlock()
		}
	}
}

func (j *journal) flush() error {
	j.mu.Lock()
	queue := j.queue
	j.queue = nil
	j.mu.Unlock()
	out := bufio.NewWriter(j.file)
	encoder := json.NewEncoder(out)
	for _, r := range queue {
		if err := encoder.Encode(r); err != nil {
			return fmt.Errorf("encode a record: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("append to the journal: %w", err)
	}
	return nil
}

func (j *journal) close() error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	j.closed = true
	j.mu.Unlock()
	j.wake.Signal()
	<-j.done
	if err := j.file.Close(); err != nil && j.err == nil {
		j.err = err
	}
	return j.err
}
