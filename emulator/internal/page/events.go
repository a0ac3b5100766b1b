package page

import (
	"io"
	"net/http"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

const (
	// pause is the least time between two events: a thousand changes are not worth a thousand looks.
	pause = 200 * time.Millisecond
	// Without a change, the page is looked at anew so that what it says of time stays true.
	tick, idleTick = time.Second, 10 * time.Second
)

// events tells a browser, for as long as it listens, that the page has changed.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	changed, stop := h.store.Watch()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		if _, err := io.WriteString(w, "data: changed\n\n"); err != nil || out.Flush() != nil {
			return
		}
		if !wait(r, nil, pause) || !wait(r, changed, h.tick()) {
			return
		}
	}
}

// wait waits for a message, but not longer than this, and says whether the browser still listens.
func wait(r *http.Request, message <-chan struct{}, longest time.Duration) bool {
	timer := time.NewTimer(longest)
	defer timer.Stop()
	select {
	case <-message:
	case <-timer.C:
	case <-r.Context().Done():
		return false
	}
	return true
}

// tick is a second while something goes on.
func (h *handler) tick() time.Duration {
	goesOn := len(h.lately()) > 0
	h.store.View(func(tx state.Tx) { goesOn = goesOn || len(tx.Running()) > 0 })
	if goesOn {
		return tick
	}
	return idleTick
}
