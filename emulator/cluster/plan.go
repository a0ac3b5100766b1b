package cluster

import (
	"crypto/sha1" //nolint:gosec // Git names commits by SHA-1; nothing is protected with it.
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Plan is what a simulated cluster observes of a configuration, one step after
// the other. A source whose host ends in ".invalid", the name that DNS promises
// never to resolve, fails as a host that cannot be reached; so does a
// kustomization whose path has a segment "missing".
func Plan(c Configuration, now func() time.Time) []func() Status {
	steps := 1
	if !c.Suspend {
		steps = 2 + depth(c.Kustomizations)
	}
	// Conditions keep the time at which they changed, so each step's is remembered.
	times := make([]time.Time, 0, steps)
	plan := make([]func() Status, 0, steps)
	for range steps {
		plan = append(plan, func() Status {
			times = append(times, now())
			return observe(c, times)
		})
	}
	return plan
}

// observe is the state after some steps, of which the times are given: the source
// needs one after the first, each kustomization one more than those it depends on.
func observe(c Configuration, times []time.Time) Status {
	step := len(times) - 1
	at := func(changed int) time.Time { return times[min(changed, step)] }
	status := Status{Generation: c.Generation, PublicKey: publicKey(c)}
	failed := unreachable(c.Source.URL)
	fetched := step >= 1 && !failed && !c.Suspend
	if fetched {
		status.Revision, status.FetchedAt = Revision(c.Source), at(1)
	}
	status.Source = sourceObject(c, sourceCondition(c.Source, step, failed, at(1)))
	levels, broken := levels(c.Kustomizations), broken(c.Kustomizations)
	for _, k := range c.Kustomizations {
		object := Object{Kind: "Kustomization", Namespace: c.Namespace, Name: k.Object, Suspended: c.Suspend}
		if !c.Suspend {
			state := kustomizationState{fetched: fetched, broken: broken[k.Name], at: at(1)}
			if failed {
				state.at = at(0) // it has waited for the source all along
			}
			if ends := 1 + levels[k.Name]; step >= ends {
				state.done, state.at = true, at(ends)
			}
			object.Conditions = []Condition{kustomizationCondition(c, k, state)}
		}
		status.Kustomizations = append(status.Kustomizations, object)
	}
	status.Final = status.Compliance() != Pending
	return status
}

func sourceObject(c Configuration, condition Condition) Object {
	object := Object{Kind: c.Source.ObjectKind(), Namespace: c.Namespace, Name: c.Name, Suspended: c.Suspend}
	if !c.Suspend {
		object.Conditions = []Condition{condition}
	}
	return object
}

func sourceCondition(source Source, step int, failed bool, at time.Time) Condition {
	ready := Condition{Type: "Ready", LastTransitionTime: at}
	switch {
	case step < 1:
		ready.Status, ready.Reason, ready.Message = "Unknown", "Progressing", "reconciliation in progress"
	case failed:
		ready.Status, ready.Reason = "False", "GitOperationFailed"
		if source.Kind != GitRepository {
			ready.Reason = "FetchFailed"
		}
		ready.Message = fmt.Sprintf("failed to fetch %s: no such host", source.URL)
	default:
		ready.Status, ready.Reason = "True", "Succeeded"
		ready.Message = fmt.Sprintf("stored artifact for revision '%s'", Revision(source))
	}
	return ready
}

type kustomizationState struct {
	fetched, done bool
	broken        string
	at            time.Time
}

func kustomizationCondition(c Configuration, k Kustomization, state kustomizationState) Condition {
	ready := Condition{Type: "Ready", LastTransitionTime: state.at}
	switch {
	case !state.fetched:
		ready.Status, ready.Reason = "False", "ArtifactNotReady"
		ready.Message = fmt.Sprintf("Source artifact not found, retrying in %s", k.RetryInterval)
	case !state.done && len(k.DependsOn) > 0:
		ready.Status, ready.Reason = "False", "DependencyNotReady"
		ready.Message = fmt.Sprintf("dependency '%s/%s-%s' is not ready", c.Namespace, c.Name, k.DependsOn[0])
	case !state.done:
		ready.Status, ready.Reason, ready.Message = "Unknown", "Progressing", "Reconciliation in progress"
	case state.broken == k.Name:
		ready.Status, ready.Reason = "False", "ArtifactFailed"
		ready.Message = fmt.Sprintf("kustomization path not found: %s", k.Path)
	case state.broken != "":
		ready.Status, ready.Reason = "False", "DependencyNotReady"
		ready.Message = fmt.Sprintf("dependency '%s/%s-%s' is not ready", c.Namespace, c.Name, state.broken)
	default:
		ready.Status, ready.Reason = "True", "ReconciliationSucceeded"
		ready.Message = "Applied revision: " + Revision(c.Source)
	}
	return ready
}

// Revision is what the source would fetch: the chosen reference and a made-up
// hash that depends on nothing but the source, so that it stays the same.
func Revision(s Source) string {
	seed := strings.Join([]string{s.Kind, s.URL, s.Branch, s.Tag, s.Semver, s.Commit, s.Digest}, "\n")
	switch s.Kind {
	case GitRepository:
		sha := s.Commit
		if sha == "" {
			sum := sha1.Sum([]byte(seed)) //nolint:gosec // see the import
			sha = hex.EncodeToString(sum[:])
		}
		return reference(s, "master") + "/" + sha
	case OCIRepository:
		digest := s.Digest
		if digest == "" {
			digest = fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(seed)))
		}
		return reference(s, "latest") + "@" + digest
	default:
		return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(seed)))
	}
}

// reference is the name that Flux shows, by the precedence of its own fields.
func reference(s Source, otherwise string) string {
	for _, name := range []string{s.Semver, s.Tag, s.Branch} {
		if name != "" {
			return name
		}
	}
	return otherwise
}

// publicKey is the deploy key of a cluster that was given none for an SSH repository.
func publicKey(c Configuration) string {
	ssh := strings.HasPrefix(c.Source.URL, "ssh://") || strings.HasPrefix(c.Source.URL, "git@")
	_, given := c.Source.ProtectedSettings["sshPrivateKey"]
	_, local := c.Source.Settings["localAuthRef"]
	if c.Source.Kind != GitRepository || !ssh || given || local {
		return ""
	}
	sum := sha256.Sum256([]byte(c.Cluster + "/" + c.Name))
	blob := append([]byte("\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"), sum[:]...)
	return "ssh-ed25519 " + base64.StdEncoding.EncodeToString(blob)
}

func unreachable(raw string) bool {
	host := raw
	if parsed, err := url.Parse(raw); err == nil && parsed.Host != "" {
		host = parsed.Hostname()
	} else if _, rest, ok := strings.Cut(raw, "@"); ok {
		host, _, _ = strings.Cut(rest, ":")
	}
	return strings.HasSuffix(strings.ToLower(host), ".invalid")
}
