package page

import (
	"bytes"
	"embed"
	"html/template"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

//go:embed templates assets
var files embed.FS

var templates = template.Must(template.ParseFS(files, "templates/*.html"))

// handler serves the page.
type handler struct {
	store     *state.Store
	reconcile func(cluster.Reference)
	now       func() time.Time

	mu sync.Mutex
	// asked is when a reconciliation was last asked for, by the configuration's key.
	asked map[string]time.Time
}

// Handler serves the page of what a store holds. reconcile is called when somebody
// asks for it there. now is the clock: time.Now, unless the page is to look the same each time.
func Handler(store *state.Store, reconcile func(cluster.Reference), now func() time.Time) http.Handler {
	h := &handler{store: store, reconcile: reconcile, now: now, asked: map[string]time.Time{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", h.page)
	mux.HandleFunc("GET /events", h.events)
	mux.HandleFunc("POST /reconcile", h.askToReconcile)
	mux.Handle("GET /assets/", http.FileServerFS(files))
	return guarded(http.NewCrossOriginProtection().Handler(mux))
}

func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("from")) // what is no number is the start
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "page.html", view(h.snapshot(), from)); err != nil {
		http.Error(w, "The page could not be made: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = out.WriteTo(w) // a browser that has gone needs no answer
}

func (h *handler) snapshot() snapshot {
	s := take(h.store)
	s.now, s.asked = h.now(), h.lately()
	return s
}

// policy lets the page have its own style and script and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded refuses names other than loopback's: a web page elsewhere can have its own
// name point here, and would then be taken for this one.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			w.Header().Set(name, value)
		}
		if !loopback(r.Host) {
			http.Error(w, "This page is at 127.0.0.1 and localhost only.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}
