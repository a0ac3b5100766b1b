package cluster

import (
	"cmp"
	"slices"
)

// Compliance is Azure's word for how far a cluster follows its configuration.
type Compliance string

// The states that Azure knows.
const (
	Compliant    Compliance = "Compliant"
	NonCompliant Compliance = "Non-Compliant"
	Pending      Compliance = "Pending"
	Suspended    Compliance = "Suspended"
	Unknown      Compliance = "Unknown"
)

// waiting are the reasons with which Flux says False and means "not yet".
var waiting = map[string]bool{"DependencyNotReady": true, "Progressing": true, "ArtifactNotReady": true}

// Compliance of one object follows from its Ready condition.
func (o Object) Compliance() Compliance {
	ready := o.Ready()
	switch {
	case o.Suspended:
		return Suspended
	case ready.Status == "True":
		return Compliant
	case ready.Status == "False" && !waiting[ready.Reason]:
		return NonCompliant
	default:
		return Pending
	}
}

// Compliance of the whole: one failure makes it Non-Compliant, one object that
// is on its way makes it Pending.
func (s Status) Compliance() Compliance {
	seen := map[Compliance]bool{}
	for _, o := range s.Objects() {
		seen[o.Compliance()] = true
	}
	for _, state := range []Compliance{NonCompliant, Pending, Suspended} {
		if seen[state] {
			return state
		}
	}
	return Compliant
}

// Settled says that nothing more is to be expected by itself. A failure may heal:
// it counts only when it is final.
func (s Status) Settled() bool {
	state := s.Compliance()
	return state == Compliant || state == Suspended || s.Final
}

// Failure is the message of the first object that failed, or "".
func (s Status) Failure() string {
	for _, o := range s.Objects() {
		if o.Compliance() == NonCompliant {
			return o.says()
		}
	}
	return ""
}

// Objects are all Flux objects of the configuration as Azure lists them, the source first.
func (s Status) Objects() []Object {
	return slices.Concat([]Object{s.Source}, s.Kustomizations, s.Applied)
}

// Obstacle says what keeps a cluster from following: the first object that failed,
// or the first that is on its way.
func (s Status) Obstacle() string {
	return s.ObstacleAfter(Status{})
}

// ObstacleAfter is the obstacle where failures were seen before: what failed and is
// on its way again is being tried again, and what it failed for still says more than
// that it is on its way.
func (s Status) ObstacleAfter(failed Status) string {
	if failure := s.Failure(); failure != "" {
		return failure
	}
	for _, before := range failed.Objects() {
		if before.Compliance() == NonCompliant && s.pending(before) {
			return before.says()
		}
	}
	for _, o := range s.Objects() {
		if o.Compliance() == Pending {
			return o.says()
		}
	}
	return ""
}

// pending says whether an object is on its way now.
func (s Status) pending(object Object) bool {
	return slices.ContainsFunc(s.Objects(), func(o Object) bool {
		return o.Kind == object.Kind && o.Namespace == object.Namespace && o.Name == object.Name && o.Compliance() == Pending
	})
}

// says is what an object says of itself, with its name.
func (o Object) says() string {
	return o.Kind + " " + o.Namespace + "/" + o.Name + ": " + cmp.Or(o.Ready().Message, "not reconciled yet")
}
