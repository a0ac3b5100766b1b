package convert

import (
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/standin/internal/catalog"
)

// Outputs turns ARM's answer into the outputs of a resource. Members that are null are absent ones.
func Outputs(res *catalog.Resource, answer map[string]any) map[string]any {
	outputs := map[string]any{}
	properties, _ := answer["properties"].(map[string]any)
	for name, p := range res.Outputs.Properties {
		from := properties
		if res.OutputPlaces[name] == catalog.InBody {
			from = answer
		}
		if value := from[p.WireName(name)]; value != nil {
			outputs[name] = fromWire.value(p, value)
		}
	}
	if id, ok := answer["id"].(string); ok {
		outputs["id"] = id
	}
	return outputs
}

// InputsOf keeps of a resource's outputs what is an input too, at every depth. Two of these compared show what was
// changed in Azure, without what only Azure writes.
func InputsOf(res *catalog.Resource, outputs map[string]any) map[string]any {
	inputs := map[string]any{}
	for name, value := range outputs {
		p, ok := res.Inputs.Properties[name]
		if ok && value != nil && res.Places[name] != catalog.InPath {
			inputs[name] = project.value(p, value)
		}
	}
	return inputs
}

// Imported makes the inputs that would create what ARM answered: those from the ID, and those of the answer that are
// not empty.
func Imported(res *catalog.Resource, id string, answer map[string]any) (map[string]any, error) {
	path, err := ParseResourceID(res, id)
	if err != nil {
		return nil, err
	}
	inputs := map[string]any{}
	for name, value := range InputsOf(res, Outputs(res, answer)) {
		if kept := withoutEmpty(value); kept != nil {
			inputs[name] = kept
		}
	}
	for name, value := range path {
		if _, ok := res.Inputs.Properties[name]; ok {
			inputs[name] = value
		}
	}
	return inputs, nil
}

func withoutEmpty(value any) any {
	switch value := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for name, member := range value {
			if member = withoutEmpty(member); member != nil {
				kept[name] = member
			}
		}
		if len(kept) > 0 {
			return kept
		}
		return nil
	case []any:
		if len(value) == 0 {
			return nil
		}
	}
	return value
}
