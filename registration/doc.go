// Package registration is the resource SubscriptionRegistration: it registers preview features and resource providers with an Azure
// subscription, and waits until Azure says that they are.
//
// Data flows one way. Raw inputs are searched for faults (faults.go); sound ones become a plan (plan.go), which a run (run.go) carries
// out through the two calls that Azure has for each registration (azure.go), with what each state means in state.go and what people
// read in messages.go and refusals.go. Which credential and which cloud the environment asks for is decided in choice.go and cloud.go,
// without looking at anything but the environment; credential.go and connect.go then open what was chosen. resource.go and read.go
// are what the Pulumi engine calls.
package registration
