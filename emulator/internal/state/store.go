package state

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

// Store holds everything. Its lock is held for map operations only.
type Store struct {
	log     *requestlog.Log
	journal *journal

	mu            sync.RWMutex
	resources     map[string]*Resource
	children      map[string]map[string]*Resource
	operations    map[string]*Operation
	registrations map[string]Registration
	watchers      map[chan struct{}]struct{}
}

// Tx is the view of one Update or View. It must not outlive it.
type Tx struct {
	store *Store
	now   time.Time
}

// View reads.
func (s *Store) View(read func(tx Tx)) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	read(Tx{store: s, now: time.Now()})
}

// Update changes, all of it seen at once by others. change must be quick; when it
// gives an error back it must not have changed anything.
func (s *Store) Update(change func(tx Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return change(Tx{store: s, now: time.Now()})
}

// Get finds a resource by its ID.
func (s *Store) Get(id string) (*Resource, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r, ok := s.resources[resourceid.Key(id)]
	return r, ok
}

// Operation finds an operation by its ID.
func (s *Store) Operation(id string) (*Operation, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	o, ok := s.operations[id]
	return o, ok
}

// Children are the resources that sit directly in a parent, of one type (all when
// it is empty), sorted by ID.
func (s *Store) Children(parent, typ string) []*Resource {
	s.mu.RLock()
	out := Tx{store: s}.Children(parent, typ)
	s.mu.RUnlock()
	slices.SortFunc(out, func(a, b *Resource) int {
		return strings.Compare(strings.ToLower(a.ID), strings.ToLower(b.ID))
	})
	return out
}

// Now is the time of the transaction.
func (tx Tx) Now() time.Time { return tx.now }

// Get finds a resource by its ID.
func (tx Tx) Get(id string) (*Resource, bool) {
	r, ok := tx.store.resources[resourceid.Key(id)]
	return r, ok
}

// Children are the resources that sit directly in a parent, in no order.
func (tx Tx) Children(parent, typ string) []*Resource {
	var out []*Resource
	for _, r := range tx.store.children[resourceid.Key(parent)] {
		if typ == "" || strings.EqualFold(r.Type, typ) {
			out = append(out, r)
		}
	}
	return out
}

// Put keeps a resource and logs the change of its provisioning state.
func (tx Tx) Put(r *Resource) {
	s, key := tx.store, resourceid.Key(r.ID)
	before := ""
	if old, ok := s.resources[key]; ok {
		before = old.State
	}
	s.resources[key] = r
	parent := resourceid.Key(r.Parent)
	if s.children[parent] == nil {
		s.children[parent] = map[string]*Resource{}
	}
	s.children[parent][key] = r
	s.journal.append(record{Resource: r})
	s.tell()
	if before != r.State {
		tx.logState(r, before, r.State)
	}
}

// Delete forgets a resource.
func (tx Tx) Delete(r *Resource) {
	s, key := tx.store, resourceid.Key(r.ID)
	delete(s.resources, key)
	parent := resourceid.Key(r.Parent)
	delete(s.children[parent], key)
	if len(s.children[parent]) == 0 {
		delete(s.children, parent)
	}
	s.journal.append(record{Gone: key})
	s.tell()
	tx.logState(r, r.State, Deleted)
}

func (tx Tx) logState(r *Resource, from, to string) {
	log := tx.store.log
	log.State(requestlog.State{
		Time: tx.now, Sequence: log.Next(), ID: r.ID, Type: r.Type, From: from, To: to,
	})
}

// Operation finds an operation by its ID.
func (tx Tx) Operation(id string) (*Operation, bool) {
	o, ok := tx.store.operations[id]
	return o, ok
}

// PutOperation keeps an operation.
func (tx Tx) PutOperation(o *Operation) {
	tx.store.operations[o.ID] = o
	tx.store.journal.append(record{Operation: o})
	tx.store.tell()
}

// Registration is the state of a namespace or feature; the zero one if never touched.
func (tx Tx) Registration(name string) (Registration, bool) {
	r, ok := tx.store.registrations[resourceid.Key(name)]
	return r, ok
}

// PutRegistration keeps the state of a namespace or feature.
func (tx Tx) PutRegistration(name string, r Registration) {
	key := resourceid.Key(name)
	tx.store.registrations[key] = r
	tx.store.journal.append(record{Registered: key, Registration: &r})
}

// Running are the operations that have not ended.
func (tx Tx) Running() []*Operation {
	var out []*Operation
	for _, o := range tx.store.operations {
		if o.Running() {
			out = append(out, o)
		}
	}
	return out
}

// Operations are all of them, in no order.
func (tx Tx) Operations() []*Operation { return slices.Collect(maps.Values(tx.store.operations)) }

// OfType are all resources of a type, in no order.
func (tx Tx) OfType(typ string) []*Resource {
	var out []*Resource
	for _, r := range tx.store.resources {
		if strings.EqualFold(r.Type, typ) {
			out = append(out, r)
		}
	}
	return out
}
