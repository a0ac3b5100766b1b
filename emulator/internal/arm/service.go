package arm

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/login"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/requestlog"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Service is the Resource Manager. All fields are set before it serves.
type Service struct {
	// Subscription and Tenant are the only ones it knows.
	Subscription, Tenant string
	// URL is where clients reach it.
	URL string
	// Latency is how long operations and registrations take.
	Latency time.Duration
	// PageSize is how many resources a list answers at once.
	PageSize int
	Store    *state.Store
	Login    *login.Service
	Log      *requestlog.Log
	Clusters cluster.Behaviour

	closing sync.RWMutex
	closed  bool
}

// call is one request on its way through the service.
type call struct {
	w       http.ResponseWriter
	r       *http.Request
	version string
	// body is what was sent, read once.
	body []byte
}

// ServeHTTP implements http.Handler.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.logged(w, r, func(c *call) {
		version := r.URL.Query().Get("api-version")
		switch {
		case strings.EqualFold(r.URL.Path, "/metadata/endpoints"):
			s.Login.Metadata(c.w, version)
		case s.Login.Serve(c.w, r):
		default:
			c.version = version
			if err := s.manage(c); err != nil {
				c.refuse(err)
			}
		}
	})
}

// manage answers what needs a token.
func (s *Service) manage(c *call) *armerror.Error {
	if err := s.Login.Check(c.r); err != nil {
		c.w.Header().Set("WWW-Authenticate",
			`Bearer authorization_uri="`+s.URL+"/"+s.Tenant+`", error="invalid_token", error_description="`+strings.ReplaceAll(err.Error(), `"`, "'")+`"`)
		return armerror.New(http.StatusUnauthorized, "AuthenticationFailed", "Authentication failed: %s.", err)
	}
	if c.version == "" {
		return armerror.MissingAPIVersion()
	}
	segments := strings.Split(strings.Trim(c.r.URL.Path, "/"), "/")
	if !strings.EqualFold(segments[0], "subscriptions") {
		return armerror.New(http.StatusNotFound, "InvalidResourceType", "The path '%s' is not one of Azure Resource Manager's.", c.r.URL.Path)
	}
	if len(segments) == 1 {
		return s.subscriptions(c)
	}
	if !strings.EqualFold(segments[1], s.Subscription) {
		return armerror.SubscriptionNotFound(segments[1])
	}
	return s.route(c, segments[2:])
}

// route answers what is in a subscription; rest is the path after it.
func (s *Service) route(c *call, rest []string) *armerror.Error {
	is := func(i int, word string) bool { return len(rest) > i && strings.EqualFold(rest[i], word) }
	switch {
	case len(rest) == 0:
		return s.subscription(c)
	case is(0, "operationresults") && len(rest) == 2:
		return s.operationResult(c, rest[1])
	case is(0, "resources") && len(rest) == 1:
		return s.listTracked(c, "")
	case is(0, "resourceGroups") && len(rest) <= 2:
		return s.groups(c, rest[1:])
	case is(0, "resourceGroups") && len(rest) == 3 && is(2, "resources"):
		return s.listTracked(c, rest[1])
	case is(0, "providers") && is(1, "Microsoft.Features"):
		return s.features(c, rest[2:])
	case is(0, "providers") && (len(rest) <= 2 || len(rest) == 3 && (is(2, "register") || is(2, "unregister"))):
		return s.providers(c, rest[1:])
	case is(0, "providers") && is(2, "locations") && len(rest) == 6:
		return s.locationOperation(c, rest[4], rest[5])
	default:
		return s.resources(c)
	}
}

// resources answers what belongs to a provider.
func (s *Service) resources(c *call) *armerror.Error {
	id, err := resourceid.Parse(c.r.URL.Path)
	if err != nil || id.Namespace == "" || len(id.Types) == 0 {
		return armerror.New(http.StatusNotFound, "InvalidResourceType", "The path '%s' names no resource type.", c.r.URL.Path)
	}
	k, refusal := findKind(id.Namespace, id.Types[0])
	if refusal != nil {
		return refusal
	}
	if _, ok := k.versions[c.version]; !ok {
		write := c.r.Method != http.MethodGet && c.r.Method != http.MethodHead
		return armerror.UnknownVersion(write, k.namespace, k.name, c.version, k.versionList())
	}
	if !s.registered(k.namespace) {
		return armerror.NotRegistered(k.namespace)
	}
	if k.onCluster != (id.Scope != "") || (id.Group == "" && !id.IsCollection()) {
		return armerror.UnknownType(id.Namespace, strings.Join(id.Types, "/"))
	}
	if len(id.Types) == 2 && strings.EqualFold(id.Types[1], "operations") && len(id.Names) == 2 {
		return s.operationStatus(c, id.Names[1])
	}
	if len(id.Types) == 2 && len(id.Names) == 1 && isCredentialList(k, id.Types[1]) {
		return s.credentials(c, id)
	}
	if len(id.Types) != 1 {
		return armerror.UnknownType(id.Namespace, strings.Join(id.Types, "/"))
	}
	if id.Group != "" {
		if _, ok := s.Store.Get(id.GroupID()); !ok {
			return armerror.GroupNotFound(id.Group)
		}
	}
	if id.IsCollection() {
		return s.list(c, k, id)
	}
	return s.resource(c, k, id)
}

// resource answers one resource.
func (s *Service) resource(c *call, k *kind, id resourceid.ID) *armerror.Error {
	switch c.r.Method {
	case http.MethodGet, http.MethodHead:
		r, ok := s.Store.Get(c.r.URL.Path)
		if !ok {
			return armerror.NotFound(id.Type(), id.Name(), id.Group)
		}
		c.answer(http.StatusOK, k.answer(r, c.version, s.Tenant))
		return nil
	case http.MethodPut:
		return s.put(c, k, id)
	case http.MethodPatch:
		return s.patch(c, k, id)
	case http.MethodDelete:
		return s.delete(c)
	default:
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
}
