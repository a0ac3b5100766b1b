package arm

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// orphaned is what a configuration says on a cluster that has lost its extension.
const orphaned = "The extension 'microsoft.flux' was deleted before this configuration, so nothing on the cluster acts on it any more. " +
	"Create the extension again and then delete the configuration, or delete it with forceDelete=true, which leaves its objects in the cluster."

// install hands an extension to its cluster and keeps what becomes of its controllers.
func (s *Service) install(extension *state.Resource, done func(error)) {
	s.Clusters.Install(flux.ClusterExtension(extension), func(controllers []cluster.Controller) {
		s.unlessClosed(func() {
			_ = s.Store.Update(func(tx state.Tx) error {
				if r, ok := tx.Get(extension.ID); ok {
					tx.Put(r.With(func(r *state.Resource) { r.Controllers = controllers }))
				}
				return nil
			})
		})
	}, done)
}

// installed ends the write of an extension. Configurations that it finds are
// followed again.
func (s *Service) installed(o *state.Operation, extension *state.Resource, err error) {
	if err != nil {
		s.end(o, armerror.New(http.StatusConflict, "ExtensionOperationFailed", "The extension could not be installed: %s", err))
		return
	}
	s.end(o, nil)
	s.followAll(extension.Parent)
}

// follow hands a configuration to its cluster and ends the write: at once, or when
// the cluster has reconciled, if that was asked for.
func (s *Service) follow(o *state.Operation, r *state.Resource) {
	waits, limit := flux.Waits(r)
	var failed atomic.Value // the last status with a failure, which may just be tried again when the time is over
	failed.Store(cluster.Status{})
	s.apply(r, func(status cluster.Status) {
		if status.Failure() != "" {
			failed.Store(status)
		}
		if !waits || !status.Settled() {
			return
		}
		s.end(o, unreconciled(status))
	})
	if !waits {
		s.end(o, nil)
		return
	}
	time.AfterFunc(limit, func() {
		s.unlessClosed(func() {
			s.end(o, late(s.Store, r, limit, failed.Load().(cluster.Status)))
		})
	})
}

// unreconciled is why a cluster that has settled does not follow, or nil.
func unreconciled(status cluster.Status) *armerror.Error {
	if status.Compliance() != cluster.NonCompliant {
		return nil
	}
	return armerror.New(http.StatusConflict, "ReconciliationFailed", "The cluster did not reconcile: %s", status.Failure())
}

// late says what the cluster was waiting for when the time was over.
func late(store *state.Store, r *state.Resource, limit time.Duration, failed cluster.Status) *armerror.Error {
	reason := "it has reported nothing yet"
	if now, ok := store.Get(r.ID); ok && now.Observed != nil && now.Observed.Generation == r.Generation {
		reason = now.Observed.ObstacleAfter(failed)
	}
	return armerror.New(http.StatusConflict, "ReconciliationTimeout", "The cluster did not reconcile within %s: %s", limit, reason)
}

// followAll hands all configurations of a cluster to it.
func (s *Service) followAll(clusterID string) {
	for _, r := range s.Store.Children(clusterID, flux.ConfigurationType) {
		if !r.Busy() {
			s.apply(r, func(cluster.Status) {})
		}
	}
}

// apply hands a configuration to its cluster and keeps what it reports.
func (s *Service) apply(r *state.Resource, then func(cluster.Status)) {
	id := r.ID
	s.Clusters.Apply(flux.ClusterConfiguration(r), func(status cluster.Status) {
		s.observe(id, status)
		then(status)
	})
}

func (s *Service) observe(id string, status cluster.Status) {
	_ = s.Store.Update(func(tx state.Tx) error {
		r, ok := tx.Get(id)
		if !ok || r.Generation != status.Generation || r.State == state.Deleting {
			return nil
		}
		if flux.Installed(tx.Children(r.Parent, flux.ExtensionType)) == nil {
			return nil // observed before the extension went away, and late
		}
		tx.Put(r.With(func(r *state.Resource) {
			if r.Orphaned {
				r.Orphaned, r.Failure = false, ""
				r.State = state.Succeeded
			}
			r.Observed = &status
		}))
		return nil
	})
}

// carryOutDelete removes a resource from where it is at work, and then from sight.
func (s *Service) carryOutDelete(o *state.Operation, r *state.Resource) {
	switch r.Type {
	case flux.ConfigurationType:
		extensions := s.Store.Children(r.Parent, flux.ExtensionType)
		if flux.Installed(extensions) == nil && !o.Force {
			s.end(o, armerror.New(http.StatusConflict, "FluxConfigurationDeletionFailed", "%s", orphaned))
			return
		}
		s.Clusters.Remove(flux.Reference(r), func(err error) {
			if err != nil && !o.Force {
				s.end(o, armerror.New(http.StatusConflict, "FluxConfigurationDeletionFailed", "The objects could not be removed from the cluster: %s", err))
				return
			}
			s.remove(o)
		})
	case flux.ExtensionType:
		s.Clusters.Uninstall(r.Parent, func(err error) {
			if err != nil && !o.Force {
				s.end(o, armerror.New(http.StatusConflict, "ExtensionOperationFailed", "The extension could not be removed: %s", err))
				return
			}
			s.remove(o)
			s.orphan(r.Parent)
		})
	default:
		s.abandon(r, func(err error) {
			if err != nil {
				s.end(o, armerror.New(http.StatusConflict, "ResourceDeletionFailed", "The cluster could not be stopped: %s", err))
				return
			}
			s.remove(o)
		})
	}
}

// orphan marks the configurations of a cluster that has lost its extension.
func (s *Service) orphan(clusterID string) {
	_ = s.Store.Update(func(tx state.Tx) error {
		for _, r := range tx.Children(clusterID, flux.ConfigurationType) {
			tx.Put(r.With(func(r *state.Resource) { r.Orphaned, r.Failure, r.Observed = true, orphaned, nil }))
		}
		return nil
	})
}
