package arm

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// put creates or replaces a resource.
func (s *Service) put(c *call, k *kind, id resourceid.ID) *armerror.Error {
	input, refusal := decode(k, c.version, c.body)
	if refusal != nil {
		return refusal
	}
	return s.write(c, k, id, func(*state.Resource) (map[string]any, *armerror.Error) { return input, nil })
}

// patch changes a resource that is there.
func (s *Service) patch(c *call, k *kind, id resourceid.ID) *armerror.Error {
	return s.write(c, k, id, func(old *state.Resource) (map[string]any, *armerror.Error) {
		if old == nil {
			return nil, armerror.NotFound(id.Type(), id.Name(), id.Group)
		}
		return merge(k, c.version, old, c.body)
	})
}

// write starts the operation that brings a resource to a document, and answers.
func (s *Service) write(
	c *call, k *kind, id resourceid.ID, document func(old *state.Resource) (map[string]any, *armerror.Error),
) *armerror.Error {
	var written *state.Resource
	var operation *state.Operation
	var refusal *armerror.Error
	_ = s.Store.Update(func(tx state.Tx) error {
		written, operation, refusal = s.accept(tx, c, k, id, document)
		return nil
	})
	if refusal != nil {
		return refusal
	}
	status := http.StatusOK
	if operation != nil {
		s.announce(c, k, written, operation)
		switch {
		case operation.Create:
			status = http.StatusCreated
		case c.r.Method == http.MethodPatch && k.onCluster:
			status = http.StatusAccepted
		}
	}
	c.answer(status, k.answer(written, c.version, s.Tenant))
	if operation != nil {
		s.schedule(operation)
	}
	return nil
}

// accept decides on a write. It gives no operation back when nothing changes.
func (s *Service) accept(
	tx state.Tx, c *call, k *kind, id resourceid.ID, document func(old *state.Resource) (map[string]any, *armerror.Error),
) (*state.Resource, *state.Operation, *armerror.Error) {
	parent, refusal := parentOf(tx, k, id)
	if refusal != nil {
		return nil, nil, refusal
	}
	old, exists := tx.Get(c.r.URL.Path)
	if exists && old.Busy() {
		return nil, nil, armerror.InProgress(old.ID, old.State)
	}
	input, refusal := document(old)
	if refusal != nil {
		return nil, nil, refusal
	}
	if c.r.Method == http.MethodPatch && same(input, old.Input) {
		return old, nil, nil
	}
	around := flux.Surroundings{Name: id.Name(), Cluster: parent, Old: old}
	if k.onCluster {
		around.Extensions = tx.Children(parent.ID, flux.ExtensionType)
	}
	if refusal := k.check(input, around); refusal != nil {
		return nil, nil, refusal
	}
	r := renewed(tx, k, id, parent, old)
	operation := &state.Operation{
		ID: uuid.NewString(), Resource: r.ID, Create: !exists, Generation: r.Generation,
		Started: tx.Now(), Due: tx.Now().Add(s.Latency), Status: inProgress,
	}
	r.Input, r.Operation = input, operation.ID
	tx.PutOperation(operation)
	tx.Put(r)
	return r, operation, nil
}

// renewed is a resource as it is at the start of a write.
func renewed(tx state.Tx, k *kind, id resourceid.ID, parent, old *state.Resource) *state.Resource {
	if old != nil {
		return old.With(func(r *state.Resource) {
			r.State, r.Failure, r.Modified = state.Updating, "", tx.Now()
			r.Generation++
		})
	}
	return &state.Resource{
		ID:   parent.ID + "/providers/" + k.typ() + "/" + id.Name(),
		Type: k.typ(), Name: id.Name(), Group: id.Group, Parent: parent.ID,
		State: state.Creating, Generation: 1, Created: tx.Now(), Modified: tx.Now(),
	}
}

// parentOf finds the group or the cluster that a resource is written into.
func parentOf(tx state.Tx, k *kind, id resourceid.ID) (*state.Resource, *armerror.Error) {
	group, ok := tx.Get(id.GroupID())
	if !ok {
		return nil, armerror.GroupNotFound(id.Group)
	}
	if group.State == state.Deleting {
		return nil, armerror.New(http.StatusConflict, "ResourceGroupBeingDeleted",
			"The resource group '%s' is in deprovisioning state and cannot perform this operation.", group.Name)
	}
	if !k.onCluster {
		return group, nil
	}
	cluster, ok := tx.Get(id.Scope)
	if !ok {
		scope, _ := resourceid.Parse(id.Scope)
		typ := strings.Join(scope.Types, "/") + "/providers/" + k.name
		return nil, armerror.ParentNotFound(typ, id.Scope)
	}
	if cluster.State == state.Creating || cluster.State == state.Deleting {
		return nil, armerror.New(http.StatusConflict, "OperationNotAllowed",
			"The cluster '%s' is in state '%s': wait until that has ended before changing what is on it.", cluster.Name, cluster.State)
	}
	return cluster, nil
}

// delete starts the operation that removes a resource.
func (s *Service) delete(c *call) *armerror.Error {
	var gone *state.Resource
	var operation *state.Operation
	var refusal *armerror.Error
	_ = s.Store.Update(func(tx state.Tx) error {
		old, ok := tx.Get(c.r.URL.Path)
		if !ok {
			return nil
		}
		if old.Busy() {
			refusal = armerror.InProgress(old.ID, old.State)
			return nil
		}
		operation = &state.Operation{
			ID: uuid.NewString(), Resource: old.ID, Delete: true, Generation: old.Generation,
			Force:   strings.EqualFold(c.r.URL.Query().Get("forceDelete"), "true"),
			Started: tx.Now(), Due: tx.Now().Add(s.Latency), Status: inProgress,
		}
		gone = old.With(func(r *state.Resource) { r.State, r.Operation = state.Deleting, operation.ID })
		tx.PutOperation(operation)
		tx.Put(gone)
		return nil
	})
	switch {
	case refusal != nil:
		return refusal
	case operation == nil:
		c.empty(http.StatusNoContent)
		return nil
	}
	if k := kindOf(gone); k != nil {
		s.announce(c, k, gone, operation)
	} else {
		s.announceGroup(c, operation)
	}
	c.empty(http.StatusAccepted)
	s.schedule(operation)
	return nil
}
