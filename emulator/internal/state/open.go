package state

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

// remembered is how long an operation that has ended can still be asked for after
// a restart.
const remembered = time.Hour

// Open reads the state file, if it is there, and goes on writing it. identity
// makes the identity of a state that is new. An empty path keeps all in memory.
func Open(path string, log *requestlog.Log, identity func() (*Identity, error)) (*Store, *Identity, error) {
	s := &Store{
		log:           log,
		resources:     map[string]*Resource{},
		children:      map[string]map[string]*Resource{},
		operations:    map[string]*Operation{},
		registrations: map[string]Registration{},
	}
	known, err := s.load(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read the state file %s: %w", path, err)
	}
	if known == nil {
		if known, err = identity(); err != nil {
			return nil, nil, err
		}
	}
	if s.journal, err = newJournal(path, s.snapshot(known)); err != nil {
		return nil, nil, err
	}
	return s, known, nil
}

// Close writes what has not been written yet.
func (s *Store) Close() error { return s.journal.close() }

func (s *Store) load(path string) (*Identity, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // nothing kept is no error
	}
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil //nolint:nilnil // a state file that does not exist yet is no error
	}
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	defer func() { _ = file.Close() }()
	var identity *Identity
	reader := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			// A last line without its end was cut off by a crash: it had not happened.
			return identity, nil
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("line %d is not a record of the local Azure: %w", number, err)
		}
		if r.Identity != nil {
			identity = r.Identity
		}
		s.replay(r)
	}
}

func (s *Store) replay(r record) {
	switch {
	case r.Resource != nil:
		key, parent := resourceid.Key(r.Resource.ID), resourceid.Key(r.Resource.Parent)
		s.resources[key] = r.Resource
		if s.children[parent] == nil {
			s.children[parent] = map[string]*Resource{}
		}
		s.children[parent][key] = r.Resource
	case r.Gone != "":
		if old := s.resources[r.Gone]; old != nil {
			delete(s.resources, r.Gone)
			delete(s.children[resourceid.Key(old.Parent)], r.Gone)
		}
	case r.Operation != nil:
		s.operations[r.Operation.ID] = r.Operation
	case r.Registration != nil:
		s.registrations[r.Registered] = *r.Registration
	}
}

// snapshot is the shortest journal that leads here.
func (s *Store) snapshot(identity *Identity) []record {
	out := []record{{Identity: identity}}
	for _, r := range s.resources {
		out = append(out, record{Resource: r})
	}
	for id, o := range s.operations {
		if !o.Running() && time.Since(o.Ended) > remembered {
			delete(s.operations, id)
			continue
		}
		out = append(out, record{Operation: o})
	}
	for key, r := range s.registrations {
		out = append(out, record{Registered: key, Registration: &r})
	}
	return out
}
