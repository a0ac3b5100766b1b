package provider

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

func (s *shape) report(path aksgitops.Path, format string, args ...any) {
	s.faults = append(s.faults, aksgitops.Fault{Path: string(path), Problem: fmt.Sprintf(format, args...)})
}

// explains tells whether a fault of the component only follows from a fault of shape: what has the wrong shape is missing from
// what the component sees.
func (s *shape) explains(fault aksgitops.Fault) bool {
	return slices.ContainsFunc(s.faults, func(found aksgitops.Fault) bool { return follows(fault, found) })
}

// follows tells whether a fault is about what was found to have the wrong shape: at the same path or below it, of the object right
// around it, or of a property beside it that needs it.
func follows(fault, found aksgitops.Fault) bool {
	parent, name := found.Path[:lastStep(found.Path)], found.Path[lastStep(found.Path):]
	switch {
	case fault.Path == found.Path, fault.Path == parent:
		return true
	case strings.HasPrefix(fault.Path, found.Path+".") || strings.HasPrefix(fault.Path, found.Path+"["):
		return true
	case fault.Path[:lastStep(fault.Path)] != parent || strings.HasPrefix(fault.Problem, `"`): // what begins with a value is about that alone
		return false
	}
	return slices.Contains(strings.FieldsFunc(fault.Problem, func(r rune) bool { return !unicode.IsLetter(r) }), strings.TrimPrefix(name, "."))
}

// lastStep is where the last step of a path begins: a property's name, a key or an index.
func lastStep(path string) int {
	step := "."
	switch {
	case strings.HasSuffix(path, `"]`): // quotes within the key are escaped
		step = `["`
	case strings.HasSuffix(path, "]"):
		step = "["
	}
	return max(strings.LastIndex(path, step), 0)
}

// scalar checks a string, boolean, integer or number.
func (s *shape) scalar(path aksgitops.Path, value property.Value, want string) (property.Value, bool) {
	switch {
	case want == "string" && value.IsString():
		return property.New(value.AsString()), true
	case want == "boolean" && value.IsBool():
		return property.New(value.AsBool()), true
	case want == "integer" && value.IsNumber():
		if value.AsNumber() != math.Trunc(value.AsNumber()) {
			s.report(path, "is not a whole number")
			return value, false
		}
		return property.New(value.AsNumber()), true
	}
	return s.wrongType(path, value, want)
}

// wrongType reports a value of the wrong type. It never shows the value, which may be a secret that the program has not marked.
func (s *shape) wrongType(path aksgitops.Path, value property.Value, want string) (property.Value, bool) {
	hint := ""
	switch {
	case want == "string" && (value.IsNumber() || value.IsBool()):
		hint = "; write it in quotes"
	case (want == "boolean" || want == "integer") && value.IsString():
		hint = "; write it without quotes"
	}
	s.report(path, "is %s; it must be %s%s", kind(value), article(want), hint)
	return value, false
}

func kind(value property.Value) string {
	switch {
	case value.IsString():
		return "a string"
	case value.IsNumber():
		return "a number"
	case value.IsBool():
		return "a boolean"
	case value.IsArray():
		return "a list"
	case value.IsMap():
		return "an object"
	}
	return "an asset, an archive or a resource"
}

func article(schemaType string) string {
	switch schemaType {
	case "array":
		return "a list"
	case "integer":
		return "a whole number"
	case "object":
		return "an object"
	}
	return "a " + schemaType
}

func plainNeeded(value property.Value) string {
	if value.Secret() {
		return "is a secret as a whole; it must be a plain value: mark only the properties inside it that are secret"
	}
	return "is an Output; it must be a plain value, because it decides which resources there are: pass Outputs to the properties inside it, " +
		"or use a value that is known before the program deploys anything"
}

func unknownProperty(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return fmt.Sprintf("is not a property; did you mean %s?", near)
	}
	return "is not a property; there is " + strings.Join(known, ", ")
}

func wrongValue(value string, allowed []string) string {
	text := fmt.Sprintf("%q is not one of %s", value, strings.Join(allowed, ", "))
	if near := nearest(value, allowed); near != "" {
		text += fmt.Sprintf("; did you mean %s?", near)
	}
	return text
}

// nearest returns the word that is spelt most alike, if one is near enough to be meant. Case and separators count for nothing: people
// come from languages that write git_repository.
func nearest(word string, candidates []string) string {
	best, bestDistance := "", len(word)/3+1
	for _, candidate := range candidates {
		if distance := levenshtein.Distance(bare(word), bare(candidate), nil); distance < bestDistance {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

func bare(word string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(word))
}
