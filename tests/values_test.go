package tests

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/tests/internal/contract"
)

// What a document of inputs can hold beside what YAML has.
type (
	// unknown is an Output of which a preview does not know the value.
	unknown struct{}
	// secret is an Output that is known and secret.
	secret struct{ value any }
	// null is a value that is there and null.
	null struct{}
)

// value makes of a document what a language host sends.
func value(of any) property.Value {
	switch of := of.(type) {
	case unknown:
		return property.New(property.Computed)
	case secret:
		return value(of.value).WithSecret(true)
	case null:
		return property.New(property.Null)
	case contract.Object:
		entries := make(map[string]property.Value, len(of))
		for key, entry := range of {
			entries[key] = value(entry)
		}
		return property.New(entries)
	case []any:
		elements := make([]property.Value, len(of))
		for i, element := range of {
			elements[i] = value(element)
		}
		return property.New(elements)
	case int:
		return property.New(float64(of))
	}
	known, err := property.Any(of)
	if err != nil {
		panic(fmt.Errorf("a document of inputs holds a %T: %w", of, err))
	}
	return known
}
