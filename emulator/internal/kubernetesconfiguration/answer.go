package kubernetesconfiguration

import (
	"cmp"
	"time"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/document"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/systemdata"
)

// AnswerConfiguration is what GET answers in an API version.
func AnswerConfiguration(r *state.Resource, version, _ string) map[string]any {
	sent := document.Object(r.Input, "properties")
	properties := configurationShape.fill(sent, version)
	properties["kustomizations"] = answerKustomizations(sent, version)
	properties["configurationProtectedSettings"] = redactedSettings(sent)
	properties["provisioningState"] = r.State
	observe(properties, r)
	return map[string]any{
		"id": r.ID, "name": r.Name, "type": ConfigurationType,
		"systemData": systemdata.Of(r), "properties": properties,
	}
}

func answerKustomizations(sent map[string]any, version string) map[string]any {
	all := document.Object(sent, "kustomizations")
	out := make(map[string]any, len(all))
	for name := range all {
		answer := kustomizationShape.fill(document.Object(all, name), version)
		answer["name"] = name
		out[name] = answer
	}
	return out
}

func redactedSettings(sent map[string]any) map[string]any {
	out := map[string]any{}
	for key := range document.Object(sent, "configurationProtectedSettings") {
		out[key] = redacted
	}
	return out
}

// observe adds what the cluster says.
func observe(properties map[string]any, r *state.Resource) {
	status := cluster.Status{}
	if r.Observed != nil {
		status = *r.Observed
	}
	properties["complianceState"] = string(Compliance(r))
	properties["statuses"] = statuses(r)
	properties["sourceSyncedCommitId"] = nullable(status.Revision)
	properties["sourceUpdatedAt"] = moment(status.FetchedAt)
	properties["statusUpdatedAt"] = moment(lastTransition(status))
	properties["repositoryPublicKey"] = nullable(status.PublicKey)
	properties["errorMessage"] = cmp.Or(r.Failure, status.Failure())
}

// Compliance is how far the cluster follows a configuration.
func Compliance(r *state.Resource) cluster.Compliance {
	switch {
	case r.Orphaned:
		return cluster.Unknown
	case r.Observed == nil, r.Observed.Generation != r.Generation:
		return cluster.Pending
	default:
		return r.Observed.Compliance()
	}
}

func statuses(r *state.Resource) []any {
	if r.Observed == nil || r.Orphaned {
		return []any{}
	}
	out := []any{}
	for _, o := range r.Observed.Objects() {
		out = append(out, answerObject(o))
	}
	return out
}

func answerObject(o cluster.Object) map[string]any {
	conditions := make([]any, 0, len(o.Conditions))
	for _, c := range o.Conditions {
		conditions = append(conditions, map[string]any{
			"type": c.Type, "status": c.Status, "reason": c.Reason, "message": c.Message,
			"lastTransitionTime": moment(c.LastTransitionTime),
		})
	}
	return map[string]any{
		"name": o.Name, "namespace": o.Namespace, "kind": o.Kind,
		"complianceState": string(o.Compliance()), "statusConditions": conditions,
		"appliedBy": answerReference(o.AppliedBy), "helmReleaseProperties": answerHelm(o.Helm),
	}
}

func answerReference(r *cluster.ObjectReference) any {
	if r == nil {
		return nil
	}
	return map[string]any{"name": r.Name, "namespace": r.Namespace}
}

func answerHelm(h *cluster.HelmRelease) any {
	if h == nil {
		return nil
	}
	return map[string]any{
		"helmChartRef":        map[string]any{"name": h.Chart.Name, "namespace": h.Chart.Namespace},
		"lastRevisionApplied": h.Revision,
		"failureCount":        h.Failures, "installFailureCount": h.InstallFailures, "upgradeFailureCount": h.UpgradeFailures,
	}
}

func lastTransition(status cluster.Status) time.Time {
	var last time.Time
	for _, o := range status.Objects() {
		for _, c := range o.Conditions {
			if c.LastTransitionTime.After(last) {
				last = c.LastTransitionTime
			}
		}
	}
	return last
}

func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}
