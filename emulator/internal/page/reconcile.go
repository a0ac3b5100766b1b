package page

import (
	"maps"
	"net/http"
	"time"

	flux "github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/kubernetesconfiguration"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
)

const (
	// shown is how long the page says that a reconciliation was asked for.
	shown = time.Minute
	// longestForm bounds what is read of a form: an ID.
	longestForm = 8 << 10
)

// askToReconcile has the cluster fetch a configuration's source now.
func (h *handler) askToReconcile(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, longestForm)
	configuration, ok := h.store.Get(r.PostFormValue("configuration"))
	if !ok || configuration.Type != flux.ConfigurationType {
		http.Error(w, "There is no such configuration: it may have been deleted meanwhile.", http.StatusNotFound)
		return
	}
	if !reconcilable(configuration, h.store.Children(configuration.Parent, flux.ExtensionType)) {
		http.Error(w, "Nothing acts on this configuration now: it is suspended or being deleted, or the cluster has no Flux extension.", http.StatusConflict)
		return
	}
	h.reconcile(flux.Reference(configuration))
	h.mu.Lock()
	h.asked[resourceid.Key(configuration.ID)] = h.now()
	h.mu.Unlock()
	http.Redirect(w, r, "/#"+anchor(configuration.ID), http.StatusSeeOther)
}

// lately is what was asked for a moment ago.
func (h *handler) lately() map[string]time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.asked, func(_ string, at time.Time) bool { return h.now().Sub(at) > shown })
	return maps.Clone(h.asked)
}
