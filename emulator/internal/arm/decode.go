package arm

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/armerror"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/strict"
)

// anything is the schema of a body that is only looked at by rules.
var anything = strict.Schema{Spec: map[string]any{}, Status: map[string]any{}}

// decode reads a body in an API version of a kind.
func decode(k *kind, version string, body []byte) (map[string]any, *armerror.Error) {
	schema := k.versions[version]
	if schema.Spec == nil {
		schema = anything
	}
	return decodeAs(schema, k.typ()+"@"+version, body)
}

func decodeAs(schema strict.Schema, what string, body []byte) (map[string]any, *armerror.Error) {
	input, faults := strict.Decode(body, schema)
	if len(faults) == 0 {
		delete(input, "name") // the path has it
		return input, nil
	}
	err := armerror.New(http.StatusBadRequest, "InvalidRequestContent",
		"The request content was invalid and could not be deserialized as %s: %s", what, faultList(faults))
	err.Target = faults[0].Path
	for _, f := range faults {
		err.Details = append(err.Details, armerror.Error{Code: "InvalidProperty", Target: f.Path, Message: f.Problem})
	}
	return nil, err
}

func faultList(faults []strict.Fault) string {
	parts := make([]string, 0, len(faults))
	for _, f := range faults {
		if f.Path == "" {
			parts = append(parts, f.Problem+".")
			continue
		}
		parts = append(parts, fmt.Sprintf("'%s': %s.", f.Path, f.Problem))
	}
	return strings.Join(parts, " ")
}

// tagsPatch is the body of a PATCH that may change tags only.
type tagsPatch struct {
	Tags map[string]string `json:"tags"`
}

// merge reads the body of a PATCH and gives back the document that it leads to:
// JSON merge, in which null removes and what is not named stays.
func merge(k *kind, version string, old *state.Resource, body []byte) (map[string]any, *armerror.Error) {
	if k.patch == nil {
		if _, err := decodeAs(strict.Schema{Spec: tagsPatch{}, Status: tagsPatch{}}, "a PATCH of "+k.typ(), body); err != nil {
			return nil, err
		}
	} else if err := checkPatch(k, version, body); err != nil {
		return nil, err
	}
	before, err := json.Marshal(old.Input)
	if err != nil {
		return nil, armerror.New(http.StatusInternalServerError, "InternalServerError", "The stored document could not be read.")
	}
	after, err := jsonpatch.MergePatch(before, body)
	if err != nil {
		return nil, armerror.New(http.StatusBadRequest, "InvalidRequestContent", "The PATCH could not be merged: %s.", err)
	}
	// The newest version knows all that any version may have written.
	versions := k.versionList()
	return decode(k, versions[len(versions)-1], after)
}

func checkPatch(k *kind, version string, body []byte) *armerror.Error {
	if _, err := decode(k, version, body); err != nil {
		return err
	}
	var sent map[string]map[string]any
	if err := json.Unmarshal(body, &sent); err != nil {
		return armerror.New(http.StatusBadRequest, "InvalidRequestContent", "A PATCH of '%s' must be an object of objects.", k.typ())
	}
	for member, properties := range sent {
		if member != "properties" {
			return armerror.Invalid("InvalidRequestContent", member, "A PATCH of '%s' may name 'properties' only, not '%s'.", k.typ(), member)
		}
		for name := range properties {
			if !slices.Contains(k.patch, name) {
				return armerror.Invalid("InvalidRequestContent", "properties."+name,
					"The property 'properties.%s' cannot be changed by PATCH; these can: %s.", name, strings.Join(k.patch, ", "))
			}
		}
	}
	return nil
}

// same compares documents as JSON, since one that comes from the state file has
// other number types than a new one.
func same(a, b map[string]any) bool {
	return reflect.DeepEqual(plain(a), plain(b))
}

func plain(doc map[string]any) any {
	text, err := json.Marshal(doc)
	if err != nil {
		return nil
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		return nil
	}
	return out
}
