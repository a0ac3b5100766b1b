package registration

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

var (
	namespaceForm    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$`)
	featureForm      = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+/[A-Za-z0-9._-]+$`)
	subscriptionForm = regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

// faultsIn returns all that is wrong with the meaning of raw inputs, each with its path. Values of another type than the schema's are
// for others to refuse; what is not known yet is passed over, and what is secret not shown.
func faultsIn(inputs property.Map) []string {
	var faults []string
	report := func(path string, value property.Value, problem string) {
		faults = append(faults, fmt.Sprintf("%s: %s %s", path, quote(value), problem))
	}
	eachText(inputs, "features", func(path string, value property.Value) {
		if problem := featureProblem(value.AsString()); problem != "" {
			report(path, value, problem)
		}
	})
	eachText(inputs, "resourceProviders", func(path string, value property.Value) {
		if problem := namespaceProblem(value.AsString()); problem != "" {
			report(path, value, problem)
		}
	})
	if value := inputs.Get("subscriptionId"); value.IsString() && !subscriptionForm.MatchString(value.AsString()) {
		report("subscriptionId", value, "is not the ID of a subscription, a GUID such as 00000000-0000-0000-0000-000000000000")
	}
	if value := inputs.Get("waitTimeoutInSeconds"); value.IsNumber() && !wholeSeconds(value.AsNumber()) {
		report("waitTimeoutInSeconds", value, "is not a whole number of seconds from 1 on")
	}
	return faults
}

func wholeSeconds(number float64) bool {
	return number >= 1 && number <= math.MaxInt32 && number == math.Trunc(number)
}

func eachText(inputs property.Map, name string, look func(path string, value property.Value)) {
	list := inputs.Get(name)
	if !list.IsArray() {
		return
	}
	for n, element := range list.AsArray().All {
		if element.IsString() {
			look(fmt.Sprintf("%s[%d]", name, n), element.WithSecret(element.Secret() || list.Secret()))
		}
	}
}

func quote(value property.Value) string {
	switch {
	case value.Secret():
		return "the secret value"
	case value.IsNumber():
		return fmt.Sprint(value.AsNumber())
	}
	return fmt.Sprintf("%q", value.AsString())
}

func featureProblem(name string) string {
	switch {
	case featureForm.MatchString(name):
		return ""
	case !strings.Contains(name, "/"):
		return "is not `Namespace/Name`, for example `Microsoft.ContainerService/AKS-ExtensionManager`; `az feature list --namespace …` shows both"
	}
	return "is not `Namespace/Name`: a namespace such as `Microsoft.ContainerService`, one slash, and a name of letters, digits, hyphens, underscores and periods"
}

func namespaceProblem(name string) string {
	switch {
	case namespaceForm.MatchString(name):
		return ""
	case strings.Contains(name, "/"):
		return "is not a resource provider's namespace: give the part before the slash, for example `Microsoft.ContainerService`"
	}
	return "is not a resource provider's namespace, for example `Microsoft.ContainerService`"
}
