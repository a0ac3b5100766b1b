package controllers

import (
	"fmt"
	"path/filepath"

	"github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"
)

// Names of Flux's controllers, as the extension's settings and the cluster have them.
const (
	Source          = "source-controller"
	Kustomize       = "kustomize-controller"
	Helm            = "helm-controller"
	Notification    = "notification-controller"
	ImageAutomation = "image-automation-controller"
	ImageReflector  = "image-reflector-controller"
)

// Places are where programs find what they need on this machine.
type Places struct {
	// Programs is the folder that holds the controllers, each named like itself.
	Programs string
	// Kubeconfig is the file with which they reach the cluster.
	Kubeconfig string
	// Folder is where each controller gets a folder of its own, named like it.
	Folder string
	// Ports are free on loopback, by controller: PortsOf of them each.
	Ports map[string][]int
}

// Program is one of Flux's controllers as the settings want it.
type Program struct {
	// Name is the controller's.
	Name string
	// Enabled says whether the settings switch it on.
	Enabled bool
	// Unavailable says why it cannot run here although it is switched on, or is "".
	// What follows is empty then, as it is when the controller is switched off.
	Unavailable string
	// Path is the executable; Args do not name it again.
	Path string
	Args []string
	// Env are the variables that it needs. The machine's own, such as those of a
	// proxy, are the caller's to add.
	Env []string
	// Folder is the controller's own; Folders are to be made before it starts, this
	// one first.
	Folder  string
	Folders []string
	// Ready is the address that answers 200 when the controller is ready.
	Ready string
}

// controller is what is known of one of Flux's controllers.
type controller struct {
	name string
	// enabled is whether it runs when no setting says so.
	enabled bool
	// available says that there is a program of it here.
	available bool
	// flags are what the settings mean to it.
	flags func(settings) []string
	// listeners are the flags that take an address of its own each.
	listeners []string
}

// all are Flux's controllers in the order of Azure's documentation.
var all = []controller{
	{name: Source, enabled: true, available: true, flags: sourceFlags, listeners: []string{"metrics-addr", "health-addr", "storage-addr"}},
	{name: Kustomize, enabled: true, available: true, flags: kustomizeFlags, listeners: []string{"metrics-addr", "health-addr"}},
	{name: Helm, enabled: true, available: true, flags: helmFlags, listeners: []string{"metrics-addr", "health-addr"}},
	{name: Notification, enabled: true},
	{name: ImageAutomation},
	{name: ImageReflector},
}

// PortsOf says how many ports a controller listens on; 0 for those that cannot run here.
func PortsOf(name string) int {
	for _, c := range all {
		if c.name == name {
			return len(c.listeners)
		}
	}
	return 0
}

// Plan is what an extension's settings mean: all of Flux's controllers, in the order
// in which Azure lists them. Settings that are about pods (resources, identities) mean
// nothing to a process on this machine and are passed over. Values of the others are
// handed on as they are: a wrong one makes the controller fail, in its own words.
func Plan(extension cluster.Extension, places Places) []Program {
	said := settingsOf(extension)
	out := make([]Program, 0, len(all))
	for _, c := range all {
		program := Program{Name: c.name, Enabled: said.flag(c.name+".enabled", c.enabled)}
		switch {
		case !program.Enabled:
		case !c.available:
			program.Unavailable = "the local Azure has no program for the " + c.name + ": what it would do does not happen here"
		default:
			program = c.program(program, said, extension.Namespace, places)
		}
		out = append(out, program)
	}
	return out
}

// program fills in how the controller is run. What the settings say comes first:
// where a flag is given twice the last one counts, so no setting moves a listener.
func (c controller) program(p Program, said settings, namespace string, places Places) Program {
	p.Path = filepath.Join(places.Programs, c.name)
	p.Folder = filepath.Join(places.Folder, c.name)
	temp := filepath.Join(p.Folder, "tmp")
	p.Folders = []string{p.Folder, temp}
	p.Args = append(c.flags(said), "--events-addr=", "--watch-all-namespaces=true", "--enable-leader-election=false")
	addresses := map[string]string{}
	for i, listener := range c.listeners {
		addresses[listener] = fmt.Sprintf("127.0.0.1:%d", places.Ports[c.name][i])
		p.Args = append(p.Args, "--"+listener+"="+addresses[listener])
	}
	if c.name == Source {
		storage := filepath.Join(p.Folder, "storage")
		p.Folders = append(p.Folders, storage)
		p.Args = append(p.Args, "--storage-adv-addr="+addresses["storage-addr"], "--storage-path="+storage)
	}
	p.Env = []string{"HOME=" + p.Folder, "TMPDIR=" + temp, "RUNTIME_NAMESPACE=" + namespace, "KUBECONFIG=" + places.Kubeconfig}
	p.Ready = "http://" + addresses["health-addr"] + "/readyz"
	return p
}
