package arm

import (
	"net/http"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// start starts the cluster that a write asked for, and ends the write when it runs.
func (s *Service) start(o *state.Operation, r *state.Resource) {
	s.Clusters.Create(kindOf(r).cluster(r), func(tags map[string]string, err error) {
		if err != nil {
			s.end(o, armerror.New(http.StatusConflict, "ReconcileManagedClusterFailed", "The cluster could not be started: %s", err))
			return
		}
		s.tag(r.ID, tags)
		s.end(o, nil)
	})
}

// tag keeps the tags that Azure adds to a cluster.
func (s *Service) tag(id string, tags map[string]string) {
	_ = s.Store.Update(func(tx state.Tx) error {
		if r, ok := tx.Get(id); ok {
			tx.Put(r.With(func(r *state.Resource) { r.Tags = tags }))
		}
		return nil
	})
}

// resume starts a cluster that was there before, its extension, and what it follows.
func (s *Service) resume(r *state.Resource) {
	s.Clusters.Create(kindOf(r).cluster(r), func(tags map[string]string, err error) {
		if err != nil {
			s.fail(r.ID, "The cluster could not be started again: "+err.Error())
			return
		}
		s.tag(r.ID, tags)
	})
	extension := flux.Installed(s.Store.Children(r.ID, flux.ExtensionType))
	if extension == nil || extension.Busy() {
		return
	}
	s.install(extension, func(err error) {
		if err != nil {
			s.fail(extension.ID, "The extension could not be started again: "+err.Error())
			return
		}
		s.followAll(r.ID)
	})
}

// fail says of a resource on which no operation is under way that it does not work any more.
func (s *Service) fail(id, why string) {
	s.unlessClosed(func() {
		_ = s.Store.Update(func(tx state.Tx) error {
			if r, ok := tx.Get(id); ok && !r.Busy() {
				tx.Put(r.With(func(r *state.Resource) { r.State, r.Failure = state.Failed, why }))
			}
			return nil
		})
	})
}

// abandon stops what runs on a cluster that goes away, or on those of a group, and
// calls done when all of it has ended.
func (s *Service) abandon(r *state.Resource, done func(error)) {
	if k := kindOf(r); k != nil && k.cluster != nil {
		s.Clusters.Delete(r.ID, done)
		return
	}
	clusters := s.Store.Children(r.ID, "")
	next(clusters, s.abandon, done)
}

// next does one thing after the other, until one fails.
func next[T any](things []T, do func(T, func(error)), done func(error)) {
	if len(things) == 0 {
		done(nil)
		return
	}
	do(things[0], func(err error) {
		if err != nil {
			done(err)
			return
		}
		next(things[1:], do, done)
	})
}
