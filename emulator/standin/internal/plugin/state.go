package plugin

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// inputsInState is where azure-native 2 keeps a resource's inputs among its outputs.
const inputsInState = "__inputs"

// checkpoint makes the state of a resource from its outputs and the inputs that made it.
func (s *Server) checkpoint(
	res *catalog.Resource, inputs resource.PropertyMap, outputs map[string]any,
) (*structpb.Struct, error) {
	state := resource.NewPropertyMapFromMap(outputs)
	if s.identity.KeepsInputsInState() {
		state[inputsInState] = resource.MakeSecret(resource.NewObjectProperty(inputs))
	}
	state["azureApiVersion"] = resource.NewStringProperty(res.APIVersion)
	return encode(state)
}

// previousInputs are the inputs that the engine sent along or, from an old engine, those in the state; nil when there
// are none, as in an import.
func previousInputs(sent *structpb.Struct, state resource.PropertyMap) (resource.PropertyMap, error) {
	if sent != nil {
		return decode(sent)
	}
	if kept, ok := state[inputsInState]; ok && kept.IsObject() {
		return kept.ObjectValue(), nil
	}
	return nil, nil
}

// plain turns property values into Go's plain ones.
func plain(values resource.PropertyMap) map[string]any { return values.Mappable() }
