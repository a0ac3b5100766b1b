package aksgitops

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	kubernetesconfiguration "github.com/pulumi/pulumi-azure-native-sdk/kubernetesconfiguration/v2/v20241101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// objectStatus is the state of an object in the cluster, as Azure reports it.
type objectStatus = kubernetesconfiguration.ObjectStatusDefinitionResponse

// failure is an object that is not ready, and the condition that says why.
type failure struct {
	kind, namespace, name string
	reason, message       string
}

func (f failure) String() string {
	parts := []string{fmt.Sprintf("%s %s/%s", f.kind, f.namespace, f.name)}
	for _, part := range []string{f.reason, f.message} {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// firstFailure reads off a configuration what went wrong with it.
func (c *configurationState) firstFailure(name string) pulumi.StringOutput {
	return pulumi.All(c.ErrorMessage, c.Statuses, c.ComplianceState).ApplyT(func(parts []any) string {
		return errorMessage(name, parts[0].(string), parts[1].([]objectStatus), parts[2].(string) == pending)
	}).(pulumi.StringOutput)
}

// pending is the compliance state of a configuration with which the cluster is not done yet.
const pending = "Pending"

// errorMessage is what went wrong with a configuration: its first failing object, or what ARM says where no object fails. Objects that wait
// are no failure while the cluster is not done with the configuration.
func errorMessage(configuration, arm string, statuses []objectStatus, begun bool) string {
	failures := failuresOf(statuses)
	if len(failures) == 0 || begun && blame(failures[0]) == waits {
		return arm
	}
	first := failures[0]
	return first.String() + sourceHint(configuration, first, statuses)
}

// failuresOf are the objects that are not ready: what failed by itself before what reports on others, and what only waits last; among
// equals sources come before kustomizations and these before Helm releases, for each needs the one before it.
func failuresOf(statuses []objectStatus) []failure {
	var failures []failure
	for _, status := range statuses {
		if f, failing := failureOf(status); failing {
			failures = append(failures, f)
		}
	}
	slices.SortFunc(failures, func(a, b failure) int {
		return cmp.Or(cmp.Compare(blame(a), blame(b)), cmp.Compare(stage(a.kind), stage(b.kind)),
			strings.Compare(a.kind, b.kind), strings.Compare(a.namespace, b.namespace), strings.Compare(a.name, b.name))
	})
	return failures
}

// failureOf finds why an object is not ready. One of which that is not known yet has not failed.
func failureOf(status objectStatus) (failure, bool) {
	for _, condition := range status.StatusConditions {
		if textOf(condition.Type) == "Ready" && textOf(condition.Status) == "False" {
			return failure{
				kind: textOf(status.Kind), namespace: textOf(status.Namespace), name: textOf(status.Name),
				reason: textOf(condition.Reason), message: textOf(condition.Message),
			}, true
		}
	}
	return failure{}, false
}

// How much an object is to blame for its failure.
const (
	failed = iota
	reportsOthers
	waits
)

// waiting is how Flux says that an object waits where the reason does not: for the artifact of a source that has not fetched yet.
var waiting = []string{
	"Source artifact not found", "Source is not ready", "Source not ready", "does not have an artifact",
	"latest generation of object has not been reconciled",
}

// blame tells a failure of the object's own from one that tells of other objects, and from waiting.
func blame(f failure) int {
	switch f.reason {
	case "DependencyNotReady", "Progressing", "ProgressingWithRetry", "HealthCheckCanceled", "ArtifactNotReady":
		return waits
	case "HealthCheckFailed":
		return reportsOthers
	}
	if slices.ContainsFunc(waiting, func(words string) bool { return strings.Contains(f.message, words) }) {
		return waits
	}
	return failed
}

// stage is where in Flux's work an object of a kind stands.
func stage(kind string) int {
	switch kind {
	case "Kustomization":
		return 1
	case "HelmRelease":
		return 2
	}
	return 0
}

// missingSource is how Kubernetes says that a source does not exist.
var missingSource = regexp.MustCompile(`\b(?:GitRepository|OCIRepository|Bucket)\.source\.toolkit\.fluxcd\.io "[^"]*" not found`)

// sourceHint says which name a missing source should have had: manifests name the source as it was called where they were written, and
// Azure names it after the configuration. A message that names that one already needs no hint.
func sourceHint(configuration string, f failure, statuses []objectStatus) string {
	if !missingSource.MatchString(f.message) {
		return ""
	}
	for _, status := range statuses {
		if textOf(status.Name) != configuration || stage(textOf(status.Kind)) != 0 {
			continue
		}
		own := fmt.Sprintf("%s %s/%s", textOf(status.Kind), textOf(status.Namespace), configuration)
		if strings.Contains(f.message, own) {
			return ""
		}
		return " (the source of this configuration is " + own + ": sourceRef must name it so)"
	}
	return ""
}

func textOf(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
