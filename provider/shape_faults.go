package provider

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"github.com/aks-gitops/pulumi-aks-gitops/aksgitops"
)

func (s *shape) report(path aksgitops.Path, format string, args ...any) {
	s.faults = append(s.faults, aksgitops.Fault{Path: string(path), Problem: fmt.Sprintf(format, args...)})
}

// refuse notes that enough was said about what is at a path, and returns what stands in for it.
func (s *shape) refuse(path aksgitops.Path) property.Value {
	s.refused = append(s.refused, path)
	if s.absent {
		return property.Value{}
	}
	return property.New(property.Computed)
}

// explains tells whether a fault of the component only follows from a fault of shape, because it is about what was refused.
func (s *shape) explains(fault aksgitops.Fault) bool {
	return slices.ContainsFunc(s.refused, func(refused aksgitops.Path) bool { return within(aksgitops.Path(fault.Path), refused) })
}

// within tells whether a path is another one or leads further inside.
func within(path, outer aksgitops.Path) bool {
	inner, found := strings.CutPrefix(string(path), string(outer))
	return found && (inner == "" || inner[0] == '.' || inner[0] == '[')
}

// unknown reports a property that there is not, and returns the one that was probably meant.
func (s *shape) unknown(path aksgitops.Path, name string, known []string) string {
	near := nearest(name, known)
	if near == "" {
		s.report(path.Field(name), "is not a property; there is %s", strings.Join(known, ", "))
	} else {
		s.report(path.Field(name), "is not a property; did you mean %s?", near)
	}
	return near
}

// scalar checks a string, boolean, integer or number.
func (s *shape) scalar(path aksgitops.Path, value property.Value, want string) property.Value {
	switch {
	case want == "string" && value.IsString():
		return property.New(value.AsString())
	case want == "boolean" && value.IsBool():
		return property.New(value.AsBool())
	case want == "integer" && value.IsNumber():
		if value.AsNumber() != math.Trunc(value.AsNumber()) {
			s.report(path, "is not a whole number")
			return s.refuse(path)
		}
		return property.New(value.AsNumber())
	}
	return s.wrongType(path, value, want)
}

// wrongType reports a value of the wrong type. It never shows the value, which may be a secret that the program has not marked.
func (s *shape) wrongType(path aksgitops.Path, value property.Value, want string) property.Value {
	hint := ""
	switch {
	case want == "string" && (value.IsNumber() || value.IsBool()):
		hint = "; write it in quotes"
	case (want == "boolean" || want == "integer") && value.IsString():
		hint = "; write it without quotes"
	}
	s.report(path, "is %s; it must be %s%s", kind(value), article(want), hint)
	return s.refuse(path)
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
