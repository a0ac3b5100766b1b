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
}

// checkShape checks that every property is known, present where it must be, of its type and one of its enum's values, and no
// Output where the schema wants a plain value.
func checkShape(token string, inputs property.Map) *shape {
	s := &shape{secrets: map[aksgitops.Path]bool{}}
	resource := packageSchema().Resources[token]
	s.sound = s.properties("", inputs, resource.InputProperties, resource.RequiredInputs)
	return s
}

// properties checks an object's properties, and returns those that are sound.
func (s *shape) properties(path aksgitops.Path, object property.Map, specs map[string]schema.PropertySpec, required []string) property.Map {
	for _, name := range required {
		if value, ok := object.GetOk(name); !ok || value.IsNull() {
			s.report(path.Field(name), "is missing")
		}
	}
	sound := map[string]property.Value{}
	for name, value := range object.All {
		spec, known := specs[name]
		switch {
		case strings.HasPrefix(name, "__"), value.IsNull(): // the engine's own, and what was left out
		case !known:
			s.report(path.Field(name), "%s", unknownProperty(name, slices.Sorted(maps.Keys(specs))))
		default:
			if value, ok := s.value(path.Field(name), value, spec.TypeSpec); ok {
				sound[name] = value
			}
		}
	}
	return property.NewMap(sound)
}

// value checks a value against its type, and returns what of it is sound.
func (s *shape) value(path aksgitops.Path, value property.Value, spec schema.TypeSpec) (property.Value, bool) {
	if isOutput(value) {
		if spec.Plain {
			s.report(path, "%s", plainNeeded(value))
			return value, false
		}
		s.secrets[path] = s.secrets[path] || value.Secret()
	}
	switch {
	case value.IsComputed():
		return property.New(property.Computed), true
	case value.IsNull():
		return property.Value{}, false
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

func (s *shape) named(path aksgitops.Path, value property.Value, spec schema.ComplexTypeSpec) (property.Value, bool) {
	if len(spec.Enum) > 0 {
		return s.enum(path, value, spec)
	}
	if !value.IsMap() {
		return s.wrongType(path, value, "object")
	}
	return property.New(s.properties(path, value.AsMap(), spec.Properties, spec.Required)), true
}

func (s *shape) enum(path aksgitops.Path, value property.Value, spec schema.ComplexTypeSpec) (property.Value, bool) {
	if !value.IsString() {
		return s.wrongType(path, value, spec.Type)
	}
	values := make([]string, len(spec.Enum))
	for i, allowed := range spec.Enum {
		values[i], _ = allowed.Value.(string)
	}
	if !slices.Contains(values, value.AsString()) {
		s.report(path, "%s", wrongValue(value.AsString(), values))
		return value, false
	}
	return property.New(value.AsString()), true
}

func (s *shape) entries(path aksgitops.Path, value property.Value, spec schema.TypeSpec) (property.Value, bool) {
	if !value.IsMap() {
		return s.wrongType(path, value, "object")
	}
	sound := map[string]property.Value{}
	for key, entry := range value.AsMap().All {
		if entry, ok := s.value(path.Key(key), entry, spec); ok {
			sound[key] = entry
		}
	}
	return property.New(property.NewMap(sound)), true
}

func (s *shape) elements(path aksgitops.Path, value property.Value, spec schema.TypeSpec) (property.Value, bool) {
	if !value.IsArray() {
		return s.wrongType(path, value, "array")
	}
	var sound []property.Value
	for i, element := range value.AsArray().All {
		element, ok := s.value(path.Index(i), element, spec)
		if !ok {
			// Keep the place, so that the paths of later faults still count from the start.
			element = property.Value{}
		}
		sound = append(sound, element)
	}
	return property.New(property.NewArray(sound)), true
}

// isSecret tells whether a secret stands at a path or around it.
func (s *shape) isSecret(path aksgitops.Path) bool {
	for secret, marked := range s.secrets {
		if marked && strings.HasPrefix(string(path), string(secret)) {
			return true
		}
	}
	return false
}
