package example

import (
	"encoding/base64"
	"fmt"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Now is the moment at which the example is looked at.
func Now() time.Time { return time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC) }

// Canary is in every secret of the example, so that a test can look for it.
const Canary = "canary-4f1d"

const groupID = "/subscriptions/5c0a1a00-0000-4000-8000-000000000001/resourceGroups/"

type object = map[string]any

// Store is a store that holds the example.
func Store() (*state.Store, error) {
	store, _, err := state.Open("", requestlog.New(nil), func() (*state.Identity, error) { return &state.Identity{}, nil })
	if err != nil {
		return nil, fmt.Errorf("make the example: %w", err)
	}
	err = store.Update(func(tx state.Tx) error {
		staging := staging(tx)
		edge := edge(tx)
		operations(tx, staging, edge)
		return nil
	})
	return store, err
}

// ago is a time before Now.
func ago(d time.Duration) time.Time { return Now().Add(-d) }

// secret is a text with the canary in it.
func secret(of string) string { return Canary + "-" + of }

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// put keeps a resource below a parent, as it is when nothing is under way.
func put(tx state.Tx, parent, typ, name string, input object, change func(*state.Resource)) *state.Resource {
	r := &state.Resource{
		ID: parent + "/providers/" + typ + "/" + name, Type: typ, Name: name, Group: "gitops", Parent: parent, Input: input,
		State: state.Succeeded, Generation: 1, Created: ago(time.Hour), Modified: ago(time.Hour),
	}
	change(r)
	tx.Put(r)
	return r
}
