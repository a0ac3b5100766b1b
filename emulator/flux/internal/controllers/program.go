package controllers

import "github.com/aks-gitops/pulumi-aks-gitops/emulator/cluster"

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
	// Env is the whole environment: nothing is inherited.
	Env []string
	// Folder is the controller's own: Folders are to be made before it starts, with
	// this one first.
	Folder  string
	Folders []string
	// Ready is the address that answers 200 when the controller is ready.
	Ready string
}

// PortsOf says how many ports a controller listens on; 0 for those that cannot run here.
func PortsOf(name string) int { panic(name) }

// Plan is what an extension's settings mean: all of Flux's controllers, in the order
// in which Azure lists them.
func Plan(extension cluster.Extension, places Places) []Program { panic(extension.Version + places.Folder) }
