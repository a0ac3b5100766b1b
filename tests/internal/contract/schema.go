// Package contract walks the inputs of the component as schema.json promises them to people, so that tests can say something of every one
// of them, also of those that are added later.
package contract

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
)

// component is the token of the component in the schema.
const component = "aks-gitops:index:AksGitOps"

// Type is the type of a value.
type Type struct {
	Type                 string `json:"type"`
	Ref                  string `json:"$ref"`
	Plain                bool   `json:"plain"`
	Secret               bool   `json:"secret"`
	Items                *Type  `json:"items"`
	AdditionalProperties *Type  `json:"additionalProperties"`
}

// name is the name of an object's or an enum's type: `GitRepository`.
func (t Type) name() string { return t.Ref[strings.LastIndex(t.Ref, ":")+1:] }

// definition is an object or an enum.
type definition struct {
	Properties map[string]Type          `json:"properties"`
	Required   []string                 `json:"required"`
	Enum       []struct{ Value string } `json:"enum"`
	Inputs     map[string]Type          `json:"inputProperties"`
	Needed     []string                 `json:"requiredInputs"`
}

var definitions = sync.OnceValue(func() map[string]definition {
	var schema struct {
		Resources, Types map[string]definition
	}
	if err := json.Unmarshal(pulumiaksgitops.Schema, &schema); err != nil {
		panic(fmt.Errorf("read schema.json: %w", err))
	}
	root := schema.Resources[component]
	found := map[string]definition{rootName: {Properties: root.Inputs, Required: root.Needed}}
	for token, definition := range schema.Types {
		found[token[strings.LastIndex(token, ":")+1:]] = definition
	}
	return found
})

// rootName is the name of the object that holds all inputs.
const rootName = "AksGitOps"

// Properties are the properties of an object.
func (t Type) Properties() map[string]Type { return definitions()[t.name()].Properties }

// Required are the properties that an object may not leave out.
func (t Type) Required() []string { return definitions()[t.name()].Required }

// Enum are the values of an enum; nothing if the type is none.
func (t Type) Enum() []string {
	var values []string
	for _, value := range definitions()[t.name()].Enum {
		values = append(values, value.Value)
	}
	return values
}

// IsObject tells whether values are objects with named properties.
func (t Type) IsObject() bool { return t.Ref != "" && len(t.Enum()) == 0 }
