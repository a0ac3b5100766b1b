package provider

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	pulumiaksgitops "github.com/aks-gitops/pulumi-aks-gitops"
	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

// packageSchema is read when the first component is constructed, so that starting the plugin stays quick.
var packageSchema = sync.OnceValue(func() schema.PackageSpec {
	var spec schema.PackageSpec
	if err := json.Unmarshal(pulumiaksgitops.Schema, &spec); err != nil {
		panic("the embedded schema is not JSON: " + err.Error())
	}
	return spec
})

// shape is what a check of raw inputs against the schema finds.
type shape struct {
	faults []aksgitops.Fault
	// sound is what of the inputs has the right shape, without the marks of secrets and dependencies.
	sound property.Map
	// secrets are the paths at which a secret stands.
	secrets map[aksgitops.Path]bool
	// refused are the paths about which enough was said: what is there is not what the program meant.
	refused []aksgitops.Path
	// absent leaves out of sound what was refused. Otherwise it is there as a value that is not known.
	absent bool
}

// checkShape checks that every property is known, present where it must be, of its type and one of its enum's values, and no
// Output where the schema wants a plain value.
func checkShape(token string, inputs property.Map) *shape { return newShape(token, inputs, false) }

func newShape(token string, inputs property.Map, absent bool) *shape {
	s := &shape{secrets: map[aksgitops.Path]bool{}, absent: absent}
	resource := packageSchema().Resources[token]
	s.sound = s.properties("", inputs, resource.InputProperties, resource.RequiredInputs)
	return s
}

// properties checks an object's properties, and returns those that are sound, and stand-ins for the others.
func (s *shape) properties(path aksgitops.Path, object property.Map, specs map[string]schema.PropertySpec, required []string) property.Map {
	sound := map[string]property.Value{}
	for name, value := range object.All {
		spec, known := specs[name]
		switch {
		case strings.HasPrefix(name, "__"), value.IsNull(): // the engine's own, and what was left out
		case known:
			sound[name] = s.value(path.Field(name), value, spec.TypeSpec)
		default:
			meant := s.unknown(path, name, slices.Sorted(maps.Keys(specs)))
			if value := object.Get(meant); meant != "" && value.IsNull() {
				sound[meant] = s.refuse(path.Field(meant))
			}
		}
	}
	for _, name := range required {
		if _, ok := sound[name]; !ok {
			s.report(path.Field(name), "is missing")
			sound[name] = s.refuse(path.Field(name))
		}
	}
	return property.NewMap(sound)
}

// value checks a value against its type, and returns what of it is sound.
func (s *shape) value(path aksgitops.Path, value property.Value, spec schema.TypeSpec) property.Value {
	if isOutput(value) {
		if spec.Plain {
			s.report(path, "%s", plainNeeded(value))
			return s.refuse(path)
		}
		s.secrets[path] = s.secrets[path] || value.Secret()
	}
	switch {
	case value.IsComputed():
		return property.New(property.Computed)
	case value.IsNull():
		return property.Value{}
	case spec.Ref != "":
		return s.named(path, value, packageSchema().Types[strings.TrimPrefix(spec.Ref, "#/types/")])
	case spec.Type == "object":
		return s.entries(path, value, *spec.AdditionalProperties)
	case spec.Type == "array":
		return s.elements(path, value, *spec.Items)
	}
	return s.scalar(path, value, spec.Type)
}

// isOutput tells whether the program gave an Output rather than a plain value.
func isOutput(value property.Value) bool {
	return value.IsComputed() || value.Secret() || len(value.Dependencies()) > 0
}

func (s *shape) named(path aksgitops.Path, value property.Value, spec schema.ComplexTypeSpec) property.Value {
	if len(spec.Enum) > 0 {
		return s.enum(path, value, spec)
	}
	if !value.IsMap() {
		return s.wrongType(path, value, "object")
	}
	return property.New(s.properties(path, value.AsMap(), spec.Properties, spec.Required))
}

func (s *shape) enum(path aksgitops.Path, value property.Value, spec schema.ComplexTypeSpec) property.Value {
	if !value.IsString() {
		return s.wrongType(path, value, spec.Type)
	}
	values := make([]string, len(spec.Enum))
	for i, allowed := range spec.Enum {
		values[i], _ = allowed.Value.(string)
	}
	if !slices.Contains(values, value.AsString()) {
		s.report(path, "%s", wrongValue(value.AsString(), values))
		return s.refuse(path)
	}
	return property.New(value.AsString())
}

func (s *shape) entries(path aksgitops.Path, value property.Value, spec schema.TypeSpec) property.Value {
	if !value.IsMap() {
		return s.wrongType(path, value, "object")
	}
	sound := map[string]property.Value{}
	for key, entry := range value.AsMap().All {
		sound[key] = s.inside(path.Key(key), entry, spec)
	}
	return property.New(property.NewMap(sound))
}

func (s *shape) elements(path aksgitops.Path, value property.Value, spec schema.TypeSpec) property.Value {
	if !value.IsArray() {
		return s.wrongType(path, value, "array")
	}
	var sound []property.Value
	for i, element := range value.AsArray().All {
		sound = append(sound, s.inside(path.Index(i), element, spec))
	}
	return property.New(property.NewArray(sound))
}

// inside checks an entry of a map or an element of a list. It is there whatever it is: its key counts, and so do the places after it.
func (s *shape) inside(path aksgitops.Path, value property.Value, spec schema.TypeSpec) property.Value {
	sound := s.value(path, value, spec)
	if sound.IsNull() && !value.IsNull() {
		return property.New(property.Computed)
	}
	return sound
}

// isSecret tells whether a secret stands at a path or around it.
func (s *shape) isSecret(path aksgitops.Path) bool {
	for secret, marked := range s.secrets {
		if marked && within(path, secret) {
			return true
		}
	}
	return false
}
