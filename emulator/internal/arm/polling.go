package arm

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// inProgress, succeeded and so on are what an operation says of itself.
const (
	inProgress = "InProgress"
	succeeded  = "Succeeded"
	failed     = "Failed"
	canceled   = "Canceled"
)

// Bounds of how soon a client is told to ask again.
const (
	soonest = 10 * time.Millisecond
	latest  = time.Second
)

// announce tells where an operation can be watched. Extension resources have it
// below themselves, everything else at its location.
func (s *Service) announce(c *call, k *kind, r *state.Resource, o *state.Operation) {
	header := c.w.Header()
	s.hint(header, o)
	query := "?api-version=" + url.QueryEscape(c.version)
	if k.onCluster {
		where := s.URL + r.ID + "/operations/" + o.ID
		header.Set("Azure-AsyncOperation", where+query)
		header.Set("Operation-Location", where)
		timeout := "PT48H"
		if o.Delete {
			timeout = "PT1H"
		}
		header.Set("x-ms-async-operation-timeout", timeout)
		return
	}
	location, _ := r.Input["location"].(string)
	base := fmt.Sprintf("%s/subscriptions/%s/providers/%s/locations/%s/", s.URL, s.Subscription, k.namespace,
		strings.ToLower(strings.ReplaceAll(location, " ", "")))
	header.Set("Azure-AsyncOperation", base+"operations/"+o.ID+query)
	if o.Delete || k.namespace != containerservice.Namespace {
		header.Set("Location", base+"operationresults/"+o.ID+query)
	}
}

// announceGroup tells where the deletion of a group can be watched.
func (s *Service) announceGroup(c *call, o *state.Operation) {
	s.hint(c.w.Header(), o)
	c.w.Header().Set("Location", fmt.Sprintf("%s/subscriptions/%s/operationresults/%s?api-version=%s",
		s.URL, s.Subscription, o.ID, url.QueryEscape(c.version)))
}

// hint tells when to ask again. Retry-After has whole seconds; Azure's clients read
// the header in milliseconds first, which makes short latencies worth having.
func (s *Service) hint(header http.Header, o *state.Operation) {
	wait := patience(o, time.Now())
	header.Set("Retry-After", strconv.Itoa(max(1, int(wait.Seconds()))))
	if wait < time.Second {
		header.Set("x-ms-retry-after-ms", strconv.FormatInt(max(1, wait.Milliseconds()), 10))
	}
}

// patience is how long to wait before asking for an operation again: until it is due,
// and after that for a part of the time that it has taken. What takes seconds, as the
// start of a real cluster does, is then neither asked for all the time nor noticed late.
func patience(o *state.Operation, now time.Time) time.Duration {
	wait := o.Due.Sub(now)
	if wait <= 0 {
		wait = now.Sub(o.Started) / 20
	}
	return min(max(wait, soonest), latest)
}

func noOperation(id string) *armerror.Error {
	return armerror.New(http.StatusNotFound, "OperationNotFound", "The operation '%s' could not be found.", id)
}

// operationStatus answers what Azure-AsyncOperation names.
func (s *Service) operationStatus(c *call, id string) *armerror.Error {
	o, ok := s.Store.Operation(id)
	if !ok {
		return noOperation(id)
	}
	if c.r.Method != http.MethodGet {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	body := map[string]any{
		"id": c.r.URL.Path, "name": o.ID, "status": o.Status, "properties": map[string]any{}, "error": nil,
		"startTime": o.Started.UTC().Format(time.RFC3339Nano),
	}
	if o.Running() {
		s.hint(c.w.Header(), o)
	} else {
		body["endTime"] = o.Ended.UTC().Format(time.RFC3339Nano)
	}
	if o.Error != nil {
		body["error"] = o.Error
	}
	c.answer(http.StatusOK, body)
	return nil
}

// operationResult answers what Location names: nothing until the operation has
// ended, and then what the request itself would have answered.
func (s *Service) operationResult(c *call, id string) *armerror.Error {
	o, ok := s.Store.Operation(id)
	if !ok {
		return noOperation(id)
	}
	if o.Running() {
		s.hint(c.w.Header(), o)
		c.w.Header().Set("Location", s.URL+c.r.URL.RequestURI())
		c.empty(http.StatusAccepted)
		return nil
	}
	if o.Error != nil {
		refusal := *o.Error
		refusal.Status = http.StatusConflict
		return &refusal
	}
	r, ok := s.Store.Get(o.Resource)
	if !ok || kindOf(r) == nil {
		c.empty(http.StatusNoContent)
		return nil
	}
	c.answer(http.StatusOK, kindOf(r).answer(r, c.version, s.Tenant))
	return nil
}

// locationOperation answers operations that are found by their location.
func (s *Service) locationOperation(c *call, what, id string) *armerror.Error {
	switch strings.ToLower(what) {
	case "operations":
		return s.operationStatus(c, id)
	case "operationresults":
		return s.operationResult(c, id)
	default:
		return armerror.UnknownType("locations", what)
	}
}
