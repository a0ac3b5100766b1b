package repository

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Rules that findings belong to.
const (
	RuleSource     = "source"
	RulePath       = "path"
	RuleDependency = "dependency"
	RuleScope      = "scope"
	RuleNamespace  = "namespace"
	RuleBuild      = "build"
)

// Finding is something that Flux would fail at.
type Finding struct {
	// Configuration and Kustomization say what leads there.
	Configuration, Kustomization string
	// Path is the file or folder in the checkout, and Line the line in it. The line is 0 if there is none to name.
	Path string
	Line int
	// Rule is the rule that found it.
	Rule string
	// Message says what is wrong and what would be right.
	Message string
}

// String is the finding in one line, as compilers write theirs, with the rule and what leads there. One that is in no file is at the property
// of the component that it is about.
func (f Finding) String() string {
	switch {
	case f.Path == "":
		return fmt.Sprintf("configurations[%q].kustomizations[%q]: %s (%s)", f.Configuration, f.Kustomization, f.Message, f.Rule)
	case f.Line == 0:
		return fmt.Sprintf("%s: %s (%s, %s/%s)", f.Path, f.Message, f.Rule, f.Configuration, f.Kustomization)
	}
	return fmt.Sprintf("%s:%d: %s (%s, %s/%s)", f.Path, f.Line, f.Message, f.Rule, f.Configuration, f.Kustomization)
}

// sorted puts findings in order, and says only once what is wrong at a line to which several kustomizations lead.
func sorted(findings []Finding) []Finding {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message), strings.Compare(a.Configuration, b.Configuration),
			strings.Compare(a.Kustomization, b.Kustomization))
	})
	return slices.CompactFunc(findings, func(a, b Finding) bool {
		return a.Path == b.Path && a.Line == b.Line && a.Rule == b.Rule && a.Message == b.Message &&
			(a.Line > 0 || a.Configuration == b.Configuration && a.Kustomization == b.Kustomization)
	})
}
