// Package flux gives clusters of the local Azure a Kubernetes control plane of
// their own and runs Flux's controllers in them, unmodified: what a configuration
// does is what Flux does.
//
// Backend is the table of contents: each of its methods goes to the real cluster
// it is about, or to a simulated one where there are as many real ones as allowed.
package flux
