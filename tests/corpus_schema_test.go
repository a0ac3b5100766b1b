package tests

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aks-gitops/pulumi-aks-gitops/provider"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
)

// schemaCase is a document with one fault of shape, and that fault.
type schemaCase struct {
	name   string
	inputs contract.Object
	fault  string
}

// TestCorpusOfSchema spoils every place of the inputs in every way in which the schema can be broken, and expects that fault and no other.
// What is expected follows from the schema alone.
func TestCorpusOfSchema(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, place := range contract.Places() {
		for _, test := range slices.Concat(wrongTypes(place), wrongValues(place), missing(place), strangers(place), outputs(place)) {
			require.False(t, seen[test.name], test.name)
			seen[test.name] = true
			t.Run(test.name, func(t *testing.T) {
				t.Parallel()
				assert.Equal(t, []string{test.fault}, faults(test.inputs))
			})
		}
	}
	assert.GreaterOrEqual(t, len(seen), 300)
	t.Logf("%d cases", len(seen))
}

// TestCorpusIsSpoiltOnce shows that the documents that are spoilt have no fault before.
func TestCorpusIsSpoiltOnce(t *testing.T) {
	t.Parallel()
	for _, place := range contract.Places() {
		if place.Type.IsObject() {
			assert.Empty(t, faults(place.With(place.Type.Least())), place.Path)
		}
	}
}

// faults are what the plugin finds in a document.
func faults(inputs contract.Object) []string {
	found := []string{}
	for _, fault := range provider.Faults(value(inputs).AsMap()) {
		found = append(found, fault.String())
	}
	return found
}

// wrongTypes put values of other types into a place.
func wrongTypes(place contract.Place) []schemaCase {
	var cases []schemaCase
	add := func(value any, problem string) {
		cases = append(cases, schemaCase{fmt.Sprintf("%s is %v", place.Path, value), place.With(value), place.Path + ": " + problem})
	}
	t := place.Type
	switch {
	case place.Path == "":
	case t.IsObject(), t.AdditionalProperties != nil:
		add([]any{}, "is a list; it must be an object")
		add("text", "is a string; it must be an object")
	case t.Items != nil:
		add("text", "is a string; it must be a list")
		add(contract.Object{"a": "b"}, "is an object; it must be a list")
	case t.Type == "boolean":
		add("true", "is a string; it must be a boolean; write it without quotes")
		add(1, "is a number; it must be a boolean")
	case t.Type == "integer":
		add("10", "is a string; it must be a whole number; write it without quotes")
		add(true, "is a boolean; it must be a whole number")
		add(1.5, "is not a whole number")
	default:
		add(true, "is a boolean; it must be a string; write it in quotes")
		add(10, "is a number; it must be a string; write it in quotes")
		add([]any{"text"}, "is a list; it must be a string")
	}
	return cases
}

// wrongValues put values into a closed list that are not of it.
func wrongValues(place contract.Place) []schemaCase {
	allowed := place.Type.Enum()
	if len(allowed) == 0 {
		return nil
	}
	near := strings.ToUpper(allowed[0])
	if near == allowed[0] {
		near = strings.ToLower(near)
	}
	of := strings.Join(allowed, ", ")
	return []schemaCase{
		{place.Path + " has a strange value", place.With("§"), fmt.Sprintf("%s: %q is not one of %s", place.Path, "§", of)},
		{
			place.Path + " has a value in another case", place.With(near),
			fmt.Sprintf("%s: %q is not one of %s; did you mean %s?", place.Path, near, of, allowed[0]),
		},
	}
}

// missing leaves out what a place needs.
func missing(place contract.Place) []schemaCase {
	if !place.Required {
		return nil
	}
	return []schemaCase{
		{place.Path + " is missing", place.With(nil), place.Path + ": is missing"},
		{place.Path + " is null", place.With(null{}), place.Path + ": is missing"},
	}
}

// strangers add properties that an object does not have.
func strangers(place contract.Place) []schemaCase {
	if !place.Type.IsObject() {
		return nil
	}
	names := slices.Sorted(maps.Keys(place.Type.Properties()))
	with := func(name string) contract.Object {
		object := place.Type.Least()
		object[name] = "text"
		return place.With(object)
	}
	near := strings.ToUpper(names[0])
	path := place.Property
	return []schemaCase{
		{path("§") + " is strange", with("§"), path("§") + ": is not a property; there is " + strings.Join(names, ", ")},
		{path(near) + " is misspelt", with(near), path(near) + ": is not a property; did you mean " + names[0] + "?"},
	}
}

// outputs give an Output where a plain value is needed.
func outputs(place contract.Place) []schemaCase {
	if !place.Type.Plain || place.Path == "" {
		return nil
	}
	return []schemaCase{
		{
			place.Path + " is not known yet", place.With(unknown{}),
			place.Path + ": is an Output; it must be a plain value, because it decides which resources there are: pass Outputs to the properties " +
				"inside it, or use a value that is known before the program deploys anything",
		},
		{
			place.Path + " is secret", place.With(secret{"text"}),
			place.Path + ": is a secret as a whole; it must be a plain value: mark only the properties inside it that are secret",
		},
	}
}
