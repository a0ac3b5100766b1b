package controllers

import (
	"cmp"
	"maps"
	"strconv"
	"strings"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// settings are an extension's, of which all values are text.
type settings map[string]string

func settingsOf(extension cluster.Extension) settings {
	out := settings{}
	maps.Copy(out, extension.Settings)
	maps.Copy(out, extension.ProtectedSettings)
	return out
}

// flag is a setting that is true or false, or otherwise.
func (s settings) flag(name string, otherwise bool) bool {
	if value, err := strconv.ParseBool(s[name]); err == nil {
		return value
	}
	return otherwise
}

// handed is a setting that is handed on as a flag.
type handed struct{ setting, flag string }

// pass hands settings on as flags. Those that are not given are left to the controller.
func (s settings) pass(all ...handed) []string {
	var out []string
	for _, one := range all {
		if value, given := s[one.setting]; given {
			out = append(out, "--"+one.flag+"="+value)
		}
	}
	return out
}

// requeue is how often dependencies that were not ready are looked at again when no
// setting says so. Flux's own 30 seconds suit a cluster that nobody is waiting for.
const requeue = "500ms"

// retry is how soon a controller turns to an object again that it could not finish
// with, and twice as late each further time. Each new object waits for it once, when
// it has got its finalizer: with Flux's own 750 ms, one after the other, for seconds.
const retry = "100ms"

// common are the settings that each controller has under its own name.
func (s settings) common(name string) []string {
	return append(s.pass(handed{name + ".log-level", "log-level"}, handed{name + ".concurrent", "concurrent"}),
		"--requeue-dependency="+cmp.Or(s[name+".requeue-dependency"], requeue), "--min-retry-delay="+retry)
}

// tenancy is what multi-tenancy means to the controllers that apply something.
func (s settings) tenancy() []string {
	if !s.flag("multiTenancy.enforce", true) {
		return nil
	}
	return []string{"--no-cross-namespace-refs=true", "--default-service-account=flux-applier"}
}

func sourceFlags(s settings) []string {
	return append(s.common(Source), strings.Fields(s[Source+".ssh-host-key-args"])...)
}

func kustomizeFlags(s settings) []string {
	flags := append(s.common(Kustomize), s.tenancy()...)
	if s.flag("multiTenancy.enforce", true) {
		flags = append(flags, "--no-remote-bases=true")
	}
	// The Flux that Azure installs is not strict unless told to; this controller's own
	// default is the other way round.
	strict := cmp.Or(s[Kustomize+".strict-substitution-mode"], "false")
	return append(flags, "--feature-gates=StrictPostBuildSubstitutions="+strict)
}

func helmFlags(s settings) []string {
	flags := append(s.common(Helm), s.tenancy()...)
	flags = append(flags, s.pass(
		handed{Helm + ".outOfMemoryWatch.memoryThreshold", "oom-watch-memory-threshold"},
		handed{Helm + ".outOfMemoryWatch.interval", "oom-watch-interval"},
	)...)
	var gates []string
	for _, gate := range []handed{{Helm + ".detectDrift", "DetectDrift"}, {Helm + ".outOfMemoryWatch.enabled", "OOMWatch"}} {
		if value, given := s[gate.setting]; given {
			gates = append(gates, gate.flag+"="+value)
		}
	}
	if len(gates) > 0 {
		flags = append(flags, "--feature-gates="+strings.Join(gates, ","))
	}
	return flags
}
