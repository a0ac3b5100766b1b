package state_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

func TestWatch(t *testing.T) {
	t.Parallel()
	store, _, err := state.Open("", requestlog.New(nil), func() (*state.Identity, error) { return &state.Identity{}, nil })
	require.NoError(t, err)
	cluster := &state.Resource{ID: "/a", Parent: "/"}
	operation := &state.Operation{ID: "1", Resource: "/a"}
	update := func(change func(state.Tx)) {
		require.NoError(t, store.Update(func(tx state.Tx) error {
			change(tx)
			return nil
		}))
	}

	first, stopFirst := store.Watch()
	second, stopSecond := store.Watch()
	defer stopSecond()
	assert.Empty(t, first)
	for name, change := range map[string]func(state.Tx){
		"a resource":      func(tx state.Tx) { tx.Put(cluster) },
		"an operation":    func(tx state.Tx) { tx.PutOperation(operation) },
		"several at once": func(tx state.Tx) { tx.Put(cluster); tx.Put(cluster); tx.PutOperation(operation) },
		"a deletion":      func(tx state.Tx) { tx.Delete(cluster) },
	} {
		update(change)
		require.Len(t, first, 1, name)
		require.Len(t, second, 1, name)
		<-first
		<-second
	}
	update(func(state.Tx) {})
	store.View(func(state.Tx) {})
	assert.Empty(t, first, "nothing has changed")

	stopFirst()
	update(func(tx state.Tx) { tx.PutOperation(operation) })
	assert.Empty(t, first, "it was stopped")
	assert.Len(t, second, 1)
	store.View(func(tx state.Tx) { assert.Equal(t, []*state.Operation{operation}, tx.Operations()) })
}
