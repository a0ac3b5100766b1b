// Package cluster is the seam between the local Azure and what a Kubernetes
// cluster does with a Flux configuration. Azure's side knows resources,
// provisioning states and compliance; a cluster knows sources, kustomizations
// and the conditions that Flux's controllers write on them.
//
// Simulated plays the cluster's part by the clock. An implementation that runs
// real controllers satisfies the same Behaviour.
package cluster
