package page_test

import (
	"bufio"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

func TestEvents(t *testing.T) {
	t.Parallel()
	s := serve(t)
	// What runs makes the page age by the second; without it, only a change is told for ten seconds.
	require.NoError(t, s.store.Update(func(tx state.Tx) error {
		for _, o := range tx.Running() {
			ended := *o
			ended.Ended = time.Now()
			tx.PutOperation(&ended)
		}
		return nil
	}))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/events", nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	assert.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	lines := bufio.NewScanner(response.Body)
	next := func() string {
		require.True(t, lines.Scan(), lines.Err())
		text := lines.Text()
		require.True(t, lines.Scan(), "an empty line ends an event")
		return text
	}
	assert.Equal(t, "data: changed", next(), "whoever begins to listen looks once more")

	changed := time.Now()
	some := s.configuration("store")
	require.NoError(t, s.store.Update(func(tx state.Tx) error {
		for range 100 {
			tx.Put(some)
		}
		return nil
	}))
	assert.Equal(t, "data: changed", next())
	assert.Less(t, time.Since(changed), 5*time.Second, "long before the page would be looked at without a change")
}
