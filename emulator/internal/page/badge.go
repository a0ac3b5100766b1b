package page

import (
	"cmp"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
	"github.com/aks-gitops/pulumi-aks-gitops/emulator/internal/state"
)

// Badge is a state in a word, with a tone that picks its colour and its sign.
type Badge struct{ Text, Tone string }

// Tones.
const (
	good = "good"
	busy = "busy"
	bad  = "bad"
	warn = "warn"
	off  = "off"
)

var provisioningTones = map[string]string{
	state.Creating: busy, state.Updating: busy, state.Deleting: busy, state.Succeeded: good, state.Failed: bad,
}

func provisioning(text string) Badge {
	return Badge{Text: text, Tone: cmp.Or(provisioningTones[text], warn)}
}

var complianceTones = map[cluster.Compliance]string{
	cluster.Compliant: good, cluster.NonCompliant: bad, cluster.Pending: busy, cluster.Suspended: off, cluster.Unknown: warn,
}

func compliance(c cluster.Compliance) Badge { return Badge{Text: string(c), Tone: complianceTones[c]} }

var controllerTones = map[cluster.ControllerState]string{
	cluster.Running: good, cluster.Starting: busy, cluster.Crashed: bad, cluster.Unavailable: warn,
}

func controllerBadge(s cluster.ControllerState) Badge {
	return Badge{Text: string(s), Tone: cmp.Or(controllerTones[s], warn)}
}

// readiness is how an object is, in words that a glance at a column tells apart.
func readiness(o cluster.Object) Badge {
	words := map[cluster.Compliance]string{
		cluster.Compliant: "Ready", cluster.NonCompliant: "Not ready", cluster.Pending: "In progress", cluster.Suspended: "Suspended",
	}
	badge := Badge{Text: words[o.Compliance()], Tone: complianceTones[o.Compliance()]}
	if badge.Tone == busy && o.Ready().Status == "False" {
		badge.Text = "Waiting"
	}
	return badge
}

func replicas(d cluster.Deployment) Badge {
	if d.Ready >= d.Replicas {
		return Badge{Text: "Running", Tone: good}
	}
	return Badge{Text: "Starting", Tone: busy}
}

func operationBadge(o *state.Operation) Badge {
	switch {
	case o.Running():
		return Badge{Text: "Running", Tone: busy}
	case o.Error != nil && o.Status == state.Failed:
		return Badge{Text: o.Status, Tone: bad}
	case o.Status == state.Succeeded:
		return Badge{Text: o.Status, Tone: good}
	default:
		return Badge{Text: o.Status, Tone: off}
	}
}
