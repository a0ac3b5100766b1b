// Package objects makes the Kubernetes objects that Azure makes of a Flux
// configuration: a namespace, a service account with the rights of the scope, a
// secret, the source and its kustomizations. It knows which of a cluster's
// objects are a configuration's, and in which order they go.
package objects
