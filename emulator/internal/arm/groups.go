package arm

import (
	"net/http"
	"regexp"
	"slices"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/containerservice"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
)

// GroupType is the type of a resource group.
const GroupType = "Microsoft.Resources/resourceGroups"

// coreVersions are the API versions of subscriptions, groups and registrations
// that are answered here; their shapes do not differ in what is answered.
var coreVersions = []string{
	"2016-06-01", "2016-09-01", "2018-05-01", "2019-05-01", "2019-10-01", "2020-01-01", "2020-06-01", "2020-10-01", "2021-01-01",
	"2021-04-01", "2022-09-01", "2022-12-01", "2023-07-01", "2024-03-01", "2024-07-01", "2024-11-01", "2025-03-01", "2025-04-01",
}

var groupName = regexp.MustCompile(`^[-\w.()]{0,89}[-\w()]$`)

// group is what may be sent of one.
type group struct {
	Location   *string           `json:"location"`
	Tags       map[string]string `json:"tags"`
	ManagedBy  *string           `json:"managedBy"`
	Properties *struct{}         `json:"properties"`
}

// groupAnswer has what is read-only besides.
type groupAnswer struct {
	ID, Type   *string
	Properties *struct {
		ProvisioningState *string `json:"provisioningState"`
	} `json:"properties"`
}

var groupSchema = strict.Schema{Spec: group{}, Status: groupAnswer{}, ReadOnly: []string{"id", "name", "type"}}

func coreVersion(c *call, supported []string) *armerror.Error {
	if !slices.Contains(supported, c.version) {
		return armerror.InvalidAPIVersion(c.version, supported)
	}
	return nil
}

// groups answers resource groups; rest is the name, if there is one.
func (s *Service) groups(c *call, rest []string) *armerror.Error {
	if err := coreVersion(c, coreVersions); err != nil {
		return err
	}
	if len(rest) == 0 {
		if c.r.Method != http.MethodGet {
			return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
		}
		return s.page(c, s.Store.Children("/subscriptions/"+s.Subscription, GroupType), answerGroup)
	}
	switch c.r.Method {
	case http.MethodGet, http.MethodHead:
		r, ok := s.Store.Get(c.r.URL.Path)
		if !ok {
			return armerror.GroupNotFound(rest[0])
		}
		if c.r.Method == http.MethodHead {
			c.empty(http.StatusNoContent)
			return nil
		}
		c.answer(http.StatusOK, answerGroup(r))
		return nil
	case http.MethodPut:
		return s.putGroup(c, rest[0])
	case http.MethodPatch:
		return s.patchGroup(c, rest[0])
	case http.MethodDelete:
		if _, ok := s.Store.Get(c.r.URL.Path); !ok {
			return armerror.GroupNotFound(rest[0])
		}
		return s.delete(c)
	default:
		return armerror.MethodNotAllowed(c.r.Method, c.r.URL.Path)
	}
}

func answerGroup(r *state.Resource) map[string]any {
	answer := map[string]any{
		"id": r.ID, "name": r.Name, "type": GroupType, "location": r.Input["location"],
		"properties": map[string]any{"provisioningState": r.State},
	}
	for _, name := range []string{"tags", "managedBy"} {
		if r.Input[name] != nil {
			answer[name] = r.Input[name]
		}
	}
	return answer
}

func (s *Service) putGroup(c *call, name string) *armerror.Error {
	input, refusal := decodeAs(groupSchema, GroupType, c.body)
	if refusal != nil {
		return refusal
	}
	if !groupName.MatchString(name) {
		return armerror.Invalid("InvalidResourceGroup", "name", "The resource group name '%s' is invalid: it must match '%s'.", name, groupName)
	}
	if location, _ := input["location"].(string); location == "" {
		return armerror.Invalid("LocationRequired", "location", "The location property is required for this definition.")
	}
	return s.changeGroup(c, name, func(*state.Resource) (map[string]any, *armerror.Error) { return input, nil })
}

func (s *Service) patchGroup(c *call, name string) *armerror.Error {
	return s.changeGroup(c, name, func(old *state.Resource) (map[string]any, *armerror.Error) {
		if old == nil {
			return nil, armerror.GroupNotFound(name)
		}
		return merge(&kind{namespace: "Microsoft.Resources", name: "resourceGroups", versions: map[string]strict.Schema{"": loose}}, c.version, old, c.body)
	})
}

// changeGroup writes a group. That is quick in Azure and so has no operation.
func (s *Service) changeGroup(
	c *call, name string, document func(old *state.Resource) (map[string]any, *armerror.Error),
) *armerror.Error {
	var written *state.Resource
	var refusal *armerror.Error
	status := http.StatusOK
	_ = s.Store.Update(func(tx state.Tx) error {
		old, exists := tx.Get(c.r.URL.Path)
		var input map[string]any
		if input, refusal = document(old); refusal == nil {
			refusal = checkGroup(old, input)
		}
		if refusal != nil {
			return nil
		}
		if exists {
			written = old.With(func(r *state.Resource) { r.Input, r.Modified = input, tx.Now() })
		} else {
			status = http.StatusCreated
			written = s.newGroup(tx, name, input)
		}
		tx.Put(written)
		return nil
	})
	if refusal != nil {
		return refusal
	}
	c.answer(status, answerGroup(written))
	return nil
}

func checkGroup(old *state.Resource, input map[string]any) *armerror.Error {
	if old == nil {
		return nil
	}
	if old.Busy() {
		return armerror.New(http.StatusConflict, "ResourceGroupBeingDeleted",
			"The resource group '%s' is in deprovisioning state and cannot perform this operation.", old.Name)
	}
	before, _ := old.Input["location"].(string)
	after, _ := input["location"].(string)
	if !containerservice.SameLocation(before, after) {
		return armerror.New(http.StatusConflict, "InvalidResourceGroupLocation",
			"Invalid resource group location '%s'. The Resource group already exists in location '%s'.", after, before).At("location")
	}
	return nil
}

func (s *Service) newGroup(tx state.Tx, name string, input map[string]any) *state.Resource {
	parent := "/subscriptions/" + s.Subscription
	return &state.Resource{
		ID: parent + "/resourceGroups/" + name, Type: GroupType, Name: name, Group: name, Parent: parent,
		Input: input, State: state.Succeeded, Generation: 1, Created: tx.Now(), Modified: tx.Now(),
	}
}

// CreateGroup makes a group from within, if it is not there yet.
func (s *Service) CreateGroup(name, location string) {
	_ = s.Store.Update(func(tx state.Tx) error {
		r := s.newGroup(tx, name, map[string]any{"location": location})
		if _, ok := tx.Get(r.ID); !ok {
			tx.Put(r)
		}
		return nil
	})
}
