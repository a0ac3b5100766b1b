package cluster

import "time"

// ControllerState is how one of Flux's controllers is.
type ControllerState string

// The states of a controller.
const (
	// Running controllers have said that they are ready.
	Running ControllerState = "Running"
	// Starting controllers have not yet.
	Starting ControllerState = "Starting"
	// Crashed controllers have ended by themselves; they are started again.
	Crashed ControllerState = "Crashed"
	// Unavailable controllers are switched on, but there is no program for them here.
	Unavailable ControllerState = "Unavailable"
)

// Controller is one of Flux's controllers in a cluster.
type Controller struct {
	// Name is as Flux has it, such as source-controller.
	Name  string          `json:"name"`
	State ControllerState `json:"state"`
	// Message says more, in the controller's own words where it has any.
	Message string `json:"message,omitempty"`
	// Since is when the state began.
	Since time.Time `json:"since,omitzero"`
}
