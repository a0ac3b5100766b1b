package cluster

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
	for _, o := range s.objects() {
		seen[o.Compliance()] = true
	}
	for _, state := range []Compliance{NonCompliant, Pending, Suspended} {
		if seen[state] {
			return state
		}
	}
	return Compliant
}

// Settled says that nothing more is to be expected by itself.
func (s Status) Settled() bool { return s.Compliance() != Pending }

// Failure is the message of the first object that failed, or "".
func (s Status) Failure() string {
	for _, o := range s.objects() {
		if o.Compliance() == NonCompliant {
			return o.Kind + " " + o.Namespace + "/" + o.Name + ": " + o.Ready().Message
		}
	}
	return ""
}

func (s Status) objects() []Object { return append([]Object{s.Source}, s.Kustomizations...) }
