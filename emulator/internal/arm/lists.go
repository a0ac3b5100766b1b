package arm

import (
	"encoding/base64"
	"net/http"
	"sort"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/resourceid"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// list answers the resources of one kind.
func (s *Service) list(c *call, k *kind, id resourceid.ID) *armerror.Error {
	if c.r.Method != http.MethodGet {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	if k.onCluster {
		if _, ok := s.Store.Get(id.Scope); !ok {
			return armerror.ParentNotFound(k.typ(), id.Scope)
		}
	}
	var found []*state.Resource
	if id.Group != "" {
		found = s.Store.Children(id.Parent(), k.typ())
	} else {
		found = s.ofType(k.typ())
	}
	return s.page(c, found, func(r *state.Resource) map[string]any { return k.answer(r, c.version, s.Tenant) })
}

// listTracked answers the resources that sit in one group, or in all of them, by
// what all resources have in common.
func (s *Service) listTracked(c *call, group string) *armerror.Error {
	if err := coreVersion(c, coreVersions); err != nil {
		return err
	}
	if c.r.Method != http.MethodGet {
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
	var found []*state.Resource
	if group == "" {
		for _, k := range kinds {
			if !k.onCluster {
				found = append(found, s.ofType(k.typ())...)
			}
		}
		sortByID(found)
	} else {
		id := resourceid.ID{Subscription: s.Subscription, Group: group}.GroupID()
		if _, ok := s.Store.Get(id); !ok {
			return armerror.GroupNotFound(group)
		}
		found = s.Store.Children(id, "")
	}
	return s.page(c, found, answerTracked)
}

func answerTracked(r *state.Resource) map[string]any {
	answer := map[string]any{"id": r.ID, "name": r.Name, "type": r.Type}
	for _, name := range []string{"location", "tags", "identity", "sku", "kind"} {
		if r.Input[name] != nil {
			answer[name] = r.Input[name]
		}
	}
	return answer
}

func (s *Service) ofType(typ string) []*state.Resource {
	var found []*state.Resource
	s.Store.View(func(tx state.Tx) { found = tx.OfType(typ) })
	sortByID(found)
	return found
}

func sortByID(resources []*state.Resource) {
	sort.Slice(resources, func(i, j int) bool {
		return resourceid.Key(resources[i].ID) < resourceid.Key(resources[j].ID)
	})
}

// page answers one page of resources that are sorted by ID. The token in nextLink
// names the last one answered, so pages hold when something comes or goes.
func (s *Service) page(c *call, resources []*state.Resource, answer func(*state.Resource) map[string]any) *armerror.Error {
	query := c.r.URL.Query()
	if token := query.Get("$skiptoken"); token != "" {
		after, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil {
			return armerror.Invalid("InvalidSkipToken", "$skiptoken", "The $skiptoken is not one that was answered in a nextLink.")
		}
		start := sort.Search(len(resources), func(i int) bool { return resourceid.Key(resources[i].ID) > string(after) })
		resources = resources[start:]
	}
	body := map[string]any{}
	if len(resources) > s.PageSize {
		resources = resources[:s.PageSize]
		last := resourceid.Key(resources[len(resources)-1].ID)
		query.Set("$skiptoken", base64.RawURLEncoding.EncodeToString([]byte(last)))
		body["nextLink"] = s.URL + c.r.URL.EscapedPath() + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
	}
	value := make([]any, 0, len(resources))
	for _, r := range resources {
		value = append(value, answer(r))
	}
	body["value"] = value
	c.answer(http.StatusOK, body)
	return nil
}
