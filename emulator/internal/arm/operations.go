package arm

import (
	"net/http"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// schedule sets the clock for an operation. A timer costs nothing while it waits.
func (s *Service) schedule(o *state.Operation) {
	time.AfterFunc(time.Until(o.Due), func() { s.unlessClosed(func() { s.carryOut(o) }) })
}

// unlessClosed keeps what comes late from touching a store that is closed.
func (s *Service) unlessClosed(do func()) {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if !s.closed {
		do()
	}
}

// Close waits for what is being carried out and starts nothing more.
func (s *Service) Close() {
	s.closing.Lock()
	s.closed = true
	s.closing.Unlock()
}

// carryOut does what an operation is for, when its time has come.
func (s *Service) carryOut(o *state.Operation) {
	r, ok := s.Store.Get(o.Resource)
	if !ok || r.Operation != o.ID {
		return // its group or its cluster has taken it along
	}
	if o.Delete {
		s.carryOutDelete(o, r)
		return
	}
	switch r.Type {
	case flux.ExtensionType:
		s.install(r, func(err error) { s.installed(o, r, err) })
	case flux.ConfigurationType:
		s.follow(o, r)
	default:
		s.start(o, r)
	}
}

// end ends a write or, with an error, a deletion that did not succeed.
func (s *Service) end(o *state.Operation, failure *armerror.Error) {
	_ = s.Store.Update(func(tx state.Tx) error {
		now, ok := tx.Operation(o.ID)
		if !ok || !now.Running() {
			return nil
		}
		ended := *now
		ended.Ended, ended.Status, ended.Error = tx.Now(), succeeded, failure
		if failure != nil {
			ended.Status = failed
		}
		tx.PutOperation(&ended)
		if r, ok := tx.Get(o.Resource); ok && r.Operation == o.ID {
			tx.Put(r.With(func(r *state.Resource) {
				r.Operation, r.State = "", state.Succeeded
				if failure != nil {
					r.State, r.Failure = state.Failed, failure.Message
				}
			}))
		}
		return nil
	})
}

// remove ends a deletion that did succeed: the resource and all below it are gone.
func (s *Service) remove(o *state.Operation) {
	_ = s.Store.Update(func(tx state.Tx) error {
		if r, ok := tx.Get(o.Resource); ok {
			removeTree(tx, r, o.ID)
		}
		ended := *o
		ended.Ended, ended.Status = tx.Now(), succeeded
		tx.PutOperation(&ended)
		return nil
	})
}

// removeTree forgets a resource after what is below it. Operations that this cuts
// off, other than the one that asked for it, are canceled.
func removeTree(tx state.Tx, r *state.Resource, by string) {
	for _, child := range tx.Children(r.ID, "") {
		removeTree(tx, child, by)
	}
	if o, ok := tx.Operation(r.Operation); ok && o.ID != by && o.Running() {
		ended := *o
		ended.Ended, ended.Status = tx.Now(), canceled
		ended.Error = armerror.New(http.StatusConflict, "ResourceDeleted", "'%s' was deleted with what it sits in.", r.ID)
		tx.PutOperation(&ended)
	}
	tx.Delete(r)
}

// Resume goes on where the state file left off.
func (s *Service) Resume() {
	var operations []*state.Operation
	var clusters []*state.Resource
	s.Store.View(func(tx state.Tx) {
		operations = tx.Running()
		for _, k := range kinds {
			if k.cluster != nil {
				clusters = append(clusters, tx.OfType(k.typ())...)
			}
		}
	})
	for _, r := range clusters {
		if r.State != state.Creating && r.State != state.Failed {
			s.resume(r)
		}
	}
	for _, o := range operations {
		s.schedule(o)
	}
}
